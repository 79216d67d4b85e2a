import { ROW_MATH } from "./row-math-binary.ts";

/** Float32 cells of a workspace: a view, and the address that the arithmetic knows them by. */
export interface Floats {
  readonly at: number;
  readonly values: Float32Array;
}

/** The same for whole numbers. */
export interface Ints {
  readonly at: number;
  readonly values: Int32Array;
}

/** Cells row by row, `[rows][columns]`; columns are a multiple of four. */
export interface Matrix extends Floats {
  readonly columns: number;
}

/** Some rows of a matrix and what each is multiplied by: of both lists, `[from, from + count)`. */
export interface ChosenRows {
  readonly rows: Ints;
  readonly factors: Floats;
  from: number;
  count: number;
}

/**
 * Memory of fixed size, and arithmetic on it that takes four cells in one instruction. IEEE 754 fixes every result, so
 * that any machine learns the same weights.
 */
export interface Workspace {
  floats(length: number): Floats;
  matrix(rows: number, columns: number): Matrix;
  chosenRows(most: number): ChosenRows;
  /** Adds the chosen rows, each times its factor, to `sums`, shape `[columns]`. */
  gather(chosen: ChosenRows, matrix: Matrix, sums: Floats): void;
  /** Adds `changes`, shape `[columns]`, times each row's factor to the chosen rows. */
  scatter(chosen: ChosenRows, matrix: Matrix, changes: Floats): void;
  /** Writes the dot product of each chosen row, factor aside, with `vector` to `products`, shape `[count]`. */
  multiply(chosen: ChosenRows, matrix: Matrix, vector: Floats, products: Floats): void;
  /**
   * Moves the chosen rows against the gradient `errors` times each row's factor. `squares`, of the matrix's shape, holds
   * the sum of the squared gradients so far and slows down the cells that moved much.
   *
   * @see Duchi et al. 2011, "Adaptive Subgradient Methods" (AdaGrad)
   */
  descend(chosen: ChosenRows, matrix: Matrix, squares: Matrix, errors: Floats, rate: number): void;
}

interface Arithmetic {
  gather(rows: number, factors: number, count: number, matrix: number, columns: number, sums: number): void;
  scatter(
    rows: number,
    factors: number,
    count: number,
    matrix: number,
    columns: number,
    changes: number,
  ): void;
  multiply(
    rows: number,
    count: number,
    matrix: number,
    columns: number,
    vector: number,
    products: number,
  ): void;
  descend(
    rows: number,
    factors: number,
    count: number,
    matrix: number,
    squares: number,
    columns: number,
    errors: number,
    rate: number,
  ): void;
}

const PAGE_BYTES = 65_536;
const CELL_BYTES = 4;
const LANES = 4;

/** Up to the next multiple of what one instruction takes. */
export function padded(columns: number): number {
  return Math.ceil(columns / LANES) * LANES;
}

/**
 * Opens a workspace.
 *
 * @param cells room for so many numbers in all, each array's length rounded up by `padded`
 */
export function openWorkspace(cells: number): Workspace {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((cells * CELL_BYTES) / PAGE_BYTES) });
  const arithmetic = arithmeticOn(memory);
  let next = 0;
  const reserve = (length: number): number => {
    const at = next;
    next += padded(length) * CELL_BYTES;
    if (next > memory.buffer.byteLength) throw new RangeError("this is a bug in the caller's count of cells");
    return at;
  };
  const floats = (length: number): Floats => {
    const at = reserve(length);
    return { at, values: new Float32Array(memory.buffer, at, length) };
  };

  return {
    floats,
    matrix: (rows, columns) => ({ ...floats(rows * columns), columns }),
    chosenRows(most) {
      const at = reserve(most);
      return {
        rows: { at, values: new Int32Array(memory.buffer, at, most) },
        factors: floats(most),
        from: 0,
        count: 0,
      };
    },
    gather({ rows, factors, from, count }, matrix, sums) {
      arithmetic.gather(cell(rows, from), cell(factors, from), count, matrix.at, matrix.columns, sums.at);
    },
    scatter({ rows, factors, from, count }, matrix, changes) {
      arithmetic.scatter(cell(rows, from), cell(factors, from), count, matrix.at, matrix.columns, changes.at);
    },
    multiply({ rows, from, count }, matrix, vector, products) {
      arithmetic.multiply(cell(rows, from), count, matrix.at, matrix.columns, vector.at, products.at);
    },
    descend({ rows, factors, count }, matrix, squares, errors, rate) {
      arithmetic.descend(rows.at, factors.at, count, matrix.at, squares.at, matrix.columns, errors.at, rate);
    },
  };
}

function cell({ at }: { readonly at: number }, place: number): number {
  return at + place * CELL_BYTES;
}

let compiled: WebAssembly.Module | undefined;

function arithmeticOn(memory: WebAssembly.Memory): Arithmetic {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(ROW_MATH), (byte) => byte.charCodeAt(0)));
  const { exports }: { readonly exports: unknown } = new WebAssembly.Instance(compiled, { row: { memory } });
  if (!isArithmetic(exports))
    throw new Error("this is a bug in row-math.wat: it does not export its functions");
  return exports;
}

function isArithmetic(exports: unknown): exports is Arithmetic {
  const functions = ["gather", "scatter", "multiply", "descend"];
  return (
    typeof exports === "object" &&
    exports !== null &&
    functions.every((name) => typeof Reflect.get(exports, name) === "function")
  );
}
