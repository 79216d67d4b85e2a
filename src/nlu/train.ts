import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { normalize } from "../text/normalize.ts";
import { fitCalibration, type HeldOut } from "./calibration.ts";
import { type Corpus, canonical, languagesOf } from "./corpus.ts";
import { entityFinder } from "./entities/entity-finder.ts";
import { type Lessons, NO_CLASS } from "./lessons.ts";
import { assembleModel, type Model, type StoredLanguage, takeApartFor } from "./model.ts";
import { type Random, seededRandom, shuffle } from "./random.ts";
import { type Recipe, recipeFor, type TextSource } from "./recipe.ts";
import { type Scorer, score, trainScorer } from "./scorer.ts";
import { learnSlots } from "./slots/learn-slots.ts";
import { sparseRows } from "./sparse.ts";
import { type CountedText, countTexts, fitVocabulary, type Vocabulary, weigh } from "./vocabulary.ts";

export interface TrainOptions {
  /** An integer; the same corpus and seed give the same model, byte for byte. Default 1. */
  readonly seed?: number;
  /** Default authored. */
  readonly source?: TextSource;
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/** Trains a model from scratch on a corpus, whatever order its files were read in. */
export function train(
  corpus: Corpus,
  { seed = 1, source = "authored", onProgress = () => {} }: TrainOptions = {},
): Model {
  const sorted = canonical(corpus);
  const languages = languagesOf(sorted);
  const stored = languages.map((language, at) =>
    trainLanguage(sorted, language, { source, random: seededRandom(seed) }, (done) =>
      onProgress((at + done) / languages.length),
    ),
  );
  onProgress(1);
  const contexts = Object.fromEntries(sorted.intents.map((intent) => [intent.name, intent.contexts]));
  const { lexicon, entities } = sorted;
  // From the corpus as it was written: sorting takes its markup away.
  const slots = learnSlots(corpus, entityFinder(entities, lexicon));
  return assembleModel({ lexicon, contexts, entities, slots, languages: stored });
}

/** A text taken apart, before it is known which features the vocabulary keeps. */
interface Example {
  readonly text: CountedText;
  readonly label: number;
  readonly notLabel: number;
  readonly importance: number;
}

function trainLanguage(
  { intents, lexicon }: Corpus,
  language: Language,
  { source, random }: { readonly source: TextSource; readonly random: Random },
  onProgress: (done: number) => void,
): StoredLanguage {
  const spoken = intents.filter((intent) => intent.utterances[language].length > 0);
  const classes = spoken.map(({ name }) => name);
  const utterances = spoken.flatMap((intent, label) =>
    intent.utterances[language].map((text) => ({ text, label })),
  );
  const not = spoken.flatMap((intent, label) => intent.not[language].map((text) => ({ text, label })));
  const recipe = recipeFor(language, utterances.length, classes.length, source);
  const rounds = recipe.foldsUsed + 1;

  const takeApart = takeApartFor(language, lexicon);
  const { features, counted } = countTexts([...utterances, ...not], ({ text }) => takeApart(normalize(text)));
  const examples = counted.map((text, at): Example => {
    const label = utterances[at]?.label;
    return label === undefined
      ? { text, label: NO_CLASS, notLabel: not[at - utterances.length]?.label ?? NO_CLASS, importance: 1 }
      : { text, label, notLabel: NO_CLASS, importance: 1 };
  });
  const studies: Studies = { features, classes, recipe, random };
  const heldOut = holdOut(examples, studies, (round) => onProgress(round / rounds));
  const { vocabulary, scorer } = study(examples, studies);
  onProgress(1);
  const calibration = fitCalibration(heldOut, classes.indexOf(NONE), recipe.targets);
  return { language, classes, vocabulary, scorer, calibration, utterances, not };
}

/** What every round of training shares. */
interface Studies {
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly recipe: Recipe;
  readonly random: Random;
}

/** Scores every held-out utterance with classifiers that never saw it. */
function holdOut(
  examples: readonly Example[],
  studies: Studies,
  onRound: (round: number) => void,
): readonly HeldOut[] {
  const { recipe, random } = studies;
  const utterances = examples.filter(({ label }) => label !== NO_CLASS);
  const negatives = examples.filter(({ label }) => label === NO_CLASS);
  const order = Int32Array.from(utterances.keys());
  shuffle(order, order.length, random);
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < recipe.foldsUsed; fold++) {
    const isOut = (place: number) => place % recipe.folds === fold;
    const kept = pick(utterances, order, (place) => !isOut(place));
    const { vocabulary, columns, scorer } = study([...kept, ...negatives], studies);
    for (const { text, label } of pick(utterances, order, isOut)) {
      heldOut.push({ probabilities: score(scorer, weigh(text, vocabulary, columns)), label });
    }
    onRound(fold + 1);
  }
  return heldOut;
}

function pick(
  examples: readonly Example[],
  order: Int32Array,
  wanted: (place: number) => boolean,
): readonly Example[] {
  const picked: Example[] = [];
  order.forEach((at, place) => {
    const found = examples[at];
    if (found !== undefined && wanted(place)) picked.push(found);
  });
  return picked;
}

function study(
  examples: readonly Example[],
  { features, classes, recipe, random }: Studies,
): { readonly vocabulary: Vocabulary; readonly columns: Int32Array; readonly scorer: Scorer } {
  const labelled = examples.filter(({ label }) => label !== NO_CLASS).map(({ text }) => text);
  const { vocabulary, columns } = fitVocabulary(features, labelled);
  const lessons: Lessons = {
    rows: sparseRows(
      examples.map(({ text }) => weigh(text, vocabulary, columns)),
      vocabulary.features.length,
    ),
    labels: Int32Array.from(examples, ({ label }) => label),
    notLabels: Int32Array.from(examples, ({ notLabel }) => notLabel),
    importance: Float32Array.from(examples, ({ importance }) => importance),
  };
  return { vocabulary, columns, scorer: trainScorer(lessons, classes.length, recipe.scorer, random) };
}
