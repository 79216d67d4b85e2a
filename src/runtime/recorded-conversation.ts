import { joined } from "../conversation/gather.ts";
import type { TurnRecord } from "../conversation/turn-record.ts";
import type { Seq } from "../kernel/ids.ts";
import type { MessageBody } from "../protocol/event.ts";
import { spokenOf } from "../regression/expect.ts";
import type { RecordedCause, RecordedConversation, RecordedTurn } from "../regression/replay/recorded.ts";
import type { LoggedEvent } from "./ports.ts";

/**
 * A conversation as it can be had again, put together from its log.
 *
 * @param events the whole log, in order
 * @returns nothing, when the bot took no turn in it; `unrecorded`, when an earlier version took turns of it without
 *   keeping what they were taken with
 */
export function recordedConversation(
  id: string,
  events: readonly LoggedEvent[],
): RecordedConversation | "unrecorded" | undefined {
  const recorded = recordedTurns(events);
  const told = new Set(recorded.flatMap(({ own }) => own.map(({ seq }) => seq)));
  // What a step says is always part of a turn.
  const isUnrecorded = events.some(
    ({ from, seq, inside }) => from === "bot" && inside?.origin !== undefined && !told.has(seq),
  );
  if (isUnrecorded) return "unrecorded";
  const [first] = recorded;
  if (first === undefined) return undefined;
  const turns = [...recorded.flatMap(placedTurn), ...silentTurns(events)]
    .sort((one, other) => one.seq - other.seq)
    .map(({ turn }) => turn);
  return { format: 1, id, language: first.record.language, turns };
}

interface Placed {
  readonly seq: Seq;
  readonly turn: RecordedTurn;
}

/** A turn in the log: what it was taken with, the customer's events that it answers, and its own. */
interface LoggedTurn {
  readonly record: TurnRecord;
  readonly heard: readonly LoggedEvent[];
  readonly own: readonly LoggedEvent[];
}

function recordedTurns(events: readonly LoggedEvent[]): readonly LoggedTurn[] {
  const heard = events.filter(({ from, kind }) => from === "customer" && kind !== "rating");
  return events.flatMap((first, index) => {
    const record = first.inside?.turn;
    if (record === undefined) return [];
    const { cause } = record;
    let end = index + 1;
    while (isOfTurn(events[end], first)) end += 1;
    const answered =
      cause.type === "heard" ? heard.filter(({ seq }) => seq >= cause.from && seq <= cause.to) : [];
    return { record, heard: answered, own: events.slice(index, end) };
  });
}

/** The events of a turn are stored together, all of one moment. */
function isOfTurn(event: LoggedEvent | undefined, first: LoggedEvent): boolean {
  if (event === undefined || event.at !== first.at) return false;
  const { from, kind, inside } = event;
  if (inside?.turn !== undefined || inside?.did !== undefined) return false;
  return from === "bot" || from === "system" || kind === "rating";
}

function placedTurn({ record, heard, own }: LoggedTurn): readonly Placed[] {
  const cause = causeIn(heard, record);
  const [first] = own;
  return cause === undefined || first === undefined
    ? []
    : [{ seq: first.seq, turn: turnOf(record, cause, own) }];
}

function turnOf(
  { at, phase, identified, vip, context, staffed, content, model, understood, ended }: TurnRecord,
  cause: RecordedCause,
  own: readonly LoggedEvent[],
): RecordedTurn {
  const handoff = own.find(({ inside }) => inside?.handoff !== undefined)?.inside?.handoff;
  const rating = own.flatMap(({ body }) => (body.type === "rating" ? [body.score] : []))[0];
  const isBack = own.some(({ body }) => body.type === "handoff" && body.status === "returned");
  return {
    at,
    cause,
    phase,
    identified,
    ...(vip && { vip }),
    ...(context && { context }),
    ...(staffed && { staffed }),
    content,
    model,
    ...(understood && { understood }),
    calls: own.flatMap(({ inside }) =>
      (inside?.calls ?? []).map(({ action, outcome, fields = {}, at: answered }) => ({
        action,
        outcome,
        fields,
        at: answered,
      })),
    ),
    said: own.flatMap(saidIn),
    ...(handoff && {
      handoff: {
        queue: handoff.queue,
        reason: handoff.reason,
        ...(handoff.isLeft && { isLeft: true as const }),
      },
    }),
    ...(isBack && { returned: true as const }),
    ...(rating !== undefined && { rated: rating }),
    ...(ended && { ended }),
  };
}

function saidIn({ from, body, inside }: LoggedEvent): RecordedTurn["said"] {
  if (from !== "bot" || inside?.origin === undefined || !isMessage(body)) return [];
  return spokenOf({ type: "say", body, origin: inside.origin });
}

type Body = LoggedEvent["body"];

function isMessage(body: Body): body is Extract<Body, { type: MessageBody["type"] }> {
  return MESSAGES.has(body.type);
}

const MESSAGES: ReadonlySet<string> = new Set([
  "text",
  "choices",
  "steps",
  "card",
  "image",
] satisfies MessageBody["type"][]);

function causeIn(heard: readonly LoggedEvent[], { cause }: TurnRecord): RecordedCause | undefined {
  switch (cause.type) {
    case "alarm":
      return { type: "alarm" };
    case "handedBack":
      return {
        type: "handedBack",
        ...(cause.dialog !== undefined && { dialog: cause.dialog }),
        ...(cause.slots && { slots: cause.slots }),
      };
    case "heard":
      return saidBy(heard);
  }
}

/** What the customer's events of one turn say together. */
function saidBy(events: readonly LoggedEvent[]): RecordedCause | undefined {
  const last = events.at(-1);
  if (last === undefined) return undefined;
  const { body, inside } = last;
  if (inside?.asksForHuman) return { type: "askedForHuman" };
  if (inside?.asksFor !== undefined) return { type: "askedFor", intent: inside.asksFor };
  switch (body.type) {
    case "text":
      return {
        type: "said",
        text: joined(events.flatMap((event) => (event.body.type === "text" ? event.body.text : []))),
      };
    case "choice":
      return {
        type: "chose",
        option: body.option,
        label: body.label,
        ...(inside?.origin && { origin: inside.origin }),
      };
    case "image":
      return { type: "showed" };
    default:
      return undefined;
  }
}

/** What the customer said to the bot and was met with silence: it is in no turn's record. */
function silentTurns(events: readonly LoggedEvent[]): readonly Placed[] {
  const answered = events.flatMap(({ inside }) =>
    inside?.turn?.cause.type === "heard" ? inside.turn.cause : [],
  );
  let isBots = true;
  return events.flatMap((event, index) => {
    const { seq, at, body, from, kind } = event;
    if (body.type === "handoff") isBots = body.status === "returned";
    const isAnswered = answered.some((cause) => seq >= cause.from && seq <= cause.to);
    if (!isBots || from !== "customer" || kind === "rating" || isAnswered) return [];
    const near = events.slice(index).find(({ inside }) => inside?.turn)?.inside?.turn;
    const cause = saidBy([event]);
    // The last thing the customer said may still be owed its answer.
    if (near === undefined || cause === undefined) return [];
    const { identified, content, model } = near;
    return [{ seq, turn: { at, cause, phase: "bot", identified, content, model, calls: [], said: [] } }];
  });
}
