import { type SparseRows, type SparseVector, sparseRows } from "../sparse.ts";

/** Above 0.75 frequent contexts crowd out the telling ones. See Levy et al. 2015, "Improving Distributional Similarity". */
const CONTEXT_SMOOTHING = 0.75;

/**
 * How much more often two features stand in one text than chance would have it: the logarithm of the ratio, where it is
 * positive.
 *
 * @param texts    the different features of each text, as numbers below `features`
 * @param features how many features there are; the rows
 * @param contexts how many of them, from 0 up, count as company; the columns
 */
export function positiveMutualInformation(
  texts: readonly Int32Array[],
  features: number,
  contexts: number,
): SparseRows {
  const together = new Float32Array(features * contexts);
  for (const ids of texts) {
    const company = ids.filter((id) => id < contexts);
    for (const id of ids) {
      for (const other of company) {
        if (other !== id) together[id * contexts + other] = (together[id * contexts + other] ?? 0) + 1;
      }
    }
  }
  const ofFeature = new Float64Array(features);
  const ofContext = new Float64Array(contexts);
  for (let feature = 0; feature < features; feature++) {
    for (let context = 0; context < contexts; context++) {
      const count = together[feature * contexts + context] ?? 0;
      ofFeature[feature] = (ofFeature[feature] ?? 0) + count;
      ofContext[context] = (ofContext[context] ?? 0) + count;
    }
  }
  const smoothed = ofContext.map((count) => count ** CONTEXT_SMOOTHING);
  const total = smoothed.reduce((sum, count) => sum + count, 0);
  const rows = Array.from({ length: features }, (_, feature) => {
    const counts = together.subarray(feature * contexts, (feature + 1) * contexts);
    return informativeEntries(
      counts,
      (context) => ((ofFeature[feature] ?? 0) * (smoothed[context] ?? 0)) / total,
    );
  });
  return sparseRows(rows, contexts);
}

function informativeEntries(counts: Float32Array, expected: (context: number) => number): SparseVector {
  const indices: number[] = [];
  const values: number[] = [];
  counts.forEach((count, context) => {
    if (count === 0) return;
    const information = Math.log(count / expected(context));
    if (information <= 0) return;
    indices.push(context);
    values.push(information);
  });
  return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
}
