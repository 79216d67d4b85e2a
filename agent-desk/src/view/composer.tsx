import { Button } from "@mantine/core";
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DeskRow } from "../../../src/protocol/desk.ts";
import { heldIn } from "../desk/uploading.ts";
import type { Deed } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import { inserted } from "../model/insertion.ts";
import { slashBefore, withReply } from "../model/slash.ts";
import type { Draft } from "../model/storage.ts";
import { ImageButton } from "./image-button.tsx";
import { ReplyPicker, useReplyPicker } from "./reply-picker.tsx";
import { Standing } from "./standing.tsx";
import { Suggestions, useSuggestions } from "./suggestions.tsx";
import type { Summons } from "./summons.ts";
import { useDesk, useDeskState, useStrings } from "./surroundings.ts";
import { Uploads } from "./uploads.tsx";

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
  const hasImages = useDeskState(({ uploads }) => heldIn(uploads, row.id).length > 0) && !isNote;
  const suggestions = useSuggestions(row.id, !isNote);
  const isEmpty = text.trim() === "" && !hasImages;
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

  function insert(piece: string): void {
    const { current: box } = field;
    const isWriting = box !== null && box === document.activeElement;
    const chosen = isWriting ? ([box.selectionStart, box.selectionEnd] as const) : ([caret, caret] as const);
    const next = inserted(text, chosen, piece);
    write(next.text, next.caret);
    box?.focus();
    // Only once the text is there.
    requestAnimationFrame(() => box?.setSelectionRange(next.caret, next.caret));
  }

  function attach(files: readonly File[]): void {
    for (const file of files) desk.attach(row.id, file);
    field.current?.focus();
  }

  function dropped(event: DragEvent): void {
    if (isNote || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    attach([...event.dataTransfer.files]);
  }

  function send(): void {
    const said = text.trim();
    if (isEmpty || tooLong > 0) return;
    if (said !== "") desk.write(row.id, isNote ? "note" : "message", said);
    if (!isNote) desk.sendAttached(row.id);
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
    <div className="composer" data-note={isNote} onDrop={dropped}>
      {picker.isOpen && <ReplyPicker picker={picker} />}
      <Standing row={row} deeds={deeds} />
      {!isNote && (
        <Suggestions
          replies={suggestions}
          onPick={insert}
          onSend={(reply) => desk.write(row.id, "message", reply)}
        />
      )}
      {mayReply && <Uploads id={row.id} />}
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
          onPaste={(event) => {
            const { files } = event.clipboardData;
            if (isNote || files.length === 0) return;
            event.preventDefault();
            attach([...files]);
          }}
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
        {!isNote && <ImageButton onChosen={attach} />}
        <span id="composer-hint" className="composer-hint" role="status">
          {tooLong > 0 && fill(words.tooLong, { count: tooLong })}
        </span>
        <Button
          size="compact-sm"
          h={30}
          px="md"
          color={isNote ? "gray" : "blue"}
          variant={isNote ? "default" : "filled"}
          aria-disabled={isEmpty || tooLong > 0}
          onClick={send}
        >
          {isNote ? words.saveNote : words.send}
        </Button>
      </div>
    </div>
  );
}
