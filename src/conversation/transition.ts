import type { Bot, Outcome } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import { nextOwner } from "../desk/handoff.ts";
import { hear } from "../dialog/hear.ts";
import { callHuman, press } from "../dialog/press.ts";
import { comeBack, proceed } from "../dialog/proceed.ts";
import { BOT_BUTTON } from "../dialog/speak.ts";
import { enter } from "../dialog/stack.ts";
import { type Draft, draftOf, type Say, type Setting, type Turn } from "../dialog/turn.ts";
import type { MessageBody } from "../protocol/event.ts";
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
  /** The dialog at the bottom of the stack ended. */
  readonly ended?: { readonly dialog: string; readonly outcome: Outcome };
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
  const setting: Setting = { bot, language: state.language, identified: customer.identified };
  if (state.phase === "waiting") return whileWaiting(setting, state, event);
  return settle(state, take(setting, state, event), event);
}

function take(setting: Setting, state: ConversationState, event: ConversationEvent): Turn {
  if (wantsBot(setting.bot, event)) return comeBack(setting, draftOf(state.dialog));
  switch (event.type) {
    case "said":
      return hear(setting, state.dialog, event.text, event.understanding);
    case "chose":
      return press(setting, state.dialog, event.option, event.origin);
    case "askedForHuman":
      return callHuman(setting, state.dialog);
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
    return { state, effects: [] };
  const { language, dialog, epoch } = state;
  const back = { phase: "bot", language, dialog, epoch: epoch + 1 } as const;
  const settled = settle(back, comeBack(setting, draftOf(dialog)), event);
  return { ...settled, effects: [{ type: "returnToBot" }, ...settled.effects] };
}

function wantsBot(bot: Bot, event: ConversationEvent): boolean {
  if (event.type === "chose") return event.option === BOT_BUTTON;
  return (
    event.type === "said" &&
    [bot.labels.bot.zh, bot.labels.bot.en].some((label) => phraseKey(label) === phraseKey(event.text))
  );
}

/** Turns what the dialogs came to into the conversation's new state and effects. */
function settle(state: ConversationState, turn: Turn, event: ConversationEvent): Transition {
  const { language, epoch } = state;
  const says = turn.says.map(toEffect);
  const ended = turn.ended === undefined ? {} : { ended: turn.ended };
  const { handoff } = turn;
  if (handoff === undefined || nextOwner(state.phase, "request") !== "waiting") {
    return { state: { phase: "bot", language, epoch, dialog: turn.state }, effects: says, ...ended };
  }
  const { reason, queue, brief } = handoff;
  return {
    state: { phase: "waiting", since: event.at, queue, language, epoch: epoch + 1, dialog: turn.state },
    effects: [
      ...says,
      { type: "requestHandoff", handoff: { reason, queue, brief } },
      ...handoff.says.map(toEffect),
    ],
    ...ended,
  };
}

function toEffect(say: Say): Effect {
  return { type: "say", body: bodyOf(say), origin: say.origin };
}

function bodyOf(say: Say): MessageBody {
  const options = say.buttons.map(({ id, label }) => ({ id, label }));
  if (say.steps !== undefined) {
    const { items, current } = say.steps;
    return {
      type: "steps",
      text: say.text,
      items: [...items],
      ...(current === undefined ? {} : { current }),
      ...(options.length === 0 ? {} : { options }),
    };
  }
  return options.length === 0
    ? { type: "text", text: say.text }
    : { type: "choices", text: say.text, options };
}
