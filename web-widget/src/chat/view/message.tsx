import { clockTime } from "../clock.ts";
import type { MessageRow } from "../rows.ts";
import type { Strings } from "../strings.ts";
import { optionsOf } from "../timeline.ts";
import { Choices } from "./choices.tsx";
import { languageOf } from "./language.ts";
import { later } from "./later.tsx";
import { RichText } from "./rich-text.tsx";
import { speakerOf } from "./speaker.ts";

/** Fetches what shows messages that are more than text; asked for early, it is there before the first of them. */
export const fetchBlock = async () => (await import("../later/block.tsx")).Block;

const Block = later(fetchBlock);
const Reason = later(async () => (await import("../later/reason.tsx")).Reason);

interface MessageProps {
  readonly row: MessageRow;
  readonly botName: string;
  readonly strings: Strings;
  readonly locale: string;
  /** Of the chat server: what images without a server of their own come from. */
  readonly origin: string;
  /** Whether the buttons under this message may still be pressed. */
  readonly isOpen: boolean;
  readonly pressed: string | undefined;
  /** What has become of it, where that is shown: of the newest of the customer's own messages. */
  readonly mark: "sent" | "seen" | undefined;
  onChoose(option: string, label: string): void;
  onRetry(): void;
  /** It takes another height than before. */
  onGrown(): void;
}

/** A type this version does not know is shown by its text: a newer server must not leave a hole. */
const BLOCKS = ["card", "image", "steps"];

/** One bubble with everything that hangs on it: who speaks, buttons, and whether it was sent. */
export function Message({
  row,
  botName,
  strings,
  locale,
  origin,
  isOpen,
  pressed,
  mark,
  onChoose,
  onRetry,
  onGrown,
}: MessageProps) {
  const { from, body, status, at } = row;
  const isOwn = from === "customer";
  const options = optionsOf(body);
  return (
    <div class={`message ${isOwn ? "own" : from}${row.opens ? " opens" : ""}`} data-status={status}>
      {row.opens && (
        <div class={isOwn ? "unseen" : "speaker"}>
          <span class="name">{speakerOf(row, botName, strings)}</span>{" "}
          <time dateTime={new Date(at).toISOString()}>{clockTime(at, locale)}</time>
        </div>
      )}
      <div class={`bubble ${body.type}`} lang={languageOf(body.text, locale)}>
        {BLOCKS.includes(body.type) ? (
          <Block {...{ body, strings, origin, locale, onGrown }} Text={RichText}>
            <RichText text={body.text} />
          </Block>
        ) : (
          <RichText text={body.text} />
        )}
      </div>
      {mark && (
        <div class={`tick ${mark}`}>
          <span aria-hidden="true">{mark === "seen" ? "✓✓" : "✓"}</span>
          <span class="unseen">{strings[mark]}</span>
        </div>
      )}
      {options.length > 0 && (
        <Choices options={options} isOpen={isOpen} pressed={pressed} strings={strings} onChoose={onChoose} />
      )}
      {status === "sending" && <div class="status slow">{strings.sending}</div>}
      {status === "failed" && (
        <div class="status failed">
          <span>
            {strings.failed} {row.code && <Reason code={row.code} locale={locale} />}
          </span>
          <button type="button" class="retry" onClick={onRetry}>
            {strings.retry}
          </button>
        </div>
      )}
    </div>
  );
}
