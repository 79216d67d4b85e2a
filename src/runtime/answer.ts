import type { Effect } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import { joined } from "../conversation/gather.ts";
import { listen } from "../conversation/listening.ts";
import { startAfresh } from "../conversation/start-afresh.ts";
import type { ConversationState } from "../conversation/state.ts";
import { transition } from "../conversation/transition.ts";
import type { RecordedCall, TurnCause } from "../conversation/turn-record.ts";
import { AppError } from "../kernel/errors.ts";
import type { Clock, Milliseconds, Timestamp } from "../kernel/time.ts";
import type { MakeCall } from "./calls.ts";
import type { Content } from "./content.ts";
import type { CallCustomer } from "./integration-ports.ts";
import type { Observe } from "./moments.ts";
import type {
  ConversationRecord,
  FinishedTurn,
  Ids,
  LoggedEvent,
  NewEvent,
  NextTurn,
  TurnOutcome,
} from "./ports.ts";
import { noteStaffed, noteTurn, recordTurn } from "./recording.ts";
import { type Standing, standingOf } from "./standing.ts";

export interface AnswerSurroundings {
  readonly content: Content;
  readonly call: MakeCall;
  readonly ids: Ids;
  readonly clock: Clock;
  /** See `standingOf`. */
  readonly moveAfterMs: Milliseconds;
  readonly observe: Observe;
  /** Whether an agent of this queue is there at this moment. */
  readonly isStaffed: (queue: string) => boolean;
  /** Told before each call: the answer may take a while. */
  readonly onCall: () => void;
}

/**
 * Computes the turn that answers logged events. The same turn from the same state, whenever it is asked again, as long
 * as the shop's systems say the same; they are asked with the same keys.
 */
export async function answer(
  around: AnswerSurroundings,
  next: NextTurn,
  turn: string,
): Promise<FinishedTurn> {
  const last = next.events.at(-1) ?? next.events[0];
  const standing = await standingOf(around.content, next.record, last.at, around.moveAfterMs);
  const event = readEvents(standing, next, last);
  if (event.type === "said")
    around.observe({ type: "understood", turn, verdict: event.understanding.verdict });
  const cause: TurnCause = { type: "heard", from: next.events[0].seq, to: last.seq };
  const { outcome } = await takeTurn(around, next.record, standing, event, { turn, cause });
  return { ...outcome, pays: last.seq };
}

/** Computes the turn in which the bot speaks up by itself. */
export async function ring(
  around: AnswerSurroundings,
  record: ConversationRecord,
  due: Timestamp,
  turn: string,
): Promise<FinishedTurn> {
  const at = around.clock.now();
  const standing = await standingOf(around.content, record, at, around.moveAfterMs);
  // Nobody has asked for anything: that the place is gone is told when the customer writes.
  if (standing.isLost && record.state.phase === "bot")
    return { ...unchanged(record, withoutAlarm(record.state)), rings: due, evenIfOwed: false };
  const cause: TurnCause = { type: "alarm", due };
  const { outcome, calls } = await takeTurn(around, record, standing, { type: "alarm", at }, { turn, cause });
  return { ...outcome, rings: due, evenIfOwed: calls > 0 };
}

/** Computes the turn in which the bot takes a conversation back from an agent. */
export async function takeBack(
  around: AnswerSurroundings,
  record: ConversationRecord,
  to: Omit<Extract<ConversationEvent, { type: "handedBack" }>, "type" | "at">,
  turn: string,
): Promise<TurnOutcome> {
  const at = around.clock.now();
  const standing = await standingOf(around.content, record, at, around.moveAfterMs);
  const cause: TurnCause = { type: "handedBack", ...to };
  const { outcome } = await takeTurn(around, record, standing, { ...cause, at }, { turn, cause });
  return outcome;
}

/** A turn that leaves the conversation where it stands. */
export function unchanged(
  { version, content }: ConversationRecord,
  state: ConversationState,
  events: readonly NewEvent[] = [],
): TurnOutcome {
  return { version, state, ...(content === undefined ? {} : { content }), events };
}

