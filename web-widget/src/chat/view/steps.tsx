import type { Strings } from "../strings.ts";
import type { RichText } from "./rich-text.tsx";

interface StepsProps {
  readonly items: readonly string[];
  /** Counted from 1; absent when the list is only an overview. */
  readonly current: number | undefined;
  readonly strings: Strings;
  readonly Text: typeof RichText;
}

/** A numbered list that shows how far the customer has come. */
export function Steps({ items, current = 0, strings, Text }: StepsProps) {
  return (
    <ol class="steps">
      {items.map((item, index) => {
        const number = index + 1;
        const isDone = number < current;
        const isCurrent = number === current;
        return (
          <li
            key={index}
            class={isDone ? "step done" : isCurrent ? "step current" : "step"}
            aria-current={isCurrent ? "step" : undefined}
          >
            <span class="number" aria-hidden="true">
              {isDone ? "✓" : number}
            </span>
            {isDone && <span class="unseen">{strings.stepDone}</span>}
            {isCurrent && <span class="unseen">{strings.stepCurrent}</span>}
            <Text text={item} />
          </li>
        );
      })}
    </ol>
  );
}
