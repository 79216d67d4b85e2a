import type { Bot } from "../content/bot.ts";
import { questionOf } from "../dialog/hear.ts";
import { draftOf } from "../dialog/turn.ts";
import type { Language } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type { ConversationState } from "./state.ts";

/** What a text meets: the language of the conversation, and what would answer the bot's question. */
export interface Listening {
  readonly language: Language;
  readonly expecting: { readonly yesno: boolean; readonly intents: readonly string[] };
}

/** Makes sense of a text in its place. */
export type Understand = (text: string, listening: Listening) => Understanding;

/** What the next text of a conversation meets. */
export function listening(bot: Bot, state: ConversationState): Listening {
  const question = questionOf(bot, draftOf(state.dialog));
  const intents = question?.options.flatMap((option) => option.intents) ?? [];
  return { language: state.language, expecting: { yesno: question?.yesno !== undefined, intents } };
}
