import type { Bot, Intent } from "../content/bot.ts";
import { NONE } from "../kernel/understanding.ts";
import { withoutMarkup } from "../nlu/corpus.ts";

const MOST_SUGGESTIONS = 5;

/**
 * Questions that begin with, or else contain, what the customer is typing: at most one for each intent, in the words
 * the customer seems to have in mind. A scan, because a few thousand short texts take less than 0.1 ms.
 */
export function suggest(bot: Bot, typed: string): readonly string[] {
  const wanted = comparable(typed);
  if (wanted === "") return [];
  const beginning: string[] = [];
  const containing: string[] = [];
  for (const intent of bot.intents.filter(({ name }) => name !== NONE)) {
    const questions = questionsOf(intent);
    const begins = questions.find((question) => comparable(question).startsWith(wanted));
    const contains =
      begins === undefined && questions.find((question) => comparable(question).includes(wanted));
    if (begins !== undefined) beginning.push(begins);
    else if (contains) containing.push(contains);
  }
  return [...beginning, ...containing].slice(0, MOST_SUGGESTIONS);
}

function questionsOf({ title, utterances }: Intent): readonly string[] {
  return [title.zh, title.en, ...utterances.zh.map(withoutMarkup), ...utterances.en.map(withoutMarkup)];
}

function comparable(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
