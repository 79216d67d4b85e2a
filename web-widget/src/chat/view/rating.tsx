import { useLayoutEffect, useState } from "preact/hooks";
import type { Strings } from "../strings.ts";

interface RatingProps {
  readonly strings: Strings;
  readonly isRated: boolean;
  onRate(score: number, comment: string): void;
  /** It takes another height than before. */
  onGrown(): void;
}

const SCORES = [1, 2, 3, 4, 5];

/** Asks how it was, once a person has finished: a score, and a word about it for who likes to. */
export function Rating({ strings, isRated, onRate, onGrown }: RatingProps) {
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState("");
  const [isDone, setDone] = useState(false);
  useLayoutEffect(onGrown, [score > 0, isDone, isRated]);
  if (isDone || isRated) return <div class="notice">{strings.rated}</div>;
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault();
        onRate(score, comment.trim());
        setDone(true);
      }}
    >
      {strings.rate}
      <div role="radiogroup" aria-label={strings.rate}>
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
            ★
          </label>
        ))}
      </div>
      {score > 0 && (
        <>
          <textarea
            maxLength={1000}
            placeholder={strings.rateComment}
            onInput={({ currentTarget }) => setComment(currentTarget.value)}
          />
          <button type="submit" class="choice">
            {strings.rateSend}
          </button>
        </>
      )}
    </form>
  );
}
