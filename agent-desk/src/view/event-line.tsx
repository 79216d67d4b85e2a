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
import { useDesk, useDeskState, usePreferences, useStrings } from "./surroundings.ts";

/** One event of the log: something that somebody said, or a line about something that happened. */
export const EventLine = memo(function EventLine(props: {
  readonly event: DeskEvent;
  readonly isFirst: boolean;
}) {
  return isSpoken(props.event) ? <Spoken {...props} /> : <Happened event={props.event} />;
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
  return (
    <p className="happened">
      {whatHappened(strings, locale, event)}
      {event.did?.why !== undefined && ` ${fill(strings.event.reason, { why: event.did.why })}`}{" "}
      <time dateTime={event.at}>{timeOf(event.at, locale)}</time>
    </p>
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
