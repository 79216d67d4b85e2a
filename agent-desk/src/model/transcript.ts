import type { DeskEvent } from "../../../src/protocol/event.ts";
import type { Echo, Timeline } from "./timeline.ts";
import { isSameDay } from "./times.ts";

/** One line of the transcript as it is shown. `isFirst`: the speaker is another than in the line before. */
export type Line =
  | { readonly type: "day"; readonly key: string; readonly at: string }
  | { readonly type: "event"; readonly key: string; readonly event: DeskEvent; readonly isFirst: boolean }
  | { readonly type: "read"; readonly key: string }
  | { readonly type: "echo"; readonly key: string; readonly echo: Echo };

/** Words of one speaker that lie further apart get a heading of their own. */
const TOGETHER_MS = 5 * 60_000;

/**
 * The transcript of a timeline: its events with a line where a day begins and one below the last message that the
 * customer has seen, then what is being sent.
 */
export function linesOf({ events, echoes }: Timeline, customerRead: number): readonly Line[] {
  const lastRead = events.findLast((event) => event.seq <= customerRead && isAnswer(event))?.seq;
  const lines: Line[] = [];
  let before: DeskEvent | undefined;
  for (const event of events) {
    if (before === undefined || !isSameDay(before.at, event.at))
      lines.push({ type: "day", key: `day-${event.seq}`, at: event.at });
    lines.push({ type: "event", key: event.cid ?? event.id, event, isFirst: !continues(before, event) });
    if (event.seq === lastRead) lines.push({ type: "read", key: "read" });
    before = event;
  }
  return [...lines, ...echoes.map((echo): Line => ({ type: "echo", key: echo.cid, echo }))];
}

/** The newest thing the customer said in these events, in words; what a screen reader is told when it arrives. */
export function newestFromCustomer({
  events,
}: Timeline): { readonly seq: number; readonly text: string } | undefined {
  const newest = events.findLast(
    ({ from, kind }) => from === "customer" && (kind === "message" || kind === "choice"),
  );
  if (newest === undefined) return undefined;
  const { body } = newest;
  if (body.type === "choice") return { seq: newest.seq, text: body.label };
  return "text" in body ? { seq: newest.seq, text: body.text } : undefined;
}

/** The newest thing that the customer said and no agent has answered yet, or is about to: its seq. */
export function unansweredIn(timeline: Timeline): number | undefined {
  const asked = newestFromCustomer(timeline)?.seq;
  if (asked === undefined || timeline.echoes.some(({ type }) => type === "message")) return undefined;
  const answered = timeline.events.findLast(({ kind, from }) => kind === "message" && from === "agent");
  return answered === undefined || answered.seq < asked ? asked : undefined;
}

/** Where the customer rated last, in these events. */
export function newestRating({ events }: Timeline): number | undefined {
  return events.findLast(({ kind }) => kind === "rating")?.seq;
}

function isAnswer({ kind, from }: DeskEvent): boolean {
  return kind === "message" && (from === "agent" || from === "bot");
}

function continues(before: DeskEvent | undefined, event: DeskEvent): boolean {
  return (
    before !== undefined &&
    isSameDay(before.at, event.at) &&
    before.from === event.from &&
    before.by?.id === event.by?.id &&
    isSpoken(before) === isSpoken(event) &&
    before.kind !== "note" &&
    event.kind !== "note" &&
    Date.parse(event.at) - Date.parse(before.at) < TOGETHER_MS
  );
}

/** Said by somebody, as against what happened. */
export function isSpoken({ kind }: DeskEvent): boolean {
  return kind === "message" || kind === "choice" || kind === "note";
}
