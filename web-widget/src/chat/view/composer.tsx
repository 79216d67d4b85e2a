import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat, ChatState } from "../chat.ts";
import type { Wording } from "../strings.ts";
import { ImageIcon, SendIcon } from "./icons.tsx";
import { later } from "./later.tsx";

interface ComposerProps extends Wording {
  readonly state: ChatState;
  readonly chat: Chat;
  onFiles(files: FileList | null): void;
}

const Suggestions = later(async () => (await import("../later/suggestions.tsx")).Suggestions);

/** The server's limit, in UTF-16 units as `maxlength` counts them. */
const MAX_LENGTH = 4000;
/** From here on the customer sees how much room is left. */
const COUNT_FROM = 3600;
/** Longer than that, the server suggests nothing. */
const SUGGEST_TO = 200;
/** Safari ends a composition before its keydown, and marks that key only with this code. */
const IME_KEY_CODE = 229;

/** Where the customer writes. Enter sends, Shift+Enter breaks the line, and an input method keeps its own Enter. */
export function Composer({ strings, locale, state, chat, onFiles }: ComposerProps) {
  const [text, setText] = useState("");
  // What an input method is still composing are letters, not words.
  const [isComposed, setComposed] = useState(true);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const written = text.trim();
  const isEmpty = written === "";
  const isWithBot = state.owner !== "waiting" && state.owner !== "assigned";

  useLayoutEffect(() => {
    const { current } = field;
    if (current === null) return;
    current.style.height = "auto";
    // Nothing that is hidden has a height.
    if (current.scrollHeight > 0) current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  function say(words: string): void {
    if (words === "") return;
    chat.say(words);
    chat.typing(false);
    setText("");
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say(written);
        field.current?.focus();
      }}
    >
      {isWithBot && isComposed && written.length > 1 && written.length <= SUGGEST_TO && (
        <Suggestions text={written} field={field} locale={locale} suggest={chat.suggest} onPick={say} />
      )}
      <div class="field">
        <input
          type="file"
          accept="image/*"
          hidden
          ref={picker}
          onChange={({ currentTarget }) => {
            onFiles(currentTarget.files);
            // The same one may be chosen again.
            currentTarget.value = "";
          }}
        />
        <button
          type="button"
          class="icon"
          aria-label={strings.attach}
          onClick={() => picker.current?.click()}
        >
          <ImageIcon />
        </button>
        <textarea
          ref={field}
          rows={1}
          maxLength={MAX_LENGTH}
          enterkeyhint="send"
          dir="auto"
          placeholder={strings.placeholder}
          aria-label={strings.placeholder}
          value={text}
          onInput={({ currentTarget: { value }, isComposing }) => {
            setText(value);
            setComposed(!isComposing);
            chat.typing(value !== "");
          }}
          onCompositionEnd={() => setComposed(true)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || isComposingKey(event)) return;
            event.preventDefault();
            say(written);
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

function isComposingKey(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === IME_KEY_CODE;
}
