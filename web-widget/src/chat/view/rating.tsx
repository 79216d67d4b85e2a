import { useLayoutEffect, useState } from "preact/hooks";
import css from "../../styles/rating.css?inline";
import { styledBy } from "../later/styled.ts";
import { useWords } from "../later/words.ts";

interface RatingProps {
  readonly locale: string;
  readonly isRated: boolean;
  onRate(score: number, comment: string): void;
  /** It takes another height than before. */
  onGrown(): void;
}

const SCORES = [1, 2, 3, 4, 5];
const styled = styledBy(css);

/** Asks how it was, once a person has finished: a score, and a word about it for who likes to. */
export function Rating({ locale, isRated, onRate, onGrown }: RatingProps) {
  const words = useWords(locale);
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [isDone, setDone] = useState(false);
  useLayoutEffect(onGrown, [score > 0, isDone, isRated, words]);
  if (words === undefined) return null;
  if (isDone || isRated) return <div class="notice">{words.rated}</div>;
  return (
    <form
      class="rating"
      ref={styled}
      onSubmit={(event) => {
        event.preventDefault();
        onRate(score, comment.trim());
        setDone(true);
      }}
    >
      {words.rate}
      <div role="radiogroup" aria-label={words.rate}>
        {SCORES.map((value) => (
          <label key={value} class={value <= score ? "star on" : "star"}>
            <input
              type="radio"
              name="score"
              class="unseen"
              aria-label={`${value} / 5`}
              checked={value === score}
              onChange={() => setScore(value)}
            />
            {value <= score ? "★" : "☆"}
          </label>
        ))}
      </div>
      {score > 0 && (
        <>
          <textarea
            maxLength={1000}
            placeholder={words.rateComment}
            aria-label={words.rateComment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="choice">
            {words.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
