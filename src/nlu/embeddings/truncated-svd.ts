import type { Random } from "../random.ts";
import {
  type ChosenRows,
  type Floats,
  type Matrix,
  openWorkspace,
  type Workspace,
} from "../row-math/row-math.ts";
import type { SparseRows } from "../sparse.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** Directions drawn beyond those wanted, and how often the matrix is applied to them: both sharpen the last ones. */
const OVERSAMPLING = 16;
const POWER_ROUNDS = 2;

/**
 * Each row's place along the directions in which a matrix varies most, each direction scaled by the root of its
 * strength.
 *
 * @param dimensions a multiple of four
 * @returns shape `[rows.count][dimensions]`
 * @see Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness", algorithm 5.1
 */
export function truncatedSvd(rows: SparseRows, dimensions: number, random: Random): Float32Array {
  const columns = dimensions + OVERSAMPLING;
  const entries = rows.indices.length;
  const workspace = openWorkspace(2 * (entries + 4) + (rows.count + rows.width) * columns + 4 * columns);
  const sketch: Sketch = {
    rows,
    workspace,
    entries: workspace.chosenRows(entries),
    left: workspace.matrix(rows.count, columns),
    right: workspace.matrix(rows.width, columns),
    sums: workspace.floats(columns),
  };
  sketch.entries.rows.values.set(rows.indices);
  sketch.entries.factors.values.set(rows.values);
  const { left, right } = sketch;
  for (let at = 0; at < right.values.length; at++) right.values[at] = random() * 2 - 1;
  applyMatrix(sketch);
  for (let round = 0; round < POWER_ROUNDS; round++) {
    orthonormalize(left);
    applyTransposed(sketch);
    orthonormalize(right);
    applyMatrix(sketch);
  }
  orthonormalize(left);
  applyTransposed(sketch);
  return placesAlong(left, right, dimensions);
}

interface Sketch {
  readonly rows: SparseRows;
  readonly workspace: Workspace;
  readonly entries: ChosenRows;
  /** `[rows.count][columns]` */
  readonly left: Matrix;
  /** `[rows.width][columns]` */
  readonly right: Matrix;
  readonly sums: Floats;
}

function chooseRow({ entries, rows: { starts } }: Sketch, row: number): void {
  entries.from = starts[row] ?? 0;
  entries.count = (starts[row + 1] ?? 0) - entries.from;
}

/** left = matrix · right */
function applyMatrix(sketch: Sketch): void {
  const { rows, workspace, left, right, sums } = sketch;
  for (let row = 0; row < rows.count; row++) {
    chooseRow(sketch, row);
    sums.values.fill(0);
    workspace.gather(sketch.entries, right, sums);
    left.values.set(sums.values, row * left.columns);
  }
}

/** right = transposed matrix · left */
function applyTransposed(sketch: Sketch): void {
  const { rows, workspace, left, right, sums } = sketch;
  right.values.fill(0);
  for (let row = 0; row < rows.count; row++) {
    chooseRow(sketch, row);
    sums.values.set(left.values.subarray(row * left.columns, (row + 1) * left.columns));
    workspace.scatter(sketch.entries, right, sums);
  }
}

/** Modified Gram-Schmidt on the columns; one that adds nothing becomes zero. */
function orthonormalize({ values, columns }: Matrix): void {
  for (let column = 0; column < columns; column++) {
    for (let before = 0; before < column; before++) {
      const overlap = columnProduct(values, columns, column, before);
      for (let at = 0; at < values.length; at += columns) {
        values[at + column] = (values[at + column] ?? 0) - overlap * (values[at + before] ?? 0);
      }
    }
    const length = Math.sqrt(columnProduct(values, columns, column, column));
    const scale = length > 1e-6 ? 1 / length : 0;
    for (let at = column; at < values.length; at += columns) values[at] = (values[at] ?? 0) * scale;
  }
}

function columnProduct(values: Float32Array, columns: number, one: number, other: number): number {
  let product = 0;
  for (let at = 0; at < values.length; at += columns) {
    product += (values[at + one] ?? 0) * (values[at + other] ?? 0);
  }
  return product;
}

/** From an orthonormal basis `left` and `right` = transposed matrix · basis. */
function placesAlong(left: Matrix, right: Matrix, dimensions: number): Float32Array {
  const { columns } = left;
  const gram = new Float64Array(columns * columns);
  for (let one = 0; one < columns; one++) {
    for (let other = one; other < columns; other++) {
      const product = columnProduct(right.values, columns, one, other);
      gram[one * columns + other] = product;
      gram[other * columns + one] = product;
    }
  }
  const { values, vectors } = symmetricEigen(gram, columns);
  const rows = left.values.length / columns;
  const places = new Float32Array(rows * dimensions);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    // Eigenvalues are squared singular values, and each direction counts by the root of its singular value.
    const scale = Math.max(0, values[dimension] ?? 0) ** 0.25;
    const direction = vectors.subarray(dimension * columns, (dimension + 1) * columns);
    for (let row = 0; row < rows; row++) {
      let place = 0;
      for (let c = 0; c < columns; c++) place += (left.values[row * columns + c] ?? 0) * (direction[c] ?? 0);
      places[row * dimensions + dimension] = place * scale;
    }
  }
  return places;
}
