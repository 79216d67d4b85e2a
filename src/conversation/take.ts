import type { Bot } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import { goOnAfterCall } from "../dialog/called.ts";
import { comeBack } from "../dialog/coming-back.ts";
import { hear } from "../dialog/hear.ts";
import { askFor, callHuman, press } from "../dialog/press.ts";
import { proceed } from "../dialog/proceed.ts";
import { see } from "../dialog/see.ts";
import { BOT_BUTTON, quote } from "../dialog/speak.ts";
import { enter } from "../dialog/stack.ts";
import { type Draft, draftOf, type Setting, type Turn } from "../dialog/turn.ts";
import { ring } from "./alarm.ts";
import type { ConversationEvent } from "./event.ts";
import type { ConversationState } from "./state.ts";

/** The bot's turn on an event. */
export function take(setting: Setting, state: ConversationState, event: ConversationEvent): Turn {
  if (wantsBot(setting.bot, event)) return comeBack(setting, draftOf(state.dialog));
  switch (event.type) {
    case "said":
      return hear(setting, state.dialog, event);
    case "chose":
      return press(setting, state.dialog, event.option, event.origin);
    case "showed":
      return see(setting, state.dialog);
    case "askedForHuman":
      return callHuman(setting, state.dialog);
    case "askedFor":
      return askFor(setting, state.dialog, event.intent);
    case "called":
      return goOnAfterCall(setting, state.dialog, event);
    case "alarm":
      return ring(setting, state.dialog);
    case "handedBack":
      return takeBack(setting, state, event);
    case "started":
      return proceed(
        setting,
        withSlots(enter(setting.bot, draftOf(state.dialog), event.dialog, event.step), event.slots),
      );
  }
}

/** Goes on where a person has left off: where the bot stood, with what the person has found out, or with a dialog. */
function takeBack(
  setting: Setting,
  { dialog }: ConversationState,
  event: Extract<ConversationEvent, { type: "handedBack" }>,
): Turn {
  const draft = withSlots(draftOf(dialog), event.slots);
  if (event.dialog === undefined) return comeBack(setting, draft);
  const said = { ...draft, stack: [], says: quote(setting, draft, "returned") };
  return proceed(setting, enter(setting.bot, said, event.dialog));
}

function withSlots(draft: Draft, slots: Draft["slots"] = {}): Draft {
  return { ...draft, slots: { ...draft.slots, ...slots } };
}

/** Whether the customer says the words, or presses the button, that lead back to the bot. */
export function wantsBot(bot: Bot, event: ConversationEvent): boolean {
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
