import { type Bot, type Intent, patternId } from "../content/bot.ts";
import type { Language } from "../kernel/language.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { withoutMarkup } from "../text/slot-markup.ts";
import type { Published } from "./content.ts";

const MOST_SUGGESTIONS = 4;

/** An intent that is less likely than that is hardly ever what the beginning of a text comes to. */
const LEAST_CONFIDENCE = 0.1;

/** Longer questions do not fit a line under the text field. In UTF-16 units. */
const LONGEST = { zh: 24, en: 48 } as const;

/**
 * Questions that the bot can answer and that fit what the customer is typing, at most one for each intent: first what it
 * seems to mean, then what begins with it, then what contains it. Asked at every key, so the texts are made comparable once
 * for each bot.
 *
 * @param language of the conversation; a text in the other one is completed in its own
 */
export function suggest(
  { bot, understand }: Pick<Published, "bot" | "understand">,
  language: Language,
  typed: string,
): readonly string[] {
  const wanted = comparable(typed);
  if (wanted === "") return [];
  const understanding = understand(typed, {
    language,
    contexts: ["global"],
    expecting: { yesno: false, intents: [] },
  });
  const questions = questionsOf(bot)[understanding.language];
  const meant = meantIn(understanding).flatMap((intent): readonly Suggestion[] => {
    const question = questions.get(intent)?.find((own) => own.comparable !== wanted);
    return question === undefined ? [] : [{ intent, question }];
  });
  const taken = new Set(meant.map(({ intent }) => intent));
  const others = [...questions].filter(([intent]) => !taken.has(intent));
  const beginning = fitting(others, (question) => begins(question, wanted));
  const begun = new Set(beginning.map(({ intent }) => intent));
  const containing = fitting(
    others.filter(([intent]) => !begun.has(intent)),
    ({ comparable: text }) => text !== wanted && text.includes(wanted),
  );
  const all = [...meant, ...beginning, ...containing].slice(0, MOST_SUGGESTIONS);
  return all.map(({ question }) => question.text);
}

interface Question {
  readonly text: string;
  readonly comparable: string;
  readonly isTitle: boolean;
}

interface Suggestion {
  readonly intent: string;
  readonly question: Question;
}

/** By the intent that they have; of each its title first, then the shortest first. */
type Questions = ReadonlyMap<string, readonly Question[]>;

/** More than the beginning is there already: what is typed in full needs no completion. */
function begins({ comparable: text }: Question, wanted: string): boolean {
  return text.length > wanted.length && text.startsWith(wanted);
}

/** What a text probably means, likeliest first. */
function meantIn({ verdict, intents }: Understanding): readonly string[] {
  if (verdict === "unknown") return [];
  return intents.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE).map(({ name }) => name);
}

/** The first question of each intent that fits: titles, which are made to be read, before what customers have written. */
function fitting(
  questions: readonly (readonly [string, readonly Question[]])[],
  fits: (question: Question) => boolean,
): readonly Suggestion[] {
  return questions
    .flatMap(([intent, own]): readonly Suggestion[] => {
      const question = own.find(fits);
      return question === undefined ? [] : [{ intent, question }];
    })
    .sort(
      ({ question: one }, { question: other }) =>
        Number(other.isTitle) - Number(one.isTitle) || one.text.length - other.text.length,
    );
}

/** Forgotten with the bot they belong to, when new content takes its place. */
const known = new WeakMap<Bot, Readonly<Record<Language, Questions>>>();

function questionsOf(bot: Bot): Readonly<Record<Language, Questions>> {
  const before = known.get(bot);
  if (before !== undefined) return before;
  const helping = bot.intents.filter(({ name }) => leadsToHelp(bot, name));
  const misspelt = Object.values(bot.lexicon.confusables).flat();
  const inLanguage = (language: Language): Questions =>
    new Map(helping.map((intent) => [intent.name, questionsIn(intent, language, misspelt)]));
  const [zh, en] = [inLanguage("zh"), inLanguage("en")];
  known.set(bot, { zh, en });
  return { zh, en };
}

/** Nobody needs a greeting completed. */
function leadsToHelp(bot: Bot, intent: string): boolean {
  const start = bot.startByIntent.get(intent);
  return start === patternId("human") || bot.dialogs.get(start ?? "")?.kind === "dialog";
}

/** @param misspelt words that customers write by mistake: nobody is offered them to send */
function questionsIn(
  { title, utterances }: Intent,
  language: Language,
  misspelt: readonly string[],
): readonly Question[] {
  const written = utterances[language]
    .map((utterance) => questionOf(withoutMarkup(utterance), false))
    .filter(({ text }) => text.length <= LONGEST[language] && !misspelt.some((word) => text.includes(word)))
    .sort((one, other) => one.text.length - other.text.length);
  return [questionOf(title[language], true), ...written];
}

function questionOf(text: string, isTitle: boolean): Question {
  return { text, comparable: comparable(text), isTitle };
}

function comparable(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
