import type { AuthoredEntity } from "../kernel/entities.ts";
import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { normalize } from "../text/normalize.ts";
import type { Calibration } from "./calibration.ts";
import { chineseFeatures } from "./chinese-features.ts";
import { type Embeddings, joined, textEmbedder } from "./embeddings/embeddings.ts";
import { englishFeatures } from "./english-features.ts";
import { type EntityFinder, entityFinder } from "./entities/entity-finder.ts";
import { type ExactKeys, exactKeys } from "./exact-match.ts";
import type { TakeApart, Views } from "./features.ts";
import { respeller } from "./respell.ts";
import type { Scorer } from "./scorer.ts";
import type { LearnedSlots } from "./slots/learn-slots.ts";
import { lengthOf, type SparseVector } from "./sparse.ts";
import { type Vectorize, type Vocabulary, vectorizer } from "./vocabulary.ts";

/** A trained model, ready to understand. Frozen in spirit: nothing writes to it. */
export interface Model {
  readonly stored: StoredModel;
  readonly languages: ReadonlyMap<Language, LanguageModel>;
  readonly entities: EntityFinder;
  /** By intent. */
  readonly slots: ReadonlyMap<string, LearnedSlots>;
}

/** What a model file holds; the rest of a model is worked out from it. */
export interface StoredModel {
  readonly lexicon: Lexicon;
  /** By intent: the contexts it may be understood in. */
  readonly contexts: Readonly<Record<string, readonly string[]>>;
  readonly entities: readonly AuthoredEntity[];
  /** Of every intent that has slots. */
  readonly slots: readonly LearnedSlots[];
  readonly languages: readonly StoredLanguage[];
}

export interface StoredLanguage {
  readonly language: Language;
  /** Intent names; a class is a place in this list. */
  readonly classes: readonly string[];
  readonly views: Views;
  readonly vocabulary: Vocabulary;
  readonly scorer: Scorer;
  readonly calibration: Calibration;
  /** What unlabelled text taught, when held-out utterances said that it helps. */
  readonly embeddings?: Embeddings;
  /** Shares of held-out utterances understood right without and with them; there when they were tried. */
  readonly embeddingTrial?: { readonly without: number; readonly with: number };
  /** The authors' utterances and the class of each, for exact matches and as evidence. */
  readonly utterances: readonly LabelledText[];
  /** Texts and the class each must not be understood as. */
  readonly not: readonly LabelledText[];
}

export interface LabelledText {
  readonly text: string;
  readonly label: number;
}

export interface LanguageModel {
  readonly stored: StoredLanguage;
  /** By class: the contexts the intent may be understood in. */
  readonly contexts: readonly (readonly string[])[];
  /** The class of `none`, or -1. */
  readonly none: number;
  readonly takeApart: TakeApart;
  readonly vectorize: Vectorize;
  readonly exactKeys: ExactKeys;
  /** The classes whose utterances have this key: more than one when authors contradict each other. */
  readonly exact: ReadonlyMap<string, ReadonlySet<number>>;
  readonly forbidden: ReadonlyMap<string, ReadonlySet<number>>;
  /** The utterances of a class and their vectors, worked out when first asked for: only explanations want them. */
  readonly known: (label: number) => readonly KnownUtterance[];
}

export interface KnownUtterance {
  readonly text: string;
  readonly vector: SparseVector;
  /** Euclidean length of the vector. */
  readonly length: number;
}

export function assembleModel(stored: StoredModel): Model {
  const languages = new Map<Language, LanguageModel>();
  for (const part of stored.languages) languages.set(part.language, assembleLanguage(part, stored));
  return {
    stored,
    languages,
    entities: entityFinder(stored.entities, stored.lexicon),
    slots: new Map(stored.slots.map((learned) => [learned.intent, learned])),
  };
}

function assembleLanguage(stored: StoredLanguage, { lexicon, contexts }: StoredModel): LanguageModel {
  const takeApart = takeAskedApart(stored, lexicon);
  const vectorize = vectorizerOf(stored);
  const keysOf = exactKeys(lexicon, stored.language);
  return {
    stored,
    contexts: stored.classes.map((name) => contexts[name] ?? []),
    none: stored.classes.indexOf(NONE),
    takeApart,
    vectorize,
    exactKeys: keysOf,
    exact: keyedLabels(stored.utterances, keysOf),
    forbidden: keyedLabels(stored.not, keysOf),
    known: knownUtterances(stored, (text) => vectorize(takeApart(normalize(text)))),
  };
}

function knownUtterances(
  { utterances }: StoredLanguage,
  vectorOf: (text: string) => SparseVector,
): LanguageModel["known"] {
  const byLabel = new Map<number, readonly KnownUtterance[]>();
  return (label) => {
    const known =
      byLabel.get(label) ??
      utterances
        .filter((utterance) => utterance.label === label)
        .map(({ text }) => {
          const vector = vectorOf(text);
          return { text, vector, length: lengthOf(vector) };
        });
    byLabel.set(label, known);
    return known;
  };
}

export function takeApartFor(language: Language, lexicon: Lexicon, views: Views): TakeApart {
  return language === "zh" ? chineseFeatures(lexicon, views) : englishFeatures(lexicon, views);
}

/** As `takeApartFor`, for what customers ask: with slips mended where letters, not sounds, are typed. */
function takeAskedApart(
  { language, views, vocabulary, utterances }: StoredLanguage,
  lexicon: Lexicon,
): TakeApart {
  if (language === "zh") return takeApartFor(language, lexicon, views);
  return englishFeatures(lexicon, views, respeller(vocabulary, utterances.length));
}

function vectorizerOf({ vocabulary, embeddings }: StoredLanguage): Vectorize {
  const vectorize = vectorizer(vocabulary);
  if (embeddings === undefined) return vectorize;
  const embed = textEmbedder(embeddings);
  return (blocks) => joined(vectorize(blocks), embed(blocks), vocabulary.features.length);
}

function keyedLabels(
  texts: readonly LabelledText[],
  keysOf: ExactKeys,
): ReadonlyMap<string, ReadonlySet<number>> {
  const labelsByKey = new Map<string, Set<number>>();
  for (const { text, label } of texts) {
    for (const key of keysOf.filed(normalize(text))) {
      const labels = labelsByKey.get(key) ?? new Set();
      labelsByKey.set(key, labels.add(label));
    }
  }
  return labelsByKey;
}
