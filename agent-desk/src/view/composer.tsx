import { Button } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { Deed } from "../model/deeds.ts";
import { isMine } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import { slashBefore, withReply } from "../model/slash.ts";
import type { Draft } from "../model/storage.ts";
import { ReplyPicker, useReplyPicker } from "./reply-picker.tsx";
import type { Summons } from "./summons.ts";
import { useDesk, useStrings } from "./surroundings.ts";

/** What the protocol allows in one message. */
const LONGEST = 4000;

interface ComposerProps {
  readonly row: DeskRow;
  readonly deeds: ReadonlySet<Deed>;
  readonly summons: Summons | undefined;
}

/** Where an agent writes: to the customer when the conversation is theirs, to colleagues always. */
export function Composer({ row, deeds, summons }: ComposerProps) {
  const desk = useDesk();
  const { composer: words } = useStrings();
  const field = useRef<HTMLTextAreaElement>(null);
  const [{ type, text }, setDraft] = useState(() => desk.drafts.of(row.id));
  const [caret, setCaret] = useState(text.length);
  // What was asked of the composer of another conversation is none of this one's business.
  const answered = useRef(summons?.key);
  const mayReply = deeds.has("write");
  const isNote = type === "note" || !mayReply;
  const tooLong = [...text.trim()].length - LONGEST;
  const slash = isNote ? undefined : slashBefore(text, caret);
  const picker = useReplyPicker(row, slash?.typed, (reply) => {
    if (slash !== undefined) write(withReply(text, slash, reply));
  });

  function change(draft: Draft): void {
    setDraft(draft);
    desk.drafts.keep(row.id, draft);
  }

  function write(next: string, at = next.length): void {
    // What was begun as a note stays one, also when the conversation becomes the agent's meanwhile.
    change({ type: isNote && next !== "" ? "note" : type, text: next });
    setCaret(at);
    if (!isNote) desk.typing(row.id, next.trim() !== "");
  }

  useEffect(() => {
    if (summons === undefined || summons.key === answered.current) return;
    answered.current = summons.key;
    const isBlank = text === "";
    change({
      type: summons.to === "note" ? "note" : "message",
      text: summons.to === "canned" && mayReply && isBlank ? "/" : text,
    });
    if (isBlank) setCaret(1);
    field.current?.focus();
  }, [summons?.key]);

  // A colleague sees "is writing" only as long as somebody is.
  useEffect(() => () => desk.typing(row.id, false), [desk, row.id]);

  function send(): void {
    const said = text.trim();
    if (said === "" || tooLong > 0) return;
    desk.write(row.id, isNote ? "note" : "message", said);
    change({ type: "message", text: "" });
    setCaret(0);
    if (!isNote) desk.typing(row.id, false);
    field.current?.focus();
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // An input method takes Enter to accept a word; 229 is what older browsers say of it.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (picker.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    send();
  }

  return (
    <div className="composer" data-note={isNote}>
      {picker.isOpen && <ReplyPicker picker={picker} />}
      <Standing row={row} deeds={deeds} />
      <div className="composer-field">
        <textarea
          ref={field}
          rows={3}
          value={text}
          aria-label={isNote ? words.noteLabel : words.label}
          aria-describedby="composer-hint"
          placeholder={isNote ? words.notePlaceholder : words.placeholder}
          {...picker.fieldProps}
          onChange={({ currentTarget }) => write(currentTarget.value, currentTarget.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={pressed}
          onBlur={() => desk.typing(row.id, false)}
        />
      </div>
      <div className="composer-foot">
        <div className="modes" role="group" aria-label={words.mode}>
          <button
            type="button"
            aria-pressed={!isNote}
            disabled={!mayReply}
            onClick={() => change({ type: "message", text })}
          >
            {words.reply}
          </button>
          <button type="button" aria-pressed={isNote} onClick={() => change({ type: "note", text })}>
            {words.note}
          </button>
        </div>
        <span id="composer-hint" className="composer-hint" role="status">
          {tooLong > 0 && fill(words.tooLong, { count: tooLong })}
        </span>
        <Button
          size="compact-sm"
          h={30}
          px="md"
          color={isNote ? "gray" : "blue"}
          variant={isNote ? "default" : "filled"}
          aria-disabled={text.trim() === "" || tooLong > 0}
          onClick={send}
        >
          {isNote ? words.saveNote : words.send}
        </Button>
      </div>
    </div>
  );
}

/** Why the customer cannot be written to, and the way there. */
function Standing({ row, deeds }: Pick<ComposerProps, "row" | "deeds">) {
  const desk = useDesk();
  const { composer, actions } = useStrings();
  if (isMine(row, desk.account)) return null;
  const { bot, closed, other, waiting } = composer.notMine;
  const byPhase = row.phase === "bot" ? bot : row.phase === "closed" ? closed : waiting;
  const why = row.phase === "assigned" && row.agent !== undefined ? fill(other, row.agent) : byPhase;
  return (
    <div className="standing">
      <span>{why}</span>
      {deeds.has("take") && (
        <Button size="compact-sm" onClick={() => void desk.take(row.id)}>
          {actions.take}
        </Button>
      )}
      {deeds.has("takeOver") && (
        <Button size="compact-sm" color="red" variant="light" onClick={() => void desk.take(row.id, true)}>
          {actions.takeOver}
        </Button>
      )}
    </div>
  );
}
