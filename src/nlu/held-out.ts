import type { HeldOut } from "./calibration.ts";
import { joined } from "./embeddings/embeddings.ts";
import { NO_CLASS } from "./lessons.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { type Scorer, score, trainScorer } from "./scorer.ts";
import { sparseRows } from "./sparse.ts";
import { type CountedText, fitVocabulary, type TextVector, type Vocabulary, weigh } from "./vocabulary.ts";

/** A text taken apart, before it is known which features the vocabulary keeps. */
export interface Example {
  readonly text: CountedText;
  readonly label: number;
  readonly notLabel: number;
  /** Where unlabelled text says that it lies; left out without embeddings. */
  readonly direction?: Float32Array;
}

/** What every round of training shares. */
export interface Studies {
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly recipe: Recipe;
  readonly seed: number;
}

/** Scores every held-out utterance with classifiers that never saw it. */
export function holdOut(
  examples: readonly Example[],
  studies: Studies,
  onRound: (round: number) => void,
): readonly HeldOut[] {
  const { recipe, seed } = studies;
  const utterances = examples.filter(({ label }) => label !== NO_CLASS);
  const negatives = examples.filter(({ label }) => label === NO_CLASS);
  const order = Int32Array.from(utterances.keys());
  shuffle(order, order.length, seededRandom(seed));
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < recipe.foldsUsed; fold++) {
    const isOut = (place: number) => place % recipe.folds === fold;
    const kept = pick(utterances, order, (place) => !isOut(place));
    const learned = study([...kept, ...negatives], studies, fold);
    for (const example of pick(utterances, order, isOut)) {
      heldOut.push({
        probabilities: score(learned.scorer, vectorOf(example, learned)),
        label: example.label,
      });
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

interface Learned {
  readonly vocabulary: Vocabulary;
  readonly columns: Int32Array;
}

/** Trains the classifiers on examples, all with a direction or none. Each round starts from numbers of its own. */
export function study(
  examples: readonly Example[],
  { features, classes, recipe, seed }: Studies,
  round: number,
): Learned & { readonly scorer: Scorer } {
  const labelled = examples.filter(({ label }) => label !== NO_CLASS).map(({ text }) => text);
  const learned = fitVocabulary(features, labelled, recipe.weighting);
  const dimensions = examples[0]?.direction?.length ?? 0;
  const lessons = {
    rows: sparseRows(
      examples.map((example) => vectorOf(example, learned)),
      learned.vocabulary.features.length + dimensions,
    ),
    labels: Int32Array.from(examples, ({ label }) => label),
    notLabels: Int32Array.from(examples, ({ notLabel }) => notLabel),
  };
  const random = seededRandom(seed * ROUNDS_OF_A_SEED + round);
  return { ...learned, scorer: trainScorer(lessons, classes.length, recipe.scorer, random) };
}

const ROUNDS_OF_A_SEED = 1000;

function vectorOf({ text, direction }: Example, { vocabulary, columns }: Learned): TextVector {
  const vector = weigh(text, vocabulary, columns);
  return direction === undefined ? vector : joined(vector, direction, vocabulary.features.length);
}
