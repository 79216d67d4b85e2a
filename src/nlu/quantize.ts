/** A matrix in eighth its size: each cell an int8, to be multiplied by its column's scale. */
export interface QuantizedMatrix {
  readonly columns: number;
  readonly cells: Int8Array;
  readonly scales: Float32Array;
}

const LARGEST = 127;

/** Rounds a matrix, laid row by row, to int8 with one scale per column. */
export function quantize(matrix: Float32Array, columns: number): QuantizedMatrix {
  const scales = new Float32Array(columns);
  const cells = new Int8Array(matrix.length);
  for (let from = 0; from < matrix.length; from += columns) {
    for (let column = 0; column < columns; column++) {
      const needed = Math.abs(matrix[from + column] ?? 0) / LARGEST;
      if (needed > (scales[column] ?? 0)) scales[column] = needed;
    }
  }
  for (let from = 0; from < matrix.length; from += columns) {
    for (let column = 0; column < columns; column++) {
      const scale = scales[column] ?? 0;
      cells[from + column] = scale === 0 ? 0 : Math.round((matrix[from + column] ?? 0) / scale);
    }
  }
  return { columns, cells, scales };
}
