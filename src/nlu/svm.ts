import { type Lessons, NO_CLASS } from "./lessons.ts";
import { type Random, shuffle } from "./random.ts";
import type { SparseRows } from "./sparse.ts";

export interface SvmOptions {
  /** Cost of a violated margin; larger fits the rows closer. */
  readonly cost: number;
  /** Most passes over the rows for one class. */
  readonly passes: number;
  /** The spread of violations at which a class counts as solved. */
  readonly tolerance: number;
}

/**
 * Trains one linear support vector machine per class against all others, with squared hinge loss.
 *
 * @returns weights feature by feature, `[width + 1][classes]`; the last row is the bias
 * @see Hsieh et al. 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM", algorithm 3
 */
export function trainSvm(
  lessons: Lessons,
  classes: number,
  options: SvmOptions,
  random: Random,
): Float32Array {
  const byFeature = new Float32Array((lessons.rows.width + 1) * classes);
  for (let target = 0; target < classes; target++) {
    const weights = separate(lessons, target, options, random);
    weights.forEach((weight, feature) => {
      byFeature[feature * classes + target] = weight;
    });
  }
  return byFeature;
}

/** The hyperplane between one class and the rest; the last weight is the bias. */
function separate(
  { rows, labels, notLabels, importance }: Lessons,
  target: number,
  { cost, passes, tolerance }: SvmOptions,
  random: Random,
): Float64Array {
  const { count, width, starts, indices, values } = rows;
  const weights = new Float64Array(width + 1);
  const alphas = new Float64Array(count);
  // What is known only not to be another class says nothing about this one.
  const order = labels.map((_, row) => row).filter((row) => isLabelled(row) || notLabels[row] === target);
  const diagonals = Float64Array.from(importance, (factor) => 0.5 / (cost * factor));
  const curvatures = squaredNorms(rows).map((norm, row) => norm + 1 + (diagonals[row] ?? 0));

  // Rows far on their own side keep alpha 0; they are set aside until the others are solved ("shrinking").
  let active = order.length;
  let shrinkAbove = Infinity;
  for (let pass = 0; pass < passes; pass++) {
    let largest = -Infinity;
    let smallest = Infinity;
    shuffle(order, active, random);
    for (let at = 0; at < active; at++) {
      const row = order[at] ?? 0;
      const side = labels[row] === target ? 1 : -1;
      const from = starts[row] ?? 0;
      const to = starts[row + 1] ?? 0;
      let score = weights[width] ?? 0;
      for (let k = from; k < to; k++) score += (weights[indices[k] ?? 0] ?? 0) * (values[k] ?? 0);
      const alpha = alphas[row] ?? 0;
      const gradient = side * score - 1 + alpha * (diagonals[row] ?? 0);
      if (alpha === 0 && gradient > shrinkAbove) {
        active--;
        order[at] = order[active] ?? 0;
        order[active] = row;
        at--;
        continue;
      }
      const violation = alpha === 0 ? Math.min(gradient, 0) : gradient;
      if (violation > largest) largest = violation;
      if (violation < smallest) smallest = violation;
      if (Math.abs(violation) < 1e-12) continue;
      const updated = Math.max(alpha - gradient / (curvatures[row] ?? 1), 0);
      const step = (updated - alpha) * side;
      alphas[row] = updated;
      for (let k = from; k < to; k++) {
        const feature = indices[k] ?? 0;
        weights[feature] = (weights[feature] ?? 0) + step * (values[k] ?? 0);
      }
      weights[width] = (weights[width] ?? 0) + step;
    }
    const solved = largest - smallest <= tolerance;
    if (solved && active === order.length) break;
    if (solved) active = order.length;
    shrinkAbove = solved || largest <= 0 ? Infinity : largest;
  }
  return weights;

  function isLabelled(row: number): boolean {
    return labels[row] !== NO_CLASS;
  }
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
