import type { Bot } from "../../content/bot.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { DeskRow } from "../../protocol/desk.ts";
import type { ConversationBrief } from "../../protocol/desk-http.ts";
import type { ConversationRecord, LoggedEvent } from "../ports.ts";

/** After a silence of that long, what the customer writes is about something new. */
const SITTING_MS: Milliseconds = 6 * 3_600_000;

/**
 * What an agent is told before they read the transcript: what the customer wanted, what was tried, and why they are here.
 *
 * @param events the newest of the log, in order
 */
export function briefOf(
  bot: Bot,
  { state, createdAt }: Pick<ConversationRecord, "state" | "createdAt">,
  events: readonly LoggedEvent[],
  row: DeskRow,
): ConversationBrief {
  const request = events.findLast(({ inside }) => inside?.handoff !== undefined);
  const handoff = request?.inside?.handoff;
  const question = questionBefore(events, request);
  const dialog = state.dialog.stack.find(({ via }) => via !== "pattern")?.dialog;
  const title = dialog === undefined ? undefined : bot.dialogs.get(dialog)?.title[state.language];
  return {
    row,
    createdAt: iso(createdAt),
    ...(handoff && { reason: handoff.reason }),
    ...(handoff?.care !== undefined && { care: handoff.care }),
    ...(question !== undefined && { question }),
    facts: Object.entries(handoff?.brief ?? {}).map(([name, value]) => ({ name, value })),
    calls: events.flatMap(({ inside }) => inside?.calls ?? []).map((call) => ({ ...call })),
    ...(dialog !== undefined && { dialog: title ?? dialog }),
    ratings: events.flatMap(ratingOf).reverse(),
    handoffs: events.filter(({ inside }) => inside?.handoff !== undefined).length,
  };
}

/** What the customer came with: the first thing they wrote in the sitting in which a person was asked for. */
function questionBefore(
  events: readonly LoggedEvent[],
  request: LoggedEvent | undefined,
): string | undefined {
  const end = request?.seq ?? Number.POSITIVE_INFINITY;
  let begin: { readonly text: string } | undefined;
  let before: Timestamp | undefined;
  for (const { seq, at, kind, from, body, inside } of events) {
    if (seq >= end) break;
    const isNew = before === undefined || at - before > SITTING_MS;
    const isOver = body.type === "handoff" && (body.status === "closed" || body.status === "returned");
    if (isNew || isOver) begin = undefined;
    before = at;
    const isWritten = kind === "message" && from === "customer" && inside?.asksForHuman !== true;
    if (begin === undefined && isWritten && body.type === "text") begin = { text: body.text };
  }
  return begin?.text;
}

function ratingOf({ at, body }: LoggedEvent): ConversationBrief["ratings"] {
  if (body.type !== "rating") return [];
  const { score, comment } = body;
  return [{ at: iso(at), score, ...(comment !== undefined && { comment }) }];
}

function iso(at: Timestamp): string {
  return new Date(at).toISOString();
}
