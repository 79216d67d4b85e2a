import { type Language, languages } from "../kernel/language.ts";
import type { Lexicon } from "../text/lexicon.ts";

/** The bot's own utterances, as its authors wrote them. */
export interface Corpus {
  readonly intents: readonly CorpusIntent[];
  readonly lexicon: Lexicon;
}

export interface CorpusIntent {
  readonly name: string;
  /** Where the intent may be understood; see `UnderstandOptions.contexts`. */
  readonly contexts: readonly string[];
  /** May mark slots as in "[这个月](period)的账单". */
  readonly utterances: Readonly<Record<Language, readonly string[]>>;
  /** Texts that must not be understood as this intent. */
  readonly not: Readonly<Record<Language, readonly string[]>>;
}

const SLOT_MARKUP = /\[([^\]]*)\]\([^)]*\)/gu;

/** The utterance as a customer would type it: "[这个月](period)的账单" becomes "这个月的账单". */
export function withoutMarkup(utterance: string): string {
  return utterance.replace(SLOT_MARKUP, "$1");
}

/** The same corpus without markup and repeats, in an order that forgets how the files were read. */
export function canonical({ intents, lexicon }: Corpus): Corpus {
  const inOrder = [...intents].sort((one, other) => byCodeUnits(one.name, other.name));
  return { intents: inOrder.map(canonicalIntent), lexicon: canonicalLexicon(lexicon) };
}

function canonicalIntent({ name, contexts, utterances, not }: CorpusIntent): CorpusIntent {
  return {
    name,
    contexts: sortedSet(contexts),
    utterances: eachLanguage((language) => sortedSet(utterances[language].map(withoutMarkup))),
    not: eachLanguage((language) => sortedSet(not[language].map(withoutMarkup))),
  };
}

function canonicalLexicon({ words, synonyms, confusables, polyphones, polite }: Lexicon): Lexicon {
  return {
    words: sortedSet(words),
    synonyms: sortedRecord(synonyms),
    confusables: sortedRecord(confusables),
    polyphones: sortedRecord(polyphones),
    polite: eachLanguage((language) => sortedSet(polite[language])),
  };
}

function eachLanguage<Value>(valueFor: (language: Language) => Value): Record<Language, Value> {
  return { zh: valueFor("zh"), en: valueFor("en") };
}

function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(byCodeUnits);
}

function sortedRecord<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => byCodeUnits(one, other)));
}

/** Not `localeCompare`: the order must be the same on every machine. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The languages in which a corpus says anything. */
export function languagesOf({ intents }: Corpus): readonly Language[] {
  return languages.filter((language) => intents.some(({ utterances }) => utterances[language].length > 0));
}
