import { isRight, type Prediction, predicted } from "./prediction.ts";

/** Rows of one intent that were wrongly taken for another. */
export interface Confusion {
  readonly intent: string;
  readonly predicted: string;
  readonly n: number;
  /** Up to three of the texts. */
  readonly examples: readonly string[];
}

/** A row that was taken for an intent its label does not allow. */
export interface Mistake {
  readonly text: string;
  readonly intent: string;
  readonly also?: readonly string[];
  readonly predicted: string;
  /** The runner-up; null when the engine names no other. */
  readonly second: string | null;
  /** How sure the engine was of its best guess, 0 to 1. */
  readonly confidence: number;
}

/** How many rows labelled with one intent were taken for another, or for itself. */
export interface MatrixCell {
  readonly intent: string;
  readonly predicted: string;
  readonly n: number;
  /** How many of them are right: all where both are the same, elsewhere those whose label also allows it. */
  readonly right: number;
}

const EXAMPLES_SHOWN = 3;

/** The pairs of intents that were confused, most frequent first. */
export function confusionsAmong(predictions: readonly Prediction[]): readonly Confusion[] {
  const wrong = byPair(predictions.filter((prediction) => !isRight(prediction)));
  return wrong
    .map(({ own, ...pair }) => ({
      ...pair,
      n: own.length,
      examples: own.slice(0, EXAMPLES_SHOWN).map(({ row }) => row.text),
    }))
    .sort((one, other) => other.n - one.n);
}

/** Every wrong row, the surest first: nobody doubts those, so they mislead most. */
export function mistakesAmong(predictions: readonly Prediction[]): readonly Mistake[] {
  return predictions
    .filter((prediction) => !isRight(prediction))
    .map((prediction) => ({
      ...prediction.row,
      predicted: predicted(prediction),
      second: prediction.names[1] ?? null,
      confidence: prediction.confidence,
    }))
    .sort((one, other) => other.confidence - one.confidence);
}

/** The confusion matrix without its empty cells. */
export function matrixOf(predictions: readonly Prediction[]): readonly MatrixCell[] {
  return byPair(predictions).map(({ own, ...pair }) => ({
    ...pair,
    n: own.length,
    right: own.filter(isRight).length,
  }));
}

interface Pair {
  readonly intent: string;
  readonly predicted: string;
  readonly own: Prediction[];
}

function byPair(predictions: readonly Prediction[]): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const prediction of predictions) {
    const { intent } = prediction.row;
    const taken = predicted(prediction);
    const key = `${intent}\n${taken}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, { intent, predicted: taken, own: [prediction] });
    else known.own.push(prediction);
  }
  return [...pairs.values()];
}
