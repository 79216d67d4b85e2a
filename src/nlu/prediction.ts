import { NONE } from "../kernel/understanding.ts";

/** A labelled line: the intent that is right, and others that would be right too. */
export interface EvaluationRow {
  readonly text: string;
  readonly intent: string;
  readonly also?: readonly string[];
}

/** What an engine makes of a text: intent names, best first, and how sure it is of the first. */
export interface Ranking {
  readonly names: readonly string[];
  readonly confidence: number;
  /** Higher is further out of scope, on any scale of the engine's; left out when it has no such score. */
  readonly outOfScope?: number;
}

/** What one row came out as. */
export interface Prediction extends Ranking {
  readonly row: EvaluationRow;
  readonly latencyMs: number;
}

/** Rows asked once beforehand: a server is warm, and a process compiles its code at the first questions. */
export const WARM_UP_ROWS = 200;

export function predictionFor(
  row: EvaluationRow,
  rank: (text: string) => Ranking,
  now: () => number,
): Prediction {
  const before = now();
  const ranking = rank(row.text);
  return { row, latencyMs: now() - before, ...ranking };
}

/** The intent a row was taken for. */
export function predicted({ names }: Prediction): string {
  return names[0] ?? NONE;
}

/** Whether the prediction is the row's intent, or one that its label also allows. */
export function isRight(prediction: Prediction): boolean {
  return isRightFor(prediction.row, predicted(prediction));
}

export function isRightFor({ intent, also }: EvaluationRow, name: string): boolean {
  return name === intent || (also?.includes(name) ?? false);
}
