import type { Bot } from "../content/bot.ts";
import { isOpen } from "../content/hours.ts";
import { phraseKey } from "../content/wording.ts";
import { nextOwner } from "../desk/handoff.ts";
import { goOnAfterCall } from "../dialog/called.ts";
import { comeBack } from "../dialog/coming-back.ts";
import { hear } from "../dialog/hear.ts";
import { callHuman, press } from "../dialog/press.ts";
import { proceed } from "../dialog/proceed.ts";
import { BOT_BUTTON } from "../dialog/speak.ts";
import { enter } from "../dialog/stack.ts";
import {
  type CallRequest,
  type Draft,
  draftOf,
  type Ended,
  type Setting,
  type Turn,
  type Visit,
} from "../dialog/turn.ts";
import { alarmOf, ring } from "./alarm.ts";
import { bodiesOf } from "./body.ts";
import type { Effect } from "./effect.ts";
import type { ConversationEvent } from "./event.ts";
import { spokenLanguage } from "./spoken-language.ts";
import type { ConversationState } from "./state.ts";

/** What the customer's record says, as far as dialogs may look at it. */
export interface CustomerFacts {
  readonly identified: boolean;
}

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

/**
 * What a conversation does about an event. Pure and total: every event has an answer in every state.
 *
 * While a customer waits for a person the bot is silent; only the way back to it is open.
 */
export function transition(
  bot: Bot,
  before: ConversationState,
  event: ConversationEvent,
  customer: CustomerFacts,
): Transition {
  const state =
    event.type === "said" ? { ...before, language: spokenLanguage(before.language, event) } : before;
  const setting: Setting = {
    bot,
    language: state.language,
    identified: customer.identified,
    open: isOpen(bot.hours, event.at),
    at: event.at,
  };
  if (state.phase === "waiting") return whileWaiting(setting, state, event);
  return settle(setting, state, take(setting, state, event), event);
}

function take(setting: Setting, state: ConversationState, event: ConversationEvent): Turn {
  if (wantsBot(setting.bot, event)) return comeBack(setting, draftOf(state.dialog));
  switch (event.type) {
    case "said":
      return hear(setting, state.dialog, event);
    case "chose":
      return press(setting, state.dialog, event.option, event.origin);
    case "askedForHuman":
      return callHuman(setting, state.dialog);
    case "called":
      return goOnAfterCall(setting, state.dialog, event);
    case "alarm":
      return ring(setting, state.dialog);
    case "started":
      return proceed(
        setting,
        withSlots(enter(setting.bot, draftOf(state.dialog), event.dialog, event.step), event.slots),
      );
  }
}

function withSlots(draft: Draft, slots: Draft["slots"] = {}): Draft {
  return { ...draft, slots: { ...draft.slots, ...slots } };
}

function whileWaiting(
  setting: Setting,
  state: Extract<ConversationState, { phase: "waiting" }>,
  event: ConversationEvent,
): Transition {
  if (!wantsBot(setting.bot, event) || nextOwner(state.phase, "return") !== "bot")
    return { state, effects: [], trace: [] };
  const { language, dialog, epoch } = state;
  const back = { phase: "bot", language, dialog, epoch: epoch + 1 } as const;
  const settled = settle(setting, back, comeBack(setting, draftOf(dialog)), event);
  return { ...settled, effects: [{ type: "returnToBot" }, ...settled.effects] };
}

function wantsBot(bot: Bot, event: ConversationEvent): boolean {
  if (event.type === "chose") return event.option === BOT_BUTTON;
  return event.type === "said" && wordsForBot(bot).has(phraseKey(event.text));
}

function wordsForBot({ labels }: Bot): ReadonlySet<string> {
  const known = botWords.get(labels);
  if (known !== undefined) return known;
  const fresh = new Set([labels.bot.zh, labels.bot.en].map(phraseKey));
  botWords.set(labels, fresh);
  return fresh;
}

/** By the labels of a bot: every turn asks for it, and normalising costs more than the rest of many turns. */
const botWords = new WeakMap<Bot["labels"], ReadonlySet<string>>();

/** Turns what the dialogs came to into the conversation's new state and effects. */
function settle(
  { bot }: Setting,
  state: ConversationState,
  turn: Turn,
  event: ConversationEvent,
): Transition {
  const { language, epoch } = state;
  const { handoff, call, trace, ended } = turn;
  const isCustomers = event.type !== "called" && event.type !== "alarm";
  const dialog = isCustomers ? { ...turn.state, heardAt: event.at } : turn.state;
  const rest = { trace, ...(call === undefined ? {} : { call }), ...(ended === undefined ? {} : { ended }) };
  const rated: readonly Effect[] = turn.rated === undefined ? [] : [{ type: "rate", score: turn.rated }];
  const says = [...rated, ...turn.says.flatMap(toEffects)];
  if (handoff === undefined || nextOwner(state.phase, "request") !== "waiting") {
    const alarm = alarmOf(bot, dialog, event.at);
    const rung = alarm === undefined ? {} : { alarm };
    return { state: { phase: "bot", language, epoch, dialog, ...rung }, effects: says, ...rest };
  }
  const { reason, queue, brief, care } = handoff;
  const request = { reason, queue, brief, ...(care === undefined ? {} : { care }) };
  return {
    state: { phase: "waiting", since: event.at, queue, language, epoch: epoch + 1, dialog },
    effects: [...says, { type: "requestHandoff", handoff: request }, ...handoff.says.flatMap(toEffects)],
    ...rest,
  };
}

function toEffects(say: Turn["says"][number]): readonly Effect[] {
  return bodiesOf(say).map((body) => ({ type: "say", body, origin: say.origin }));
}
