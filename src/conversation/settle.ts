import { nextOwner } from "../desk/handoff.ts";
import { waitingFrom } from "../desk/move.ts";
import { type Ticket, urgencyOf } from "../desk/ownership.ts";
import type { CallRequest, Ended, Say, Setting, Turn, Visit } from "../dialog/turn.ts";
import { alarmOf } from "./alarm.ts";
import { bodiesOf } from "./body.ts";
import type { Effect } from "./effect.ts";
import type { ConversationEvent } from "./event.ts";
import { type ConversationState, ownedBy } from "./state.ts";

/** The state after an event, and what is to be done, in order. */
export interface Transition {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
  /** The turn goes on with a `called` event that brings this call's outcome; until then it is not over. */
  readonly call?: CallRequest;
  /** The dialog at the bottom of the stack ended. */
  readonly ended?: Ended;
  /** The steps taken, in order. */
  readonly trace: readonly Visit[];
}

/** Turns what the dialogs came to into the conversation's new state and effects. */
export function settle(
  { bot, vip }: Setting,
  state: ConversationState,
  turn: Turn,
  event: ConversationEvent,
): Transition {
  const { language, epoch } = state;
  const { handoff, call, trace, ended } = turn;
  const isHeard = event.type !== "called" && event.type !== "alarm" && event.type !== "handedBack";
  const dialog = isHeard ? { ...turn.state, heardAt: event.at } : turn.state;
  const rest = { trace, ...(call === undefined ? {} : { call }), ...(ended === undefined ? {} : { ended }) };
  const rated: readonly Effect[] = turn.rated === undefined ? [] : [{ type: "rate", score: turn.rated }];
  const says = [...rated, ...turn.says.flatMap(toEffects)];
  if (handoff === undefined || nextOwner(state.phase, handoff.isLeft ? "leave" : "request") === undefined) {
    const alarm = alarmOf(bot, dialog, event.at);
    const rung = alarm === undefined ? {} : { alarm };
    return { state: { phase: "bot", language, epoch, dialog, ...rung }, effects: says, ...rest };
  }
  const { reason, queue, brief, care, intent, isLeft: left } = handoff;
  const request = {
    reason,
    queue,
    brief,
    ...(care === undefined ? {} : { care }),
    ...(intent === undefined ? {} : { intent }),
    ...(left && { isLeft: left }),
  };
  const ticket: Ticket = { queue, since: event.at, urgency: urgencyOf(care !== undefined, vip) };
  return {
    state: ownedBy({ language, epoch, dialog }, left ? { phase: "offline", ticket } : waitingFrom(ticket)),
    effects: [...says, { type: "requestHandoff", handoff: request }, ...handoff.says.flatMap(toEffects)],
    ...rest,
  };
}

export function toEffects(say: Say): readonly Effect[] {
  return bodiesOf(say).map((body) => ({ type: "say", body, origin: say.origin }));
}
