import { Button, Group } from "@mantine/core";
import { IconAlertCircle, IconClock } from "@tabler/icons-react";
import { memo } from "react";
import type { DeskEvent } from "../../../src/protocol/event.ts";
import { colleagueWith } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import type { Echo } from "../model/timeline.ts";
import { timeOf } from "../model/times.ts";
import { isSpoken } from "../model/transcript.ts";
import { Blocks } from "./blocks.tsx";
import { errorText } from "./error-text.ts";
import { whatHappened } from "./happening.ts";
import { inItsLanguage } from "./in-its-language.ts";
import { imageAddress, Picture } from "./picture.tsx";
import { Stars } from "./stars.tsx";
import { useDesk, useDeskState, usePreferences, useStrings } from "./surroundings.ts";
import { useUnmasked } from "./use-unmasked.tsx";

/** One event of the log: something that somebody said, or a line about something that happened. */
export const EventLine = memo(function EventLine(props: {
  readonly event: DeskEvent;
  readonly isFirst: boolean;
}) {
  const { event } = props;
  if (isSpoken(event)) return <Spoken {...props} />;
  return event.kind === "rating" ? <Rated event={event} /> : <Happened event={event} />;
});

function Spoken({ event: logged, isFirst }: { readonly event: DeskEvent; readonly isFirst: boolean }) {
  const strings = useStrings();
  const { event, toggle } = useUnmasked(logged);
  const { account } = useDesk();
  const { locale } = usePreferences();
  const { from, by, at, origin, kind } = event;
  const name = by === undefined ? strings.from[from] : by.id === account.id ? strings.from.me : by.name;
  return (
    <article className="said" data-from={kind === "note" ? "note" : from} data-first={isFirst}>
      {isFirst && (
        <p className="said-head">
          {kind === "note" && <span className="note-mark">{strings.event.note}</span>}
          <span className="said-name">{name}</span>
          <time dateTime={at}>{timeOf(at, locale)}</time>
        </p>
      )}
      <div className="bubble" {...inItsLanguage("text" in event.body ? event.body.text : "")}>
        <Blocks body={event.body} />
      </div>
      {toggle}
      {origin !== undefined && (
        <p className="origin">
          {origin.dialog} › {origin.step}
        </p>
      )}
    </article>
  );
}

function Happened({ event }: { readonly event: DeskEvent }) {
  const strings = useStrings();
  const { locale } = usePreferences();
  const { body } = event;
  return (
    <p className="happened" data-closed={body.type === "handoff" && body.status === "closed"}>
      {whatHappened(strings, locale, event)}
      {event.did?.why !== undefined && ` ${fill(strings.event.reason, { why: event.did.why })}`}{" "}
      <time dateTime={event.at}>{timeOf(event.at, locale)}</time>
    </p>
  );
}

/** How the customer found it. What they wrote about it is theirs, and is shown as they wrote it. */
function Rated({ event: logged }: { readonly event: DeskEvent }) {
  const { event: words } = useStrings();
  const { locale } = usePreferences();
  const { event, toggle } = useUnmasked(logged);
  const { at, body } = event;
  if (body.type !== "rating") return null;
  return (
    <article className="rated">
      <p className="rated-head">
        {words.rated} <Stars score={body.score} /> <time dateTime={at}>{timeOf(at, locale)}</time>
      </p>
      {body.comment !== undefined && (
        <p className="words" {...inItsLanguage(body.comment)}>
          {body.comment}
        </p>
      )}
      {toggle}
    </article>
  );
}

/** What the agent has written, on its way. */
export function EchoLine({ echo }: { readonly echo: Echo }) {
  const desk = useDesk();
  const strings = useStrings();
  const holder = useDeskState(({ opened }) => opened?.row && colleagueWith(opened.row, desk.account));
  const { composer } = strings;
  return (
    <article className="said" data-from={echo.type === "note" ? "note" : "agent"} data-first="true">
      <p className="said-head">
        {echo.type === "note" && <span className="note-mark">{strings.event.note}</span>}
        <span className="said-name">{strings.from.me}</span>
        {echo.status !== "failed" && (
          <span>
            <IconClock size={12} aria-hidden="true" /> {composer.sending}
          </span>
        )}
      </p>
      <div className="bubble" data-status={echo.status} {...inItsLanguage(echo.text)}>
        {echo.image === undefined ? (
          <p className="words">{echo.text}</p>
        ) : (
          <Picture {...echo.image} url={imageAddress(echo.image.id)} alt={strings.conversation.picture} />
        )}
      </div>
      {echo.status === "failed" && (
        <Group gap="xs" className="failed" role="alert">
          <IconAlertCircle size={15} aria-hidden="true" />
          <span>
            {fill(composer.failed, { why: errorText(strings, echo.refusal ?? "INTERNAL", holder) })}
          </span>
          <Button size="compact-xs" variant="light" onClick={() => desk.retry(echo.cid)}>
            {composer.retry}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => desk.drop(echo.cid)}>
            {composer.drop}
          </Button>
        </Group>
      )}
    </article>
  );
}
