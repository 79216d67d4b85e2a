import type { Bot } from "../../content/bot.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { DeskRow } from "../../protocol/desk.ts";
import type { ConversationBrief } from "../../protocol/desk-http.ts";
import { maskPersonal } from "../../text/mask.ts";
import type { Published } from "../content.ts";
import type { ConversationRecord, LoggedEvent } from "../ports.ts";
import { wishesForPerson } from "./wish-for-person.ts";

/** After a silence of that long, what the customer writes is about something new. */
const SITTING_MS: Milliseconds = 6 * 3_600_000;

/**
 * What an agent is told before they read the transcript: what the customer wanted, what was tried, and why they are here.
 * What is personal in it is hidden.
 *
 * @param events the newest of the log, in order
 */
export function briefOf(
  published: Pick<Published, "bot" | "understand">,
  { state, createdAt, context = {} }: Pick<ConversationRecord, "state" | "createdAt" | "context">,
  events: readonly LoggedEvent[],
  row: DeskRow,
): ConversationBrief {
  const { bot } = published;
  const request = events.findLast(({ inside }) => inside?.handoff !== undefined);
  const handoff = request?.inside?.handoff;
  const secrets = secretSlots(bot);
  const hidden = Object.entries({ ...state.dialog.slots, ...handoff?.brief })
    .filter(([name]) => secrets.has(name))
    .map(([, value]) => String(value));
  const question = questionBefore(published, events, request);
  const dialog = state.dialog.stack.find(({ via }) => via !== "pattern")?.dialog;
  const title = dialog === undefined ? undefined : bot.dialogs.get(dialog)?.title[state.language];
  return {
    row: row.reason === undefined ? row : { ...row, reason: without(hidden, row.reason) },
    createdAt: iso(createdAt),
    ...(handoff && { reason: without(hidden, handoff.reason) }),
    ...(handoff?.care !== undefined && { care: handoff.care }),
    ...(question !== undefined && { question: without(hidden, question) }),
    facts: Object.entries(handoff?.brief ?? {}).map(([name, value]) => ({
      name,
      value: secrets.has(name) ? HIDDEN : without(hidden, value),
    })),
    calls: events.flatMap(({ inside }) =>
      (inside?.calls ?? []).map(({ action, outcome, ms }) => ({ action, outcome, ms })),
    ),
    ...(context.page !== undefined && { page: without(hidden, context.page) }),
    ...(context.order !== undefined && { order: context.order }),
    ...(dialog !== undefined && { dialog: title ?? dialog }),
    ratings: events.flatMap(ratingOf).reverse(),
    handoffs: events.filter(({ inside }) => inside?.handoff !== undefined).length,
  };
}

const HIDDEN = "••••";

/** Shorter values, such as a yes, occur in texts that have nothing to do with them. */
const SHORTEST_HIDDEN = 4;

function without(hidden: readonly string[], text: string): string {
  const told = hidden.filter((value) => value.length >= SHORTEST_HIDDEN);
  return maskPersonal(told.reduce((rest, value) => rest.replaceAll(value, HIDDEN), text));
}

/** The slots that authors want masked, in whichever dialog they say so, or for what fills them. */
function secretSlots({ dialogs, entities }: Bot): ReadonlySet<string> {
  const secret = new Set(entities.filter(({ sensitive }) => sensitive).map(({ name }) => name));
  const declared = [...dialogs.values()].flatMap(({ slots }) => Object.entries(slots));
  const isSecret = ([, { sensitive, entity }]: (typeof declared)[number]) =>
    sensitive || (entity !== undefined && secret.has(entity));
  return new Set(declared.filter(isSecret).map(([name]) => name));
}

/** What the customer came with: the first thing they wrote in the sitting in which a person was asked for, but for the asking. */
function questionBefore(
  published: Pick<Published, "bot" | "understand">,
  events: readonly LoggedEvent[],
  request: LoggedEvent | undefined,
): string | undefined {
  const end = request?.seq ?? Number.POSITIVE_INFINITY;
  let written: string[] = [];
  let before: Timestamp | undefined;
  for (const { seq, at, kind, from, body, inside } of events) {
    if (seq >= end) break;
    const isNew = before === undefined || at - before > SITTING_MS;
    const isOver = body.type === "handoff" && (body.status === "closed" || body.status === "returned");
    if (isNew || isOver) written = [];
    before = at;
    const isWritten = kind === "message" && from === "customer" && inside?.asksForHuman !== true;
    if (isWritten && body.type === "text") written.push(body.text);
  }
  return written.find((text) => !wishesForPerson(published, text));
}

function ratingOf({ at, body }: LoggedEvent): ConversationBrief["ratings"] {
  if (body.type !== "rating") return [];
  const { score, comment } = body;
  return [{ at: iso(at), score, ...(comment !== undefined && { comment: maskPersonal(comment) }) }];
}

function iso(at: Timestamp): string {
  return new Date(at).toISOString();
}
