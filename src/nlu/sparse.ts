/** The entries of a vector that are not zero: `indices` ascending, `values` beside them. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** The Euclidean length. */
export function lengthOf({ values }: SparseVector): number {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
}

/** Rows of sparse vectors laid end to end: row `r` occupies `[starts[r], starts[r + 1])`. */
export interface SparseRows {
  readonly count: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

export function sparseRows(vectors: readonly SparseVector[], width: number): SparseRows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, row) => {
    starts[row + 1] = (starts[row] ?? 0) + vector.indices.length;
  });
  const size = starts[vectors.length] ?? 0;
  const indices = new Int32Array(size);
  const values = new Float32Array(size);
  vectors.forEach((vector, row) => {
    indices.set(vector.indices, starts[row]);
    values.set(vector.values, starts[row]);
  });
  return { count: vectors.length, width, starts, indices, values };
}
