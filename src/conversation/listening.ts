import type { Bot } from "../content/bot.ts";
import { questionOf } from "../dialog/hear.ts";
import { draftOf } from "../dialog/turn.ts";
import type { Language } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import type { ConversationState } from "./state.ts";

/** What a text meets: the language of the conversation, where in the bot it is, and what would answer its question. */
export interface Listening {
  readonly language: Language;
  /** Those of the intents that lead to the dialogs under way, and "global". */
  readonly contexts: readonly string[];
  readonly expecting: { readonly yesno: boolean; readonly intents: readonly string[] };
}

/** Makes sense of a text in its place. */
export type Understand = (text: string, listening: Listening) => Understanding;

/** What the next text of a conversation meets. */
export function listening(bot: Bot, state: ConversationState): Listening {
  const question = questionOf(bot, draftOf(state.dialog));
  const intents = question?.options.flatMap((option) => option.intents) ?? [];
  return {
    language: state.language,
    contexts: contextsOf(bot, state),
    expecting: { yesno: question?.yesno !== undefined, intents },
  };
}

function contextsOf(bot: Bot, { dialog: { stack } }: ConversationState): readonly string[] {
  const begun = new Set(stack.flatMap((frame) => bot.dialogs.get(frame.dialog)?.intents ?? []));
  const own = bot.intents.filter(({ name }) => begun.has(name)).flatMap(({ contexts }) => contexts);
  return [...new Set(["global", ...own])];
}
