import type { Bot } from "../content/bot.ts";
import { phraseKey } from "../content/wording.ts";
import { questionOf } from "../dialog/answering.ts";
import type { HeardPart } from "../dialog/heard.ts";
import type { Language } from "../kernel/language.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { sentences } from "../text/sentences.ts";
import type { ConversationEvent } from "./event.ts";
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
  const question = questionOf(bot, state.dialog);
  const intents = question?.options.flatMap((option) => option.intents) ?? [];
  return {
    language: state.language,
    contexts: contextsOf(bot, state),
    expecting: { yesno: question?.yesno !== undefined, intents },
  };
}

/** A text that comes within this time after one that could not be answered may be the rest of it. */
const REST_WITHIN_MS: Milliseconds = 60_000;

/** More sentences than customers write in one go; what is beyond them was pasted. */
const MAX_SENTENCES = 6;

/**
 * Makes sense of a text in its place: by itself, sentence by sentence, and, when it says too little by itself, as the
 * rest of the text before it.
 */
export function listen(
  bot: Bot,
  state: ConversationState,
  text: string,
  understand: Understand,
  at: Timestamp,
): Extract<ConversationEvent, { type: "said" }> {
  const place = listening(bot, state);
  const alone = understand(text, place);
  const read = sentences(text).slice(0, MAX_SENTENCES);
  const parts =
    read.length < 2
      ? []
      : read.map((part): HeardPart => ({ text: part, understanding: understand(part, place) }));
  const { unanswered, heardAt } = state.dialog;
  const isRest =
    unanswered !== "" &&
    at - heardAt <= REST_WITHIN_MS &&
    alone.verdict !== "sure" &&
    alone.yesno === undefined &&
    !bot.startByPhrase.has(phraseKey(text));
  if (!isRest) return { type: "said", text, understanding: alone, parts, at };
  const whole = understand(`${unanswered} ${text}`, place);
  // Entities stand where they stand in the text itself.
  const understanding = whole.verdict === "sure" ? { ...whole, entities: alone.entities } : alone;
  return { type: "said", text, understanding, parts, at };
}

function contextsOf(bot: Bot, { dialog: { stack } }: ConversationState): readonly string[] {
  const begun = new Set(stack.flatMap((frame) => bot.dialogs.get(frame.dialog)?.intents ?? []));
  const own = bot.intents.filter(({ name }) => begun.has(name)).flatMap(({ contexts }) => contexts);
  return [...new Set(["global", ...own])];
}
