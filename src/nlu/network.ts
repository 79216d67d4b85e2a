import { type Lessons, NO_CLASS } from "./lessons.ts";
import { type Random, shuffle } from "./random.ts";
import type { SparseRows } from "./sparse.ts";

export interface NetworkOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of input features and of hidden units left out while training. */
  readonly inputDropout: number;
  readonly hiddenDropout: number;
}

/** One hidden layer of rectified units. Matrices lie row by row. */
export interface Network {
  readonly hidden: number;
  readonly classes: number;
  /** `[width][hidden]` */
  readonly inputWeights: Float32Array;
  readonly hiddenBias: Float32Array;
  /** `[hidden][classes]` */
  readonly outputWeights: Float32Array;
  readonly outputBias: Float32Array;
}

/** Keeps the first AdaGrad steps from being as large as the rate itself. */
const ADAGRAD_START = 1e-2;

/**
 * Trains a one-hidden-layer network by stochastic gradient descent on the cross entropy, one row at a time.
 * Rows without a class are left out.
 *
 * @see Duchi et al. 2011, "Adaptive Subgradient Methods" (AdaGrad)
 */
export function trainNetwork(
  { rows, labels }: Lessons,
  classes: number,
  options: NetworkOptions,
  random: Random,
): Network {
  const learner = startLearner(rows, classes, options, random);
  const order = labels.map((_, row) => row).filter((row) => labels[row] !== NO_CLASS);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, order.length, random);
    for (const row of order) {
      readRow(learner, rows, row);
      activateUnits(learner);
      computeErrors(learner, labels[row] ?? 0);
      adjustOutput(learner);
      adjustInput(learner);
    }
  }
  const { hidden } = options;
  const { inputWeights, hiddenBias, outputWeights, outputBias } = learner;
  return {
    hidden,
    classes,
    inputWeights: inputWeights.weights,
    hiddenBias: hiddenBias.weights,
    outputWeights: outputWeights.weights,
    outputBias: outputBias.weights,
  };
}

/** Weights and the sum of their squared gradients so far, which slows down those that moved much. */
interface Adaptive {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
}

/** The network while it learns, with the scratch space of the row at hand. */
interface Learner extends NetworkOptions {
  readonly classes: number;
  readonly random: Random;
  readonly inputWeights: Adaptive;
  readonly hiddenBias: Adaptive;
  readonly outputWeights: Adaptive;
  readonly outputBias: Adaptive;
  /** The row's features that dropout left, `[0, kept)`: where their weights start, and their values. */
  kept: number;
  readonly keptFrom: Int32Array;
  readonly keptValues: Float32Array;
  /** The hidden units that fire, `[0, firing)`. */
  firing: number;
  readonly firingUnits: Int32Array;
  readonly units: Float32Array;
  /** By class: probability minus truth. */
  readonly errors: Float32Array;
  readonly unitErrors: Float32Array;
}

function startLearner(rows: SparseRows, classes: number, options: NetworkOptions, random: Random): Learner {
  const { hidden } = options;
  const longest = longestRow(rows);
  return {
    ...options,
    classes,
    random,
    inputWeights: adaptive(rows.width * hidden, 0.1, random),
    hiddenBias: adaptive(hidden, 0, random),
    outputWeights: adaptive(hidden * classes, Math.sqrt(6 / (hidden + classes)), random),
    outputBias: adaptive(classes, 0, random),
    kept: 0,
    keptFrom: new Int32Array(longest),
    keptValues: new Float32Array(longest),
    firing: 0,
    firingUnits: new Int32Array(hidden),
    units: new Float32Array(hidden),
    errors: new Float32Array(classes),
    unitErrors: new Float32Array(hidden),
  };
}

function adaptive(length: number, bound: number, random: Random): Adaptive {
  const weights = new Float32Array(length);
  if (bound > 0) for (let at = 0; at < length; at++) weights[at] = (random() * 2 - 1) * bound;
  return { weights, squares: new Float32Array(length).fill(ADAGRAD_START) };
}

