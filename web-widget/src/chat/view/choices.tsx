import type { ChoiceOption } from "../../../../src/protocol/event.ts";
import { isSafeLink } from "../safe-link.ts";
import type { Strings } from "../strings.ts";
import { NewTabIcon, TickIcon } from "./icons.tsx";

interface ChoicesProps {
  readonly options: readonly ChoiceOption[];
  readonly isOpen: boolean;
  readonly pressed: string | undefined;
  readonly strings: Strings;
  onChoose(option: string, label: string): void;
}

/** The buttons and links under a message. Used ones stay focusable: `disabled` on a focused button throws the focus away. */
export function Choices({ options, isOpen, pressed, strings, onChoose }: ChoicesProps) {
  return (
    <div class={isOpen ? "choices" : "choices done"} role="group">
      {options.map(({ id, label, link }) =>
        link === undefined ? (
          <button
            key={id}
            type="button"
            class={id === pressed ? "choice chosen" : "choice"}
            aria-disabled={!isOpen}
            tabIndex={isOpen ? 0 : -1}
            // The second click of a double click would land on the same button of the next question.
            onClick={({ detail }) => isOpen && detail < 2 && onChoose(id, label)}
          >
            {id === pressed && <TickIcon />}
            {id === pressed && <span class="unseen">{strings.chosen}</span>}
            {label}
          </button>
        ) : (
          isSafeLink(link) && <LinkChoice key={id} label={label} link={link} strings={strings} />
        ),
      )}
    </div>
  );
}

interface LinkChoiceProps {
  readonly label: string;
  readonly link: string;
  readonly strings: Strings;
}

// Stays as it is when the question is answered: the page it leads to is still there.
const LinkChoice = ({ label, link, strings }: LinkChoiceProps) => (
  <a class="choice link" href={link} target="_blank" rel="noopener noreferrer">
    {label}
    {/^[/h]/.test(link) && (
      <>
        <span class="unseen"> {strings.newTab}</span>
        <NewTabIcon />
      </>
    )}
  </a>
);
