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

export interface SvmOptions {
  /** The price of a violated margin; more fits the rows closer. */
  readonly cost: number;
  /** Over all rows, at most. */
  readonly passes: number;
  /** A class is done when the projected gradients of a pass lie no further apart. */
  readonly tolerance: number;
}

/**
 * Trains one linear support vector machine per class against all others, with squared hinge loss. A row is read once
 * for all classes, whose weights lie side by side.
 *
 * @returns weights feature by feature, `[width + 1][classes]`; the last row is the bias
 * @see Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM", algorithm 1
 */
export function trainSvm(
  lessons: Lessons,
  classes: number,
  { cost, passes, tolerance }: SvmOptions,
  random: Random,
): Float32Array {
  const learner = startLearner(lessons, classes, cost);
  const order = Int32Array.from(lessons.labels.keys());
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, order.length, random);
    learner.largest.fill(-Infinity);
    learner.smallest.fill(Infinity);
    for (const row of order) visit(learner, lessons, row);
    if (settle(learner, tolerance)) break;
  }
  return weightsOf(learner, lessons.rows.width, classes);
}

interface Learner {
  readonly workspace: Workspace;
  readonly weights: Matrix;
  /** The entries of all rows, each row's followed by the bias; moved from row to row. */
  readonly entries: ChosenRows;
  readonly margins: Floats;
  readonly changes: Floats;
  /** `[rows][classes]` */
  readonly alphas: Float32Array;
  readonly diagonal: number;
  readonly curvatures: Float64Array;
  /** By class, over the pass at hand: the projected gradients' range. */
  readonly largest: Float64Array;
  readonly smallest: Float64Array;
  /** The classes that still learn. */
  open: readonly number[];
}

function startLearner({ rows }: Lessons, classes: number, cost: number): Learner {
  const columns = padded(classes);
  const most = rows.indices.length + rows.count;
  const workspace = openWorkspace((rows.width + 1) * columns + 2 * padded(most) + 2 * columns);
  const diagonal = 0.5 / cost;
  return {
    workspace,
    weights: workspace.matrix(rows.width + 1, columns),
    entries: allEntries(workspace.chosenRows(most), rows),
    margins: workspace.floats(columns),
    changes: workspace.floats(columns),
    alphas: new Float32Array(rows.count * classes),
    diagonal,
    curvatures: squaredNorms(rows).map((norm) => norm + 1 + diagonal),
    largest: new Float64Array(classes),
    smallest: new Float64Array(classes),
    open: [...Array(classes).keys()],
  };
}

/** Solves the row's own coordinate of every open class. */
function visit(learner: Learner, { rows, labels, notLabels }: Lessons, row: number): void {
  const { workspace, weights, margins, changes, alphas, diagonal, curvatures, largest, smallest } = learner;
  const label = labels[row] ?? NO_CLASS;
  learner.entries.from = (rows.starts[row] ?? 0) + row;
  learner.entries.count = (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0) + 1;
  margins.values.fill(0);
  workspace.gather(learner.entries, weights, margins);
  const curvature = curvatures[row] ?? 1;
  const from = row * largest.length;
  let isChanged = false;
  for (const target of learner.open) {
    // What is known only not to be one class says nothing about the others.
    if (label === NO_CLASS && notLabels[row] !== target) continue;
    const side = label === target ? 1 : -1;
    const alpha = alphas[from + target] ?? 0;
    const gradient = side * (margins.values[target] ?? 0) - 1 + alpha * diagonal;
    const violation = alpha === 0 ? Math.min(gradient, 0) : gradient;
    if (violation > (largest[target] ?? 0)) largest[target] = violation;
    if (violation < (smallest[target] ?? 0)) smallest[target] = violation;
    if (Math.abs(violation) < 1e-12) continue;
    const updated = Math.max(alpha - gradient / curvature, 0);
    alphas[from + target] = updated;
    changes.values[target] = (updated - alpha) * side;
    isChanged = true;
  }
  if (!isChanged) return;
  workspace.scatter(learner.entries, weights, changes);
  changes.values.fill(0);
}

function allEntries(entries: ChosenRows, { count, starts, indices, values, width }: SparseRows): ChosenRows {
  for (let row = 0; row < count; row++) {
    const [from = 0, to = 0] = starts.subarray(row, row + 2);
    entries.rows.values.set(indices.subarray(from, to), from + row);
    entries.factors.values.set(values.subarray(from, to), from + row);
    entries.rows.values[to + row] = width;
    entries.factors.values[to + row] = 1;
  }
  return entries;
}

/** Closes the classes that are solved; true when all are. */
function settle(learner: Learner, tolerance: number): boolean {
  const { largest, smallest } = learner;
  learner.open = learner.open.filter(
    (target) => (largest[target] ?? 0) - (smallest[target] ?? 0) > tolerance,
  );
  return learner.open.length === 0;
}

function weightsOf({ weights: { values, columns } }: Learner, width: number, classes: number): Float32Array {
  const byFeature = new Float32Array((width + 1) * classes);
  for (let feature = 0; feature <= width; feature++) {
    byFeature.set(values.subarray(feature * columns, feature * columns + classes), feature * classes);
  }
  return byFeature;
}

function squaredNorms({ count, starts, values }: SparseRows): Float64Array {
  const norms = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k++) sum += (values[k] ?? 0) ** 2;
    norms[row] = sum;
  }
  return norms;
}
