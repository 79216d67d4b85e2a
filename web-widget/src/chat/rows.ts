import type { ChatEvent, HandoffBody, MessageBody } from "../../../src/protocol/event.ts";
import type { Echo, EchoStatus, Timeline } from "./timeline.ts";

/** One line of the message list. `key` stays the same when an echo becomes its event. */
export type Row =
  | { readonly type: "day"; readonly key: string; readonly at: number }
  | {
      readonly type: "notice";
      readonly key: string;
      readonly at: number;
      readonly status: HandoffBody["status"];
      readonly agent?: string | undefined;
    }
  | MessageRow;

export interface MessageRow {
  readonly type: "message";
  readonly key: string;
  /** 0 for an echo. */
  readonly seq: number;
  readonly from: ChatEvent["from"];
  readonly at: number;
  readonly body: MessageBody;
  readonly status: EchoStatus | "logged";
  /** Of the refusal, where the server did not take it. */
  readonly code?: string | undefined;
  /** The name of the agent who wrote it. */
  readonly agent?: string | undefined;
  /** The first of several messages in a row from the same side: the speaker is named above it. */
  readonly opens: boolean;
}

/** A pause this long starts a new paragraph of talk, with the speaker and the time named again. */
const PAUSE_MS = 5 * 60_000;

/** What the message list shows, top to bottom: days, who speaks, messages, and who answers from now on. */
export function rowsOf(timeline: Timeline): readonly Row[] {
  const rows: Row[] = [];
  let agent: string | undefined;
  for (const row of [...timeline.events.map(rowOf), ...timeline.echoes.map(echoRow)]) {
    if (row === undefined) continue;
    if (row.type === "notice" && row.agent !== undefined) agent = row.agent;
    const before = rows.at(-1);
    if (before === undefined || !isSameDay(before.at, row.at)) {
      rows.push({ type: "day", key: `day-${row.key}`, at: row.at });
    }
    rows.push(row.type === "message" ? { ...row, agent, opens: opensTalk(before, row) } : row);
  }
  return rows;
}

function rowOf(event: ChatEvent): Row | undefined {
  const at = Date.parse(event.at);
  const { body } = event;
  if (body.type === "handoff")
    return { type: "notice", key: event.id, at, status: body.status, agent: body.agent };
  if (body.type === "rating") return undefined;
  return {
    type: "message",
    key: event.cid ?? event.id,
    seq: event.seq,
    from: event.from,
    at,
    body: body.type === "choice" ? { type: "text", text: body.label } : body,
    status: "logged",
    opens: true,
  };
}

function echoRow({ cid, at, text, image, status, code }: Echo): Row {
  // What an image that a person sent says beside it is nothing but that it is one.
  const body: MessageBody = image ? { ...image, type: "image", text, alt: text } : { type: "text", text };
  return { type: "message", key: cid, seq: 0, from: "customer", at, body, status, code, opens: true };
}

function opensTalk(before: Row | undefined, row: MessageRow): boolean {
  return before?.type !== "message" || before.from !== row.from || row.at - before.at > PAUSE_MS;
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/**
 * What has become of a message that the server has; what is being sent or could not be has words of its own.
 *
 * @param seen an agent has seen everything up to here; 0 when none has
 */
export function markOf({ status, seq }: MessageRow, seen: number): "sent" | "seen" | undefined {
  if (status === "sending" || status === "failed") return undefined;
  return seq > 0 && seq <= seen ? "seen" : "sent";
}

/** Where a person finished with the customer, who has not gone on since; and whether they have said how it was. */
export function closing({
  events,
}: Timeline): { readonly seq: number; readonly isRated: boolean } | undefined {
  const last = events.findLast(({ kind }) => kind === "handoff");
  if (last?.body.type !== "handoff" || last.body.status !== "closed") return undefined;
  return { seq: last.seq, isRated: events.some(({ kind, seq }) => kind === "rating" && seq > last.seq) };
}
