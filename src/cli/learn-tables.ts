import type { Bot } from "../content/bot.ts";
import { type Language, languages } from "../kernel/language.ts";
import { type Embeddings, learnEmbeddings } from "../nlu/index.ts";
import { identifyLanguage } from "../text/language.ts";
import { normalize } from "../text/normalize.ts";
import { progress } from "./print.ts";
import { counted } from "./report/figures.ts";

/** What the messages in one language taught. */
export interface Lesson {
  readonly language: Language;
  readonly messages: number;
  readonly seconds: number;
  /** Whether the bot has utterances in that language; nothing is learned for another. */
  readonly isSpoken: boolean;
  /** Left out when the messages are too few, or nothing was to be learned. */
  readonly table?: Embeddings;
}

/**
 * Learns from messages, language by language.
 *
 * @param lang takes all of them as this language; left out, each is sorted by how it is written
 * @returns a lesson for each language that there are messages in, and how many messages are in none
 */
export function learnTables(
  messages: readonly string[],
  bot: Bot,
  lang: Language | undefined,
): { readonly lessons: readonly Lesson[]; readonly unsorted: number } {
  const byLanguage = new Map<Language | undefined, string[]>();
  for (const message of messages) {
    const language = lang ?? identifyLanguage(normalize(message));
    const own = byLanguage.get(language) ?? [];
    byLanguage.set(language, own);
    own.push(message);
  }
  const lessons = languages.flatMap((language) => {
    const own = byLanguage.get(language);
    return own === undefined ? [] : [learn(own, language, bot)];
  });
  return { lessons, unsorted: byLanguage.get(undefined)?.length ?? 0 };
}

function learn(messages: readonly string[], language: Language, { intents, lexicon }: Bot): Lesson {
  const lesson = { language, messages: messages.length, seconds: 0 };
  if (!intents.some(({ utterances }) => utterances[language].length > 0))
    return { ...lesson, isSpoken: false };
  progress(`Learning from ${counted(messages.length, "message")} (${language})…`);
  const started = performance.now();
  const table = learnEmbeddings(messages, { language, lexicon });
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  return { ...lesson, seconds, isSpoken: true, ...(table && { table }) };
}
