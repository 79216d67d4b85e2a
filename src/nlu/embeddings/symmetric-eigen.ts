/** Sweeps over all pairs; a matrix of a hundred rows is diagonal to the last bit after fewer. */
const MOST_SWEEPS = 30;

const SMALL = 1e-22;

/**
 * The eigenvalues of a symmetric matrix, largest first, and their vectors of length 1.
 *
 * @param matrix row by row, shape `[size][size]`
 * @returns vectors row by row, shape `[size][size]`, one for each value
 * @see Golub and Van Loan, "Matrix Computations", §8.5 (cyclic Jacobi)
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
): { readonly values: readonly number[]; readonly vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let at = 0; at < size; at++) v[at * size + at] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, size) > SMALL; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = [...Array(size).keys()].sort(
    (one, other) => (a[other * size + other] ?? 0) - (a[one * size + one] ?? 0) || one - other,
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => vectors.set(v.subarray(from * size, (from + 1) * size), to * size));
  return { values: order.map((at) => a[at * size + at] ?? 0), vectors };
}

/** The squares beside the diagonal as a share of those on it. */
function offDiagonal(a: Float64Array, size: number): number {
  let beside = 0;
  let on = 0;
  a.forEach((cell, at) => {
    if (at % (size + 1) === 0) on += cell * cell;
    else beside += cell * cell;
  });
  return on === 0 ? 0 : beside / on;
}

/** Turns the plane of rows p and q so that their cell becomes zero; `v` collects the turns, vectors as its rows. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const cell = a[p * size + q] ?? 0;
  if (cell === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * cell);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(v, p * size + k, q * size + k, c, s);
}

function turn(cells: Float64Array, one: number, other: number, c: number, s: number): void {
  const x = cells[one] ?? 0;
  const y = cells[other] ?? 0;
  cells[one] = c * x - s * y;
  cells[other] = s * x + c * y;
}
