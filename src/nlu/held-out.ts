import type { HeldOut } from "./calibration.ts";
import { joined } from "./embeddings/embeddings.ts";
import { NO_CLASS } from "./lessons.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { Recipe } from "./recipe.ts";
import { type Scorer, score, trainScorer } from "./scorer.ts";
import { type SparseVector, sparseRows } from "./sparse.ts";
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
  /** Where messages lie that nobody labelled, for examples with a direction. */
  readonly places?: readonly Float32Array[];
}

/** Scores the utterances of the folds from one up to another, each with classifiers that never saw it. */
export function holdOut(
  examples: readonly Example[],
  studies: Studies,
  folds: { readonly from: number; readonly to: number },
  onRound: (round: number) => void = () => {},
): readonly HeldOut[] {
  const { recipe, seed } = studies;
  const utterances = examples.filter(({ label }) => label !== NO_CLASS);
  const negatives = examples.filter(({ label }) => label === NO_CLASS);
  const order = Int32Array.from(utterances.keys());
  shuffle(order, order.length, seededRandom(seed));
  const heldOut: HeldOut[] = [];
  for (let fold = folds.from; fold < folds.to; fold++) {
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

/**
 * Trains the classifiers on examples, all with a direction or none. Each round starts from numbers of its own. Given
 * places of messages, they name these and are trained again on both.
 *
 * @see Scudder 1965, "Probability of Error of Some Adaptive Pattern-Recognition Machines" (self-training)
 */
export function study(
  examples: readonly Example[],
  { features, classes, recipe, seed, places = [] }: Studies,
  round: number,
): Learned & { readonly scorer: Scorer } {
  const labelled = examples.filter(({ label }) => label !== NO_CLASS).map(({ text }) => text);
  const learned = fitVocabulary(features, labelled, recipe.weighting);
  const known = examples.map((example): Lesson => ({ ...example, vector: vectorOf(example, learned) }));
  const width = learned.vocabulary.features.length;
  const random = seededRandom(seed * ROUNDS_OF_A_SEED + round);
  const trainOn = (lessons: readonly Lesson[]): Scorer =>
    trainScorer(
      {
        rows: sparseRows(
          lessons.map(({ vector }) => vector),
          width + (examples[0]?.direction?.length ?? 0),
        ),
        labels: Int32Array.from(lessons, ({ label }) => label),
        notLabels: Int32Array.from(lessons, ({ notLabel }) => notLabel),
      },
      classes.length,
      recipe.scorer,
      random,
    );
  const scorer = trainOn(known);
  if (places.length === 0) return { ...learned, scorer };
  const named = places.map((place): Lesson => {
    const vector = joined(NOTHING_KNOWN, place, width);
    // However unsure: leaving out what is named below 0.3 gave half the gain away, below 0.5 all of it.
    return { vector, label: likeliest(score(scorer, vector)), notLabel: NO_CLASS };
  });
  return { ...learned, scorer: trainOn([...known, ...named]) };
}

interface Lesson {
  readonly vector: SparseVector;
  readonly label: number;
  readonly notLabel: number;
}

/** A place has a direction and no feature. */
const NOTHING_KNOWN: TextVector = { indices: new Int32Array(), values: new Float32Array(), familiar: 0 };

/** The class of the highest probability. */
export function likeliest(probabilities: Float64Array): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

const ROUNDS_OF_A_SEED = 1000;

function vectorOf({ text, direction }: Example, { vocabulary, columns }: Learned): TextVector {
  const vector = weigh(text, vocabulary, columns);
  return direction === undefined ? vector : joined(vector, direction, vocabulary.features.length);
}
