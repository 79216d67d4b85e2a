import { type Bot, patternId } from "../../content/bot.ts";
import { phraseKey } from "../../content/wording.ts";
import { listening } from "../../conversation/listening.ts";
import { newConversation } from "../../conversation/state.ts";
import type { Language } from "../../kernel/language.ts";
import { courtesyStripper } from "../../text/courtesies.ts";
import { bareText, normalize } from "../../text/normalize.ts";
import type { Published } from "../content.ts";

type Readable = Pick<Published, "bot" | "understand">;

const HUMAN = patternId("human");

/** Longer texts tell something besides, whatever they are understood as: in Chinese characters, and in others. */
const LONGEST_WISH = { zh: 12, en: 40 };

/** More parts than anybody needs to ask for a person; each takes milliseconds to understand. */
const MOST_PARTS = 6;

/** Whether a text asks for a person and says nothing else: 转人工, "hello, let me talk to a person". */
export function wishesForPerson(published: Readable, text: string): boolean {
  const { lexicon } = published.bot;
  const language = /\p{Script=Han}/u.test(text) ? "zh" : "en";
  const stripped = courtesyStripper(lexicon.polite[language], language);
  const clauses = text.split(/[,，。！!？?；;\n]/u).map((clause) => stripped(bareText(normalize(clause))));
  const told = clauses.filter((clause) => clause !== "");
  if (told.length === 0 || told.length > MOST_PARTS) return false;
  return told.every((clause) => asksForPerson(published, language, clause));
}

function asksForPerson(published: Readable, language: Language, clause: string): boolean {
  const { bot } = published;
  if (bot.startByPhrase.get(phraseKey(clause)) === HUMAN) return true;
  if (clause.length > LONGEST_WISH[language] || leadsTo(published, language, clause) !== HUMAN) return false;
  // 转人工处理退款 is understood as the wish, and tells a matter all the same.
  const matter = leadsTo(published, language, withoutWish(bot, clause));
  return matter === undefined || bot.dialogs.get(matter)?.kind !== "dialog";
}

/** What a text surely starts. */
function leadsTo({ bot, understand }: Readable, language: Language, text: string): string | undefined {
  const { verdict, intents } = understand(text, listening(bot, newConversation(language)));
  return verdict === "sure" ? bot.startByIntent.get(intents[0]?.name ?? "") : undefined;
}

/** The text without the longest of the authors' phrases for the wish that is in it. */
function withoutWish({ dialogs }: Bot, clause: string): string {
  const phrases = dialogs.get(HUMAN)?.phrases.filter((phrase) => clause.includes(phrase)) ?? [];
  const longest = phrases.reduce((long, phrase) => (phrase.length > long.length ? phrase : long), "");
  return longest === "" ? clause : clause.replace(longest, " ").trim();
}
