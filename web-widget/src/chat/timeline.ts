import type { ChatEvent, ChoiceOption, EventBody } from "../../../src/protocol/event.ts";

/** What the widget knows of a conversation: the logged events, and the customer's words not yet among them. */
export interface Timeline {
  /** By ascending seq, each once. */
  readonly events: readonly ChatEvent[];
  /** Up to this seq nothing is missing, save what a customer may not see (an agent's note takes a seq too). */
  readonly upTo: number;
  /** The highest seq heard of. Above `upTo` something is missing and has to be fetched. */
  readonly heardOf: number;
  readonly echoes: readonly Echo[];
}

/** The customer's own message, shown from the moment it is sent until its logged event takes its place. */
export interface Echo {
  readonly cid: string;
  /** Milliseconds since 1970 by the customer's clock. */
  readonly at: number;
  readonly text: string;
  /** The button this echo answers for. */
  readonly choice?: PressedChoice;
  readonly status: EchoStatus;
  /** Why it failed; see docs/errors.md. */
  readonly code?: string;
  /** Its text is empty then. */
  readonly image?: EchoImage;
}

/** An image that is on its way; measured in pixels. */
export interface EchoImage {
  /** Of this page alone, and good until the logged event has taken the echo's place. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** `sent` means stored by the server; the event itself is on its way. */
export type EchoStatus = "sending" | "sent" | "failed";

export interface PressedChoice {
  readonly seq: number;
  readonly option: string;
}

export type TimelineChange =
  | { readonly type: "event"; readonly event: ChatEvent }
  | { readonly type: "page"; readonly page: Page }
  | { readonly type: "echo"; readonly echo: Echo }
  | StatusChange;

interface StatusChange {
  readonly type: "status";
  readonly cid: string;
  readonly status: EchoStatus;
  readonly code?: string | undefined;
}

/** The answer to "what came after `after`?". */
export interface Page {
  readonly after: number;
  readonly events: readonly ChatEvent[];
  readonly last: number;
  /** False when the server had more than it sends at once. */
  readonly complete: boolean;
}

export const emptyTimeline: Timeline = { events: [], upTo: 0, heardOf: 0, echoes: [] };

/**
 * The timeline after a change. Events already known change nothing; an event beyond a gap is only heard of, because
 * the page that closes the gap brings it along and a screen reader reads in the order of arrival.
 */
export function follow(timeline: Timeline, change: TimelineChange): Timeline {
  switch (change.type) {
    case "event":
      return withEvent(timeline, change.event);
    case "page":
      return withPage(timeline, change.page);
    case "echo":
      return withEcho(timeline, change.echo);
    case "status":
      return withStatus(timeline, change);
  }
}

export function hasGap(timeline: Timeline): boolean {
  return timeline.heardOf > timeline.upTo;
}

/** Whether the log has been put back to an earlier state and has gone on in another way: a known seq with a new event. */
export function isRewritten({ events, upTo }: Timeline, { seq, id }: ChatEvent): boolean {
  return seq <= upTo && events.find((known) => known.seq === seq)?.id !== id;
}

/** Which option of which choices message the customer pressed; a press that was refused does not count. */
export function pressedOptions(timeline: Timeline): ReadonlyMap<number, string> {
  const pressed = new Map<number, string>();
  for (const { body } of timeline.events) {
    if (body.type === "choice") pressed.set(body.seq, body.option);
  }
  for (const { choice, status } of timeline.echoes) {
    if (choice !== undefined && status !== "failed") pressed.set(choice.seq, choice.option);
  }
  return pressed;
}

/** The buttons a message carries, if any. */
export function optionsOf(body: EventBody): readonly ChoiceOption[] {
  return "options" in body ? (body.options ?? []) : [];
}

/** The seq of the message whose buttons may be pressed: the newest one, until it is answered. Links answer nothing. */
export function openChoices(timeline: Timeline): number | undefined {
  const newest = timeline.events.findLast(({ body }) =>
    optionsOf(body).some(({ link }) => link === undefined),
  );
  return newest === undefined || pressedOptions(timeline).has(newest.seq) ? undefined : newest.seq;
}

/** How many messages of the bot or an agent came after `seq`. */
export function unreadAfter(timeline: Timeline, seq: number): number {
  return timeline.events.filter(
    (event) => event.seq > seq && event.kind === "message" && event.from !== "customer",
  ).length;
}

function withEvent(timeline: Timeline, event: ChatEvent): Timeline {
  if (event.seq <= timeline.upTo) return timeline;
  const heardOf = Math.max(timeline.heardOf, event.seq);
  if (event.seq > timeline.upTo + 1) return { ...timeline, heardOf };
  return { ...append(timeline, [event]), upTo: event.seq, heardOf };
}

function withPage(timeline: Timeline, page: Page): Timeline {
  // A page asked for before an earlier reset may start beyond what is known: it would leave a hole.
  if (page.after > timeline.upTo) return timeline;
  const fresh = page.events.filter((event) => event.seq > timeline.upTo);
  const reached = fresh.at(-1)?.seq ?? timeline.upTo;
  const upTo = page.complete ? Math.max(reached, page.last) : reached;
  return { ...append(timeline, fresh), upTo, heardOf: Math.max(timeline.heardOf, page.last, upTo) };
}

function append(timeline: Timeline, fresh: readonly ChatEvent[]): Timeline {
  const logged = new Set(fresh.map((event) => event.cid));
  return {
    ...timeline,
    events: [...timeline.events, ...fresh],
    echoes: timeline.echoes.filter((echo) => !logged.has(echo.cid)),
  };
}

function withEcho(timeline: Timeline, echo: Echo): Timeline {
  const isKnown = ({ cid }: { readonly cid?: string | undefined }) => cid === echo.cid;
  if (timeline.events.some(isKnown) || timeline.echoes.some(isKnown)) return timeline;
  return { ...timeline, echoes: [...timeline.echoes, echo] };
}

function withStatus(timeline: Timeline, { cid, status, code }: StatusChange): Timeline {
  return {
    ...timeline,
    echoes: timeline.echoes.map((echo) => {
      if (echo.cid !== cid) return echo;
      const { code: _, ...known } = echo;
      return { ...known, status, ...(code && { code }) };
    }),
  };
}