/** Takes a turn to its end, through all its calls. */
async function takeTurn(
  { call, ids, clock, observe, isStaffed, onCall }: AnswerSurroundings,
  { version, customerId, identified, provenAt, vip, context }: ConversationRecord,
  { published, state: before, isLost }: Standing,
  event: ConversationEvent,
  { turn, cause }: { readonly turn: string; readonly cause: TurnCause },
): Promise<{ readonly outcome: TurnOutcome; readonly calls: number }> {
  const { bot, hash } = published;
  const noted = noteStaffed(isStaffed);
  const known = { identified, ...(vip && { vip }), ...(context && { context }) };
  const circumstances = { ...known, isStaffed: noted.isStaffed };
  const customer: CallCustomer = {
    id: customerId,
    identified,
    ...(provenAt !== undefined && { provenAt }),
    ...(cause.type === "heard" && { askedAt: event.at }),
  };
  const calls: RecordedCall[] = [];
  let at = event.at;
  let taken = (isLost ? startAfresh : transition)(bot, before, event, circumstances);
  let { ended } = taken;
  const effects = [...taken.effects];
  while (taken.call !== undefined) {
    onCall();
    const { action, number } = taken.call;
    // The turn and the number of the call in it: the same however often the turn is computed.
    const key = `${turn}:${number}`;
    observe({ type: "asking", turn, action, key });
    const { result, ms } = await call(bot, taken.call, key, customer);
    observe({ type: "asked", turn, action, outcome: result.outcome, ms });
    at = clock.now();
    calls.push({ action, ...result, at, ms });
    taken = transition(bot, taken.state, { type: "called", ...result, at }, circumstances);
    ended = taken.ended ?? ended;
    effects.push(...taken.effects);
  }
  const now = clock.now();
  const events = effects.map((effect) => ({ id: ids.event(), at: now, ...logEffect(effect) }));
  const state = sinceAnswer(taken.state, now - at);
  const position = state.dialog.stack.length === 0 ? {} : { content: hash };
  const record = recordTurn({ cause, event, published, before, known, staffed: noted.staffed(), ended });
  return {
    outcome: { version, state, ...position, events: noteTurn(events, record, calls) },
    calls: calls.length,
  };
}

function readEvents(
  { published, state }: Standing,
  { events }: NextTurn,
  last: LoggedEvent,
): ConversationEvent {
  const { bot, understand } = published;
  const { body, at, inside } = last;
  if (inside?.asksForHuman) return { type: "askedForHuman", at };
  if (inside?.asksFor !== undefined) return { type: "askedFor", intent: inside.asksFor, at };
  switch (body.type) {
    case "text": {
      const texts = events.flatMap((event) => (event.body.type === "text" ? event.body.text : []));
      return listen(bot, state, joined(texts), understand, at);
    }
    case "choice": {
      const origin = inside?.origin === undefined ? {} : { origin: inside.origin };
      return { type: "chose", option: body.option, at, ...origin };
    }
    case "image":
      return { type: "showed", at };
    default:
      throw new AppError(
        "INTERNAL",
        `A turn is owed for a ${body.type}, which nothing answers: a bug in reception.`,
        {
          conversationId: last.conversationId,
          seq: last.seq,
        },
      );
  }
}

/** A question is open from when it was asked, and not from when the message came that it answers. */
function sinceAnswer(state: ConversationState, late: number): ConversationState {
  if (state.phase !== "bot" || state.alarm?.kind !== "silence") return state;
  const { kind, due } = state.alarm;
  return { ...state, alarm: { kind, due: due + Math.max(late, 0) } };
}

function withoutAlarm(state: ConversationState): ConversationState {
  if (state.phase !== "bot") return state;
  const { alarm: _alarm, ...rest } = state;
  return rest;
}

function logEffect(effect: Effect): Omit<NewEvent, "id" | "at"> {
  switch (effect.type) {
    case "say":
      return { kind: "message", from: "bot", body: effect.body, inside: { origin: effect.origin } };
    case "requestHandoff":
      return {
        kind: "handoff",
        from: "system",
        body: { type: "handoff", status: effect.handoff.isLeft ? "offline" : "requested" },
        inside: { handoff: effect.handoff },
      };
    case "rate":
      return { kind: "rating", from: "customer", body: { type: "rating", score: effect.score } };
    case "queue":
      return { kind: "handoff", from: "system", body: { type: "handoff", status: "queued" } };
    case "returnToBot":
      return { kind: "handoff", from: "system", body: { type: "handoff", status: "returned" } };
  }
}