function longestRow({ count, starts }: SparseRows): number {
  let longest = 0;
  for (let row = 0; row < count; row++) {
    longest = Math.max(longest, (starts[row + 1] ?? 0) - (starts[row] ?? 0));
  }
  return longest;
}

function readRow(learner: Learner, { starts, indices, values }: SparseRows, row: number): void {
  const { hidden, inputDropout, random, keptFrom, keptValues } = learner;
  const scale = 1 / (1 - inputDropout);
  let kept = 0;
  for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k++) {
    if (random() < inputDropout) continue;
    keptFrom[kept] = (indices[k] ?? 0) * hidden;
    keptValues[kept] = (values[k] ?? 0) * scale;
    kept++;
  }
  learner.kept = kept;
}

function activateUnits(learner: Learner): void {
  const { hidden, hiddenDropout, random, kept, keptFrom, keptValues, units, firingUnits } = learner;
  const { weights } = learner.inputWeights;
  units.set(learner.hiddenBias.weights);
  for (let k = 0; k < kept; k++) {
    const from = keptFrom[k] ?? 0;
    const value = keptValues[k] ?? 0;
    for (let h = 0; h < hidden; h++) units[h] = (units[h] ?? 0) + (weights[from + h] ?? 0) * value;
  }
  const scale = 1 / (1 - hiddenDropout);
  let firing = 0;
  for (let h = 0; h < hidden; h++) {
    const unit = units[h] ?? 0;
    if (unit <= 0 || random() < hiddenDropout) continue;
    units[h] = unit * scale;
    firingUnits[firing++] = h;
  }
  learner.firing = firing;
}

/** The gradient of the cross entropy by class score: probability minus truth. */
function computeErrors(
  { classes, firing, firingUnits, units, outputWeights, outputBias, errors }: Learner,
  label: number,
): void {
  const { weights } = outputWeights;
  errors.set(outputBias.weights);
  for (let f = 0; f < firing; f++) {
    const h = firingUnits[f] ?? 0;
    const unit = units[h] ?? 0;
    const from = h * classes;
    for (let c = 0; c < classes; c++) errors[c] = (errors[c] ?? 0) + (weights[from + c] ?? 0) * unit;
  }
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, errors[c] ?? 0);
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    const power = Math.exp((errors[c] ?? 0) - largest);
    errors[c] = power;
    sum += power;
  }
  for (let c = 0; c < classes; c++) errors[c] = (errors[c] ?? 0) / sum - (c === label ? 1 : 0);
}

/** Moves the output weights, and hands each firing unit its share of the errors. */
function adjustOutput(learner: Learner): void {
  const { classes, rate, hiddenDropout, firing, firingUnits, units, errors, unitErrors } = learner;
  const { outputWeights, outputBias, hiddenBias } = learner;
  const scale = 1 / (1 - hiddenDropout);
  for (let c = 0; c < classes; c++) step(outputBias, c, errors[c] ?? 0, rate);
  for (let f = 0; f < firing; f++) {
    const h = firingUnits[f] ?? 0;
    const unit = units[h] ?? 0;
    const from = h * classes;
    let unitError = 0;
    for (let c = 0; c < classes; c++) {
      const error = errors[c] ?? 0;
      unitError += (outputWeights.weights[from + c] ?? 0) * error;
      step(outputWeights, from + c, error * unit, rate);
    }
    unitErrors[h] = unitError * scale;
    step(hiddenBias, h, unitError * scale, rate);
  }
}

function adjustInput({
  rate,
  kept,
  keptFrom,
  keptValues,
  firing,
  firingUnits,
  unitErrors,
  inputWeights,
}: Learner): void {
  for (let k = 0; k < kept; k++) {
    const from = keptFrom[k] ?? 0;
    const value = keptValues[k] ?? 0;
    for (let f = 0; f < firing; f++) {
      const h = firingUnits[f] ?? 0;
      step(inputWeights, from + h, (unitErrors[h] ?? 0) * value, rate);
    }
  }
}

function step({ weights, squares }: Adaptive, at: number, gradient: number, rate: number): void {
  const sum = (squares[at] ?? 0) + gradient * gradient;
  squares[at] = sum;
  weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(sum);
}
