import type { SparseRows } from "./sparse.ts";

/** The label of a row that is known only not to be some class. */
export const NO_CLASS = -1;

/** What the classifiers learn from: rows side by side with their class. */
export interface Lessons {
  readonly rows: SparseRows;
  /** The class of each row, or `NO_CLASS`. */
  readonly labels: Int32Array;
  /** For a row without a class, the one class it is known not to be. */
  readonly notLabels: Int32Array;
}
