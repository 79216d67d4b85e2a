import type { AuthoredEntity, ListValue } from "../kernel/entities.ts";
import { type Language, languages } from "../kernel/language.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { withoutMarkup } from "../text/slot-markup.ts";

/** The bot's own utterances, as its authors wrote them. */
export interface Corpus {
  readonly intents: readonly CorpusIntent[];
  readonly lexicon: Lexicon;
  /** The authors' own; those of the system are always known. */
  readonly entities: readonly AuthoredEntity[];
}

export interface CorpusIntent {
  readonly name: string;
  /** Where the intent may be understood; see `UnderstandOptions.contexts`. */
  readonly contexts: readonly string[];
  /** May mark slots as in "[这个月](period)的账单". */
  readonly utterances: Readonly<Record<Language, readonly string[]>>;
  /** Texts that must not be understood as this intent. */
  readonly not: Readonly<Record<Language, readonly string[]>>;
  /** By slot: the entity that fills it. */
  readonly slots: Readonly<Record<string, string>>;
}

/** The same corpus without markup and repeats, in an order that forgets how the files were read. */
export function canonical({ intents, lexicon, entities }: Corpus): Corpus {
  return {
    intents: sortedBy(intents, ({ name }) => name).map(canonicalIntent),
    lexicon: canonicalLexicon(lexicon),
    entities: sortedBy(entities, ({ name }) => name).map(canonicalEntity),
  };
}

function canonicalIntent({ name, contexts, utterances, not, slots }: CorpusIntent): CorpusIntent {
  return {
    name,
    contexts: sortedSet(contexts),
    utterances: eachLanguage((language) => sortedSet(utterances[language].map(withoutMarkup))),
    not: eachLanguage((language) => sortedSet(not[language].map(withoutMarkup))),
    slots: sortedRecord(slots),
  };
}

function canonicalEntity(entity: AuthoredEntity): AuthoredEntity {
  const { name, sensitive } = entity;
  if (entity.type === "pattern") return { type: "pattern", name, sensitive, patterns: entity.patterns };
  const values = sortedBy(entity.values, ({ value }) => value).map(canonicalValue);
  return { type: "list", name, sensitive, fuzzy: entity.fuzzy, values };
}

function canonicalValue({ value, label, synonyms }: ListValue): ListValue {
  return {
    value,
    label: eachLanguage((language) => label[language]),
    synonyms: eachLanguage((language) => sortedSet(synonyms[language])),
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

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((one, other) => byCodeUnits(keyOf(one), keyOf(other)));
}

/** Not `localeCompare`: the order must be the same on every machine. */
function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The languages in which a corpus says anything. */
export function languagesOf({ intents }: Corpus): readonly Language[] {
  return languages.filter((language) => intents.some(({ utterances }) => utterances[language].length > 0));
}
