import type { Language } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { normalize } from "../text/normalize.ts";
import { fitCalibration, type HeldOut } from "./calibration.ts";
import { type Corpus, canonical, languagesOf } from "./corpus.ts";
import type { FeatureBlock } from "./features.ts";
import { type Lessons, NO_CLASS } from "./lessons.ts";
import { assembleModel, type Model, type StoredLanguage, takeApartFor } from "./model.ts";
import { type Random, seededRandom, shuffle } from "./random.ts";
import { type Recipe, recipeFor } from "./recipe.ts";
import { type Scorer, score, trainScorer } from "./scorer.ts";
import { sparseRows } from "./sparse.ts";
import { fitVocabulary, type Vocabulary, vectorizer } from "./vocabulary.ts";

export interface TrainOptions {
  /** An integer; the same corpus and seed give the same model, byte for byte. Default 1. */
  readonly seed?: number;
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/** Trains a model from scratch on a corpus, whatever order its files were read in. */
export function train(corpus: Corpus, { seed = 1, onProgress = () => {} }: TrainOptions = {}): Model {
  const sorted = canonical(corpus);
  const languages = languagesOf(sorted);
  const stored = languages.map((language, at) =>
    trainLanguage(sorted, language, seededRandom(seed), (done) => onProgress((at + done) / languages.length)),
  );
  onProgress(1);
  const contexts = Object.fromEntries(sorted.intents.map((intent) => [intent.name, intent.contexts]));
  return assembleModel({ lexicon: sorted.lexicon, contexts, languages: stored });
}

/** A text taken apart, before it is known which features the vocabulary keeps. */
interface Example {
  readonly blocks: readonly FeatureBlock[];
  readonly label: number;
  readonly notLabel: number;
  readonly importance: number;
}

function trainLanguage(
  { intents, lexicon }: Corpus,
  language: Language,
  random: Random,
  onProgress: (done: number) => void,
): StoredLanguage {
  const spoken = intents.filter((intent) => intent.utterances[language].length > 0);
  const classes = spoken.map(({ name }) => name);
  const utterances = spoken.flatMap((intent, label) =>
    intent.utterances[language].map((text) => ({ text, label })),
  );
  const not = spoken.flatMap((intent, label) => intent.not[language].map((text) => ({ text, label })));
  const recipe = recipeFor(language, utterances.length);
  const rounds = recipe.foldsUsed + 1;

  const takeApart = takeApartFor(language, lexicon);
  const examples = utterances.map(({ text, label }): Example => {
    return { blocks: takeApart(normalize(text)), label, notLabel: NO_CLASS, importance: 1 };
  });
  const negatives = not.map(({ text, label }): Example => {
    return { blocks: takeApart(normalize(text)), label: NO_CLASS, notLabel: label, importance: 1 };
  });
  const heldOut = holdOut(examples, negatives, classes, recipe, random, (round) =>
    onProgress(round / rounds),
  );
  const vocabulary = vocabularyOf(examples, recipe);
  const scorer = trainOn([...examples, ...negatives], vocabulary, classes, recipe, random);
  onProgress(1);
  const calibration = fitCalibration(heldOut, classes.indexOf(NONE), recipe.targets);
  return { language, classes, vocabulary, scorer, calibration, utterances, not };
}

/** Scores every held-out utterance with classifiers that never saw it. */
function holdOut(
  examples: readonly Example[],
  negatives: readonly Example[],
  classes: readonly string[],
  recipe: Recipe,
  random: Random,
  onRound: (round: number) => void,
): readonly HeldOut[] {
  const order = Int32Array.from(examples.keys());
  shuffle(order, order.length, random);
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < recipe.foldsUsed; fold++) {
    const isOut = (place: number) => place % recipe.folds === fold;
    const kept = pick(examples, order, (place) => !isOut(place));
    const vocabulary = vocabularyOf(kept, recipe);
    const scorer = trainOn([...kept, ...negatives], vocabulary, classes, recipe, random);
    const vectorize = vectorizer(vocabulary);
    for (const { blocks, label } of pick(examples, order, isOut)) {
      heldOut.push({ probabilities: score(scorer, vectorize(blocks)), label });
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

function vocabularyOf(examples: readonly Example[], { leastTexts }: Recipe): Vocabulary {
  return fitVocabulary(
    examples.map(({ blocks }) => blocks),
    leastTexts,
  );
}

function trainOn(
  examples: readonly Example[],
  vocabulary: Vocabulary,
  classes: readonly string[],
  recipe: Recipe,
  random: Random,
): Scorer {
  const vectorize = vectorizer(vocabulary);
  const lessons: Lessons = {
    rows: sparseRows(
      examples.map(({ blocks }) => vectorize(blocks)),
      vocabulary.features.length,
    ),
    labels: Int32Array.from(examples, ({ label }) => label),
    notLabels: Int32Array.from(examples, ({ notLabel }) => notLabel),
    importance: Float32Array.from(examples, ({ importance }) => importance),
  };
  return trainScorer(lessons, classes.length, recipe.scorer, random);
}
