import MiniSearch from "minisearch";
import { type Language, type Localized, languages } from "../kernel/language.ts";
import type { FoundArticle, Understanding } from "../kernel/understanding.ts";
import { bareText, normalize } from "../text/normalize.ts";
import { pairsOf, type TakeTerms, type Terms, termTaker, type Weigh, weigherOf } from "./article-terms.ts";
import type { Model } from "./model.ts";

/** What of an article it is found by. */
export interface ArticleText {
  readonly name: string;
  readonly title: Localized;
  readonly questions: Localized<readonly string[]>;
  /** When there are any: a text needs one of these words, and one is enough. */
  readonly mentions: Localized<readonly string[]>;
  readonly body: Localized;
}

/** Finds the article that answers a normalised text; `undefined` when none clearly does. */
export type FindArticle = (normalized: string, language: Language) => FoundArticle | undefined;

/** What the title and the questions say an article is about counts more than what the body says beside. */
const BOOST = { title: 3, questions: 3, body: 1 };

/** A term that only the body holds covers so much of itself. */
const IN_BODY = 0.5;

/** An article answers a text when it covers this share of what is telling in it. Checked on real questions; see docs/nlu.md. */
const LEAST_COVERED = 0.7;

/** And when the text covers this share of what is telling in one of its questions: 什么好处 is half a question. */
const LEAST_ASKED = 0.6;

/** The first article has to be so many times as close as the second: between two that fit alike the bot does not choose. */
const LEAST_LEAD = 1.25;

/**
 * Makes an index of articles. They are ranked by BM25+; whether the first one is an answer is decided by the share of the
 * text that it covers, weighted by how rare the terms are in the bot's own utterances, and by its lead over the second.
 *
 * @param model where the rarity of terms comes from, and the lexicon
 */
export function articleFinder(articles: readonly ArticleText[], model: Model): FindArticle {
  if (articles.length === 0) return () => undefined;
  const finders = new Map(languages.map((language) => [language, finderIn(articles, model, language)]));
  return (normalized, language) => finders.get(language)?.(normalized);
}

/** An understanding with the article that answers the text, where no intent is sure. */
export function withArticle(find: FindArticle, understanding: Understanding): Understanding {
  const { verdict, decidedBy, normalized, language } = understanding;
  if (verdict === "sure" || decidedBy === "blank" || decidedBy === "pasted") return understanding;
  const article = find(normalized, language);
  return article === undefined ? understanding : { ...understanding, article };
}

function finderIn(
  articles: readonly ArticleText[],
  model: Model,
  language: Language,
): (normalized: string) => FoundArticle | undefined {
  const take = termTaker(language, model.stored.lexicon);
  const weigh = weigherOf(model, language);
  const named = articles.filter(({ mentions }) => mentionsOf(mentions).length > 0);
  const mentioned = mentionFinder(named);
  const asked = articles.filter((article) => !named.includes(article));
  const whole = wholeQuestions(asked, language);
  const search = searcher(asked, take, language);
  const known = new Map(asked.map((article) => [article.name, knownOf(article, take, language)]));
  return (normalized) => {
    const byWord = mentioned(normalized) ?? whole.get(bareText(normalized));
    if (byWord !== undefined) return { name: byWord, score: 1 };
    const terms = take(normalized);
    const [first, second] = search(terms);
    const article = known.get(first?.name ?? "");
    if (first === undefined || article === undefined) return undefined;
    if (first.score < LEAST_LEAD * (second?.score ?? 0)) return undefined;
    const score = share(terms.words, article.cover, weigh);
    const own = new Map(terms.all.map((term) => [term, 1]));
    const isAsked = article.questions.some((words) => share(words, own, weigh) >= LEAST_ASKED);
    return score >= LEAST_COVERED && isAsked ? { name: first.name, score } : undefined;
  };
}

/** Articles by their title and by each of their questions, as `bareText` has them. */
function wholeQuestions(articles: readonly ArticleText[], language: Language): ReadonlyMap<string, string> {
  return new Map(
    articles.flatMap(({ name, title, questions }) =>
      [title[language], ...questions[language]].map((text) => [bareText(normalize(text)), name] as const),
    ),
  );
}

