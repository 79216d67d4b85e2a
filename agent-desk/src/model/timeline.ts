import type { DeskEvent } from "../../../src/protocol/event.ts";
import type { SentImage } from "./outbox.ts";

/** What the desk knows of a conversation: a stretch of its log without gaps, and what is being sent. */
export interface Timeline {
  /** By ascending seq, each once, none missing in between. */
  readonly events: readonly DeskEvent[];
  /** The stretch begins after this seq; 0 when it begins with the conversation. */
  readonly base: number;
  /** The last seq of the stretch. */
  readonly upTo: number;
  /** The highest seq heard of. Above `upTo` something is missing and has to be fetched. */
  readonly heardOf: number;
  readonly echoes: readonly Echo[];
}

/** What the agent has written, shown from the moment it is sent until its logged event takes its place. */
export interface Echo {
  readonly cid: string;
  readonly type: "message" | "note";
  /** Milliseconds since 1970 by the agent's clock. */
  readonly at: number;
  /** Empty where there is an image. */
  readonly text: string;
  readonly image?: SentImage;
  /** `sent` means stored by the server; the event itself is on its way. */
  readonly status: "sending" | "sent" | "failed";
  /** Why it was refused, as a code. */
  readonly refusal?: string;
}

export type TimelineChange =
  | { readonly type: "event"; readonly event: DeskEvent }
  /** What came after `upTo`, from `fetch`. */
  | { readonly type: "newer"; readonly events: readonly DeskEvent[]; readonly last: number }
  /** What came before the stretch, asked for with `before`. */
  | { readonly type: "older"; readonly before: number; readonly events: readonly DeskEvent[] }
  | { readonly type: "heard"; readonly last: number }
  | { readonly type: "echo"; readonly echo: Echo }
  | {
      readonly type: "status";
      readonly cid: string;
      readonly status: Echo["status"];
      readonly refusal?: string;
    }
  /** The agent has given up what was refused. */
  | { readonly type: "dropped"; readonly cid: string };

/** A timeline that begins after `base`: an agent needs the latest of a long conversation first. */
export function timelineFrom(base: number): Timeline {
  return { events: [], base, upTo: base, heardOf: base, echoes: [] };
}

/** The timeline after a change. What is known changes nothing; an event beyond a gap is only heard of. */
export function follow(timeline: Timeline, change: TimelineChange): Timeline {
  switch (change.type) {
    case "event":
      return withEvents(timeline, [change.event]);
    case "newer":
      return withEvents(heard(timeline, change.last), change.events);
    case "older":
      return withOlder(timeline, change.before, change.events);
    case "heard":
      return heard(timeline, change.last);
    case "echo":
      return withEcho(timeline, change.echo);
    case "status":
      return withStatus(timeline, change);
    case "dropped":
      return { ...timeline, echoes: timeline.echoes.filter(({ cid }) => cid !== change.cid) };
  }
}

export function hasGap({ heardOf, upTo }: Timeline): boolean {
  return heardOf > upTo;
}

export function hasOlder({ base }: Timeline): boolean {
  return base > 0;
}

function heard(timeline: Timeline, seq: number): Timeline {
  return seq > timeline.heardOf ? { ...timeline, heardOf: seq } : timeline;
}

function withEvents(timeline: Timeline, arrived: readonly DeskEvent[]): Timeline {
  const fresh: DeskEvent[] = [];
  let { upTo } = timeline;
  for (const event of [...arrived].sort((a, b) => a.seq - b.seq)) {
    if (event.seq !== upTo + 1) continue;
    fresh.push(event);
    upTo = event.seq;
  }
  const highest = Math.max(upTo, ...arrived.map(({ seq }) => seq));
  if (fresh.length === 0) return heard(timeline, highest);
  const logged = new Set(fresh.map(({ cid }) => cid));
  const echoes = timeline.echoes.filter(({ cid }) => !logged.has(cid));
  return heard({ ...timeline, events: [...timeline.events, ...fresh], upTo, echoes }, highest);
}

function withOlder(timeline: Timeline, before: number, arrived: readonly DeskEvent[]): Timeline {
  // Another page has come meanwhile: this one no longer fits on.
  if (before !== timeline.base + 1) return timeline;
  const older: DeskEvent[] = [];
  let { base } = timeline;
  for (const event of [...arrived].sort((a, b) => b.seq - a.seq)) {
    if (event.seq !== base) continue;
    older.unshift(event);
    base = event.seq - 1;
  }
  // A log that was erased begins later than 1: there is nothing more to ask for.
  if (older.length === 0) return { ...timeline, base: 0 };
  return { ...timeline, events: [...older, ...timeline.events], base };
}

function withEcho(timeline: Timeline, echo: Echo): Timeline {
  const isKnown = ({ cid }: { readonly cid?: string | undefined }) => cid === echo.cid;
  if (timeline.events.some(isKnown) || timeline.echoes.some(isKnown)) return timeline;
  return { ...timeline, echoes: [...timeline.echoes, echo] };
}

function withStatus(
  timeline: Timeline,
  { cid, status, refusal }: Extract<TimelineChange, { type: "status" }>,
): Timeline {
  const echoes = timeline.echoes.map((echo): Echo => {
    if (echo.cid !== cid) return echo;
    const { refusal: _before, ...rest } = echo;
    return { ...rest, status, ...(refusal !== undefined && { refusal }) };
  });
  return { ...timeline, echoes };
}
