import type { Bot, Intent } from "../content/bot.ts";
import { NONE } from "../kernel/understanding.ts";
import { withoutMarkup } from "../text/slot-markup.ts";

const MOST_SUGGESTIONS = 5;

/**
 * Questions that begin with, or else contain, what the customer is typing: at most one for each intent, in the words
 * the customer seems to have in mind. Asked at every key, so the texts are made comparable once for each bot.
 */
export function suggest(bot: Bot, typed: string): readonly string[] {
  const wanted = comparable(typed);
  if (wanted === "") return [];
  const beginning: string[] = [];
  const containing: string[] = [];
  for (const questions of questionsByIntent(bot)) {
    const begins = questions.find((question) => question.comparable.startsWith(wanted));
    const contains = begins ?? questions.find((question) => question.comparable.includes(wanted));
    if (begins !== undefined) beginning.push(begins.text);
    else if (contains !== undefined) containing.push(contains.text);
  }
  return [...beginning, ...containing].slice(0, MOST_SUGGESTIONS);
}

interface Question {
  readonly text: string;
  readonly comparable: string;
}

/** Forgotten with the bot they belong to, when new content takes its place. */
const known = new WeakMap<Bot, readonly (readonly Question[])[]>();

function questionsByIntent(bot: Bot): readonly (readonly Question[])[] {
  const before = known.get(bot);
  if (before !== undefined) return before;
  const fresh = bot.intents.filter(({ name }) => name !== NONE).map(questionsOf);
  known.set(bot, fresh);
  return fresh;
}

function questionsOf({ title, utterances }: Intent): readonly Question[] {
  const written = [...utterances.zh, ...utterances.en].map(withoutMarkup);
  return [title.zh, title.en, ...written].map((text) => ({ text, comparable: comparable(text) }));
}

function comparable(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
