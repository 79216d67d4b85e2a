import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import css from "../../styles/suggestions.css?inline";
import { fill } from "../strings.ts";
import { styledBy } from "./styled.ts";
import { useWords } from "./words.ts";

interface SuggestionsProps {
  /** What has been typed so far. */
  readonly text: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly locale: string;
  suggest(text: string): Promise<readonly string[]>;
  onPick(suggestion: string): void;
}

const styled = styledBy(css);
const LIST_ID = "suggested";
/** More would leave nothing of the conversation on a phone with its keyboard open. */
const MOST = 4;
/** A pause in typing, not a letter on the way to the next one. */
const PAUSE_MS = 150;

/** Questions that begin like what is typed. Arrow keys go through them in the field, Enter takes one, Escape hides them. */
export function Suggestions({ text, field, locale, suggest, onPick }: SuggestionsProps) {
  const words = useWords(locale);
  const [found, setFound] = useState<readonly string[]>([]);
  /** None is chosen before an arrow key was pressed: Enter sends what was typed. */
  const [at, setAt] = useState(-1);
  const hidden = useRef("");

  useEffect(() => {
    setAt(-1);
    let isWanted = true;
    const pause = setTimeout(async () => {
      const suggestions = await suggest(text);
      if (!isWanted) return;
      setFound(suggestions.filter((suggestion) => suggestion !== text).slice(0, MOST));
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(pause);
    };
  }, [text]);

  const shown = words === undefined || hidden.current === text ? [] : found;

  useEffect(() => {
    const { current: input } = field;
    if (input === null || shown.length === 0) return;
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", LIST_ID);
    if (at >= 0) input.setAttribute("aria-activedescendant", idOf(at));
    return () => {
      for (const name of ["autocomplete", "controls", "activedescendant"])
        input.removeAttribute(`aria-${name}`);
    };
  }, [shown, at]);

  useEffect(() => {
    const around = field.current?.parentElement;
    // Before the field itself hears of the key.
    around?.addEventListener("keydown", choose, true);
    return () => around?.removeEventListener("keydown", choose, true);
  });

  function choose(event: KeyboardEvent): void {
    const picked = shown[at];
    if (shown.length === 0 || event.isComposing || event.keyCode === 229 || event.target !== field.current)
      return;
    // One more than there are, and back to the first: in between none is chosen.
    const turn = (step: number) => setAt(((at + 1 + step + shown.length + 1) % (shown.length + 1)) - 1);
    if (event.key === "ArrowDown") turn(1);
    else if (event.key === "ArrowUp") turn(-1);
    else if (event.key === "Escape") hide();
    else if (event.key === "Enter" && picked !== undefined) onPick(picked);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function hide(): void {
    hidden.current = text;
    setFound([]);
  }

  if (words === undefined) return null;
  return (
    <>
      <p class="unseen" role="status">
        {shown.length > 0 && fill(words.suggestedCount, { count: shown.length })}
      </p>
      {shown.length > 0 && (
        <div class="suggested" id={LIST_ID} role="listbox" aria-label={words.suggested} ref={styled}>
          {shown.map((suggestion, index) => (
            <div
              key={suggestion}
              id={idOf(index)}
              class="guess"
              role="option"
              aria-selected={index === at}
              // The focus stays in the field, and the keyboard of a phone where it is.
              onPointerDown={(event) => event.preventDefault()}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(suggestion)}
            >
              {suggestion}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

const idOf = (index: number) => `${LIST_ID}-${index}`;
