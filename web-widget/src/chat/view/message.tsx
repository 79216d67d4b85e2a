import type { MessageBody } from "../../../../src/protocol/event.ts";
import { clockTime } from "../clock.ts";
import type { MessageRow } from "../rows.ts";
import type { Locale, Strings } from "../strings.ts";
import { optionsOf } from "../timeline.ts";
import { Card } from "./card.tsx";
import { Choices } from "./choices.tsx";
import { Picture } from "./picture.tsx";
import { RichText } from "./rich-text.tsx";
import { Steps } from "./steps.tsx";

interface MessageProps {
  readonly row: MessageRow;
  readonly botName: string;
  readonly strings: Strings;
  readonly locale: Locale;
  /** Whether the buttons under this message may still be pressed. */
  readonly isOpen: boolean;
  readonly pressed: string | undefined;
  onChoose(option: string, label: string): void;
  onRetry(): void;
}

/** One bubble with everything that hangs on it: who speaks, buttons, and whether it was sent. */
export function Message({ row, botName, strings, locale, isOpen, pressed, onChoose, onRetry }: MessageProps) {
  const { from, body, status, at } = row;
  const isOwn = from === "customer";
  const options = optionsOf(body);
  const speaker = {
    customer: strings.you,
    bot: botName,
    agent: row.agent ?? strings.agent,
    system: strings.title,
  }[from];
  return (
    <div class={`message ${isOwn ? "own" : from}${row.opens ? " opens" : ""}`} data-status={status}>
      {row.opens && (
        <div class={isOwn ? "unseen" : "speaker"}>
          <span class="name">{speaker}</span>{" "}
          <time dateTime={new Date(at).toISOString()}>{clockTime(at, locale)}</time>
        </div>
      )}
      <div class={body.type === "card" || body.type === "image" ? `bubble framed ${body.type}` : "bubble"}>
        <Body body={body} strings={strings} />
      </div>
      {options.length > 0 && (
        <Choices options={options} isOpen={isOpen} pressed={pressed} strings={strings} onChoose={onChoose} />
      )}
      {status === "sending" && <div class="status slow">{strings.sending}</div>}
      {status === "failed" && (
        <div class="status failed">
          {strings.failed}
          <button type="button" class="retry" onClick={onRetry}>
            {strings.retry}
          </button>
        </div>
      )}
    </div>
  );
}

// A type this version does not know is shown by its text: a newer server must not leave a hole.
function Body({ body, strings }: { readonly body: MessageBody; readonly strings: Strings }) {
  if (body.type === "card") return <Card {...body} />;
  return (
    <>
      {body.type === "image" && <Picture url={body.url} alt={body.alt} />}
      {body.text !== "" && <RichText text={body.text} />}
      {body.type === "steps" && <Steps items={body.items} current={body.current} strings={strings} />}
    </>
  );
}
