import { type Lessons, NO_CLASS } from "./lessons.ts";
import { type Random, shuffle } from "./random.ts";
import {
  type ChosenRows,
  type Floats,
  type Matrix,
  openWorkspace,
  padded,
  type Workspace,
} from "./row-math/row-math.ts";
import type { SparseRows } from "./sparse.ts";

export interface NetworkOptions {
  /** A multiple of four. */
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

const LARGEST_FIRST_WEIGHT = 0.1;

/**
 * Trains a one-hidden-layer network by stochastic gradient descent on the cross entropy, one row at a time.
 * Rows without a class are left out.
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
      adjustWeights(learner);
    }
  }
  return finished(learner, rows.width, classes);
}

/** Weights, the bias as their last row, and the sum of their squared gradients so far. */
interface Layer {
  readonly weights: Matrix;
  readonly squares: Matrix;
}

/** The network while it learns, with the scratch space of the row at hand. */
interface Learner extends NetworkOptions {
  readonly classes: number;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly input: Layer;
  readonly output: Layer;
  /** The row's features that dropout left, and the bias. */
  readonly kept: ChosenRows;
  readonly units: Floats;
  /** The hidden units that fire with their strength, and the bias. */
  readonly firing: ChosenRows;
  /** By class: score, then probability minus truth. */
  readonly errors: Floats;
  /** By place in `firing`. */
  readonly firingErrors: Floats;
  readonly unitErrors: Floats;
}

function startLearner(rows: SparseRows, classes: number, options: NetworkOptions, random: Random): Learner {
  const { hidden } = options;
  const { width } = rows;
  const longest = longestRow(rows) + 1;
  const columns = padded(classes);
  const workspace = openWorkspace(
    2 * hidden * (width + 1) + 2 * columns * (hidden + 1) + 2 * padded(longest) + 5 * (hidden + 4) + columns,
  );
  const input = layer(workspace, width + 1, hidden);
  fillRandomly(input.weights.values.subarray(0, width * hidden), LARGEST_FIRST_WEIGHT, random);
  const output = layer(workspace, hidden + 1, columns);
  const bound = Math.sqrt(6 / (hidden + classes));
  for (let h = 0; h < hidden; h++) {
    fillRandomly(output.weights.values.subarray(h * columns, h * columns + classes), bound, random);
  }
  return {
    ...options,
    classes,
    random,
    workspace,
    input,
    output,
    kept: workspace.chosenRows(longest),
    units: workspace.floats(hidden),
    firing: workspace.chosenRows(hidden + 1),
    errors: workspace.floats(columns),
    firingErrors: workspace.floats(hidden + 1),
    unitErrors: workspace.floats(hidden),
  };
}

function layer(workspace: Workspace, rows: number, columns: number): Layer {
  const weights = workspace.matrix(rows, columns);
  const squares = workspace.matrix(rows, columns);
  squares.values.fill(ADAGRAD_START);
  return { weights, squares };
}

function fillRandomly(weights: Float32Array, bound: number, random: Random): void {
  for (let at = 0; at < weights.length; at++) weights[at] = (random() * 2 - 1) * bound;
}

function longestRow({ count, starts }: SparseRows): number {
  let longest = 0;
  for (let row = 0; row < count; row++) {
    longest = Math.max(longest, (starts[row + 1] ?? 0) - (starts[row] ?? 0));
  }
  return longest;
}

function readRow({ kept, inputDropout, random }: Learner, rows: SparseRows, row: number): void {
  const { starts, indices, values, width } = rows;
  const scale = 1 / (1 - inputDropout);
  kept.count = 0;
  for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k++) {
    if (random() >= inputDropout) choose(kept, indices[k] ?? 0, (values[k] ?? 0) * scale);
  }
  choose(kept, width, 1);
}

function choose(chosen: ChosenRows, row: number, factor: number): void {
  chosen.rows.values[chosen.count] = row;
  chosen.factors.values[chosen.count] = factor;
  chosen.count++;
}

function activateUnits({
  workspace,
  input,
  kept,
  units,
  firing,
  hidden,
  hiddenDropout,
  random,
}: Learner): void {
  units.values.fill(0);
  workspace.gather(kept, input.weights, units);
  const scale = 1 / (1 - hiddenDropout);
  firing.count = 0;
  for (let h = 0; h < hidden; h++) {
    const unit = units.values[h] ?? 0;
    if (unit > 0 && random() >= hiddenDropout) choose(firing, h, unit * scale);
  }
  choose(firing, hidden, 1);
}

/** The gradient of the cross entropy by class score: probability minus truth. */
function computeErrors(
  { workspace, output, firing, errors: { at, values }, classes }: Learner,
  label: number,
): void {
  values.fill(0);
  workspace.gather(firing, output.weights, { at, values });
  let largest = -Infinity;
  for (let c = 0; c < classes; c++) largest = Math.max(largest, values[c] ?? 0);
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    const power = Math.exp((values[c] ?? 0) - largest);
    values[c] = power;
    sum += power;
  }
  for (let c = 0; c < classes; c++) values[c] = (values[c] ?? 0) / sum - (c === label ? 1 : 0);
}

/** Hands each firing unit its share of the errors, then moves both layers. */
function adjustWeights(learner: Learner): void {
  const { workspace, input, output, kept, firing, errors, firingErrors, unitErrors, rate, hiddenDropout } =
    learner;
  workspace.multiply(firing, output.weights, errors, firingErrors);
  workspace.descend(firing, output.weights, output.squares, errors, rate);
  const scale = 1 / (1 - hiddenDropout);
  unitErrors.values.fill(0);
  // The last of the firing rows is the bias, which has no unit.
  for (let f = 0; f < firing.count - 1; f++) {
    unitErrors.values[firing.rows.values[f] ?? 0] = (firingErrors.values[f] ?? 0) * scale;
  }
  workspace.descend(kept, input.weights, input.squares, unitErrors, rate);
}

function finished({ hidden, input, output }: Learner, width: number, classes: number): Network {
  const { values, columns } = output.weights;
  const outputRow = (h: number) => values.subarray(h * columns, h * columns + classes);
  const outputWeights = new Float32Array(hidden * classes);
  for (let h = 0; h < hidden; h++) outputWeights.set(outputRow(h), h * classes);
  return {
    hidden,
    classes,
    inputWeights: input.weights.values.slice(0, width * hidden),
    hiddenBias: input.weights.values.slice(width * hidden),
    outputWeights,
    outputBias: outputRow(hidden).slice(),
  };
}
