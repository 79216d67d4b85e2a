import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Strings } from "../strings.ts";
import { SendIcon } from "./icons.tsx";

interface ComposerProps {
  readonly strings: Strings;
  onSay(text: string): void;
  onTyping(isOn: boolean): void;
}

/** The server's limit, in UTF-16 units as `maxlength` counts them. */
const MAX_LENGTH = 4000;
/** From here on the customer sees how much room is left. */
const COUNT_FROM = 3600;
/** Safari ends a composition before its keydown, and marks that key only with this code. */
const IME_KEY_CODE = 229;

/** Where the customer writes. Enter sends, Shift+Enter breaks the line, and an input method keeps its own Enter. */
export function Composer({ strings, onSay, onTyping }: ComposerProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === "";

  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.style.height = "auto";
    // Nothing that is hidden has a height.
    if (current.scrollHeight > 0) current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  function submit(): void {
    if (isEmpty) return;
    onSay(text.trim());
    onTyping(false);
    setText("");
  }

  function write(written: string): void {
    setText(written);
    onTyping(written !== "");
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        field.current?.focus();
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          maxLength={MAX_LENGTH}
          enterkeyhint="send"
          placeholder={strings.placeholder}
          aria-label={strings.placeholder}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            submit();
          }}
        />
        {text.length >= COUNT_FROM && (
          <span class="count">
            {text.length}/{MAX_LENGTH}
          </span>
        )}
        <button type="submit" class="send" aria-label={strings.send} aria-disabled={isEmpty}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === IME_KEY_CODE;
}
