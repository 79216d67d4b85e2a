import { type KeyboardEvent, useEffect, useState } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { CannedReply } from "../../../src/protocol/desk-http.ts";
import { filledReply, fittingReplies } from "../model/replies.ts";
import { customerName } from "./customer-name.ts";
import { useDesk, useDeskState, useStrings } from "./surroundings.ts";

const LIST = "canned-replies";
/** Who has not found it among these types on. */
const MOST_SHOWN = 8;

interface Picker {
  readonly isOpen: boolean;
  readonly replies: readonly CannedReply[];
  readonly active: number;
  readonly fieldProps: Readonly<Record<`aria-${string}`, string | undefined>>;
  pick(reply: CannedReply): void;
  textOf(reply: CannedReply): string;
  /** @returns whether the key was the picker's */
  press(event: KeyboardEvent): boolean;
}

/** Canned replies for what was typed after a slash; the field keeps the focus, and the arrow keys walk the list. */
export function useReplyPicker(
  row: DeskRow,
  typed: string | undefined,
  onPick: (text: string) => void,
): Picker {
  const { account } = useDesk();
  const { row: words } = useStrings();
  const all = useDeskState((state) => state.replies);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState<string>();
  const replies = typed === undefined ? [] : fittingReplies(all, typed, row.queue).slice(0, MOST_SHOWN);
  const isOpen = typed !== undefined && closedAt !== typed;

  useEffect(() => {
    setActive(0);
    if (typed === undefined) setClosedAt(undefined);
  }, [typed]);

  const textOf = (reply: CannedReply) =>
    filledReply(reply, row.language, { customer: customerName(words, row), agent: account.name });
  const pick = (reply: CannedReply) => onPick(textOf(reply));

  function press(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    const chosen = replies[active];
    if (event.key === "Escape") setClosedAt(typed);
    else if (event.key === "ArrowDown") setActive(Math.min(active + 1, replies.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) pick(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const fieldProps = {
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-controls": isOpen ? LIST : undefined,
    "aria-activedescendant": isOpen && replies.length > 0 ? `${LIST}-${active}` : undefined,
  };
  return { isOpen, replies, active, fieldProps, pick, textOf, press };
}

export function ReplyPicker({ picker }: { readonly picker: Picker }) {
  const { composer } = useStrings();
  return (
    <ul className="replies" id={LIST} role="listbox" aria-label={composer.replies}>
      {picker.replies.map((reply, index) => (
        // The keys are the field's; a press of the mouse must not take the focus from it.
        <li
          key={reply.id}
          id={`${LIST}-${index}`}
          role="option"
          aria-selected={index === picker.active}
          onMouseDown={(event) => {
            event.preventDefault();
            picker.pick(reply);
          }}
        >
          <span className="reply-shortcut">/{reply.shortcut}</span>
          <span className="reply-text">{picker.textOf(reply)}</span>
        </li>
      ))}
      {picker.replies.length === 0 && <li className="replies-none">{composer.noReplies}</li>}
    </ul>
  );
}