/** The article of the longest word that a text mentions. */
function mentionFinder(articles: readonly ArticleText[]): (normalized: string) => string | undefined {
  const words = articles
    .flatMap(({ name, mentions }) =>
      mentionsOf(mentions).map((word) => ({ name, word: bareText(normalize(word)) })),
    )
    .filter(({ word }) => word !== "")
    .sort((one, other) => other.word.length - one.word.length);
  return (normalized) => {
    const text = bareText(normalized);
    return words.find(({ word }) => mentionsWord(text, word))?.name;
  };
}

/** Customers write the names of companies in either script, whatever they write around them. */
function mentionsOf({ zh, en }: Localized<readonly string[]>): readonly string[] {
  return [...zh, ...en];
}

/** Letters on either side make another word of it; Chinese characters do not. */
function mentionsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isCut = isLatin(text[at - 1]) && isLatin(word[0]);
    const goesOn = isLatin(text[at + word.length]) && isLatin(word.at(-1));
    if (!isCut && !goesOn) return true;
  }
  return false;
}

function isLatin(sign: string | undefined): boolean {
  return sign !== undefined && /[a-z0-9]/u.test(sign);
}

interface Ranked {
  readonly name: string;
  /** BM25+, boosted. */
  readonly score: number;
}

const HAN = /\p{Script=Han}/u;

/** Stands between terms while the index takes a field for one text. In no normalised text. */
const BETWEEN = "\0";

function searcher(
  articles: readonly ArticleText[],
  take: TakeTerms,
  language: Language,
): (terms: Terms) => readonly Ranked[] {
  const index = new MiniSearch({
    idField: "name",
    fields: ["title", "questions", "body"],
    tokenize: (text) => text.split(BETWEEN),
    processTerm: (term) => (term === "" ? null : term),
    searchOptions: { boost: BOOST },
  });
  const cut = (text: string): readonly string[] => take(normalize(text)).all;
  index.addAll(
    articles.map(({ name, title, questions, body }) => ({
      name,
      title: cut(title[language]).join(BETWEEN),
      questions: questions[language].flatMap(cut).join(BETWEEN),
      body: cut(body[language]).join(BETWEEN),
    })),
  );
  return ({ all }) => index.search(all.join(BETWEEN)).map(({ id, score }) => ({ name: String(id), score }));
}

/** What a text is compared with, once an article came first. */
interface KnownArticle {
  /** How much of itself each term that the article holds covers, 0 to 1. */
  readonly cover: Cover;
  /** The words of its title and of each question. */
  readonly questions: readonly (readonly string[])[];
}

type Cover = ReadonlyMap<string, number>;

function knownOf({ title, questions, body }: ArticleText, take: TakeTerms, language: Language): KnownArticle {
  const about = [title[language], ...questions[language]].map((text) => take(normalize(text)));
  return {
    cover: new Map([
      ...take(normalize(body[language])).all.map((term) => [term, IN_BODY] as const),
      ...about.flatMap(({ all }) => all).map((term) => [term, 1] as const),
    ]),
    questions: about.map(({ words }) => words),
  };
}

/** The share of what is telling in words that is covered, 0 to 1; 0 when nothing in them is. */
function share(words: readonly string[], cover: Cover, weigh: Weigh): number {
  let covered = 0;
  let all = 0;
  for (const word of words) {
    const weight = weigh(word);
    all += weight;
    if (weight > 0) covered += weight * (cover.get(word) ?? coverOfPairs(word, cover));
  }
  return all === 0 ? 0 : covered / all;
}

/** A longer word may be cut elsewhere in the other text. */
function coverOfPairs(word: string, cover: Cover): number {
  const pairs = HAN.test(word) ? pairsOf(word) : [];
  return pairs.reduce((sum, pair) => sum + (cover.get(pair) ?? 0), 0) / Math.max(1, pairs.length);
}
