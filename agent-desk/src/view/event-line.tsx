import { Button, Group } from "@mantine/core";
import { IconAlertCircle, IconClock } from "@tabler/icons-react";
import { memo } from "react";
import type { DeskEvent, RatingBody } from "../../../src/protocol/event.ts";
import { colleagueWith } from "../model/deeds.ts";
import { fill } from "../model/fill.ts";
import type { Echo } from "../model/timeline.ts";
import { timeOf } from "../model/times.ts";
import { isSpoken } from "../model/transcript.ts";
import { Blocks } from "./blocks.tsx";
import { errorText } from "./error-text.ts";
import { whatHappened } from "./happening.ts";
import { Stars } from "./stars.tsx";
import { useDesk, useDeskState, usePreferences, useStrings } from "./surroundings.ts";

/** One event of the log: something that somebody said, or a line about something that happened. */
export const EventLine = memo(function EventLine(props: {
  readonly event: DeskEvent;
  readonly isFirst: boolean;
}) {
  const { event } = props;
  if (isSpoken(event)) return <Spoken {...props} />;
  return event.body.type === "rating" ? (
    <Rated at={event.at} rating={event.body} />
  ) : (
    <Happened event={event} />
  );
});

function Spoken({ event, isFirst }: { readonly event: DeskEvent; readonly isFirst: boolean }) {
  const strings = useStrings();
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
      <div className="bubble">
        <Blocks body={event.body} />
      </div>
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

interface RatedProps {
  readonly at: string;
  readonly rating: RatingBody;
}

/** How the customer found it. What they wrote about it is theirs, and is shown as they wrote it. */
function Rated({ at, rating: { score, comment } }: RatedProps) {
  const { event: words } = useStrings();
  const { locale } = usePreferences();
  return (
    <article className="rated">
      <p className="rated-head">
        {words.rated} <Stars score={score} /> <time dateTime={at}>{timeOf(at, locale)}</time>
      </p>
      {comment !== undefined && <p className="words">{comment}</p>}
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
      <div className="bubble" data-status={echo.status}>
        <p className="words">{echo.text}</p>
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
