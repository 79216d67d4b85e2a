import type { Evaluation } from "../nlu/index.ts";
import { evaluationTable } from "./evaluation-table.ts";
import { measuredAt, type OutputOptions, writePage } from "./html-page.ts";
import { print, printJson } from "./print.ts";
import { evaluationPage } from "./report/evaluation-page.ts";
import type { Fact } from "./report/page.ts";

export interface Measured {
  readonly evaluation: Evaluation;
  readonly title: string;
  /** What was measured, as names and values. */
  readonly facts: readonly Fact[];
  /** How many of the rows stand among the utterances; left out where that is not asked. */
  readonly leaked?: number;
  /** What the terminal is told before the table. */
  readonly lines?: readonly string[];
}

/** Shows an evaluation as it was asked for: a table or JSON on stdout, and a page in a file. */
export async function showEvaluation(
  { evaluation, title, facts, leaked, lines = [] }: Measured,
  { json, html }: OutputOptions,
): Promise<void> {
  if (json) printJson(leaked === undefined ? evaluation : { ...evaluation, leaked });
  else print([...lines, ...evaluationTable(evaluation)].join("\n"));
  if (html === undefined) return;
  await writePage(html, evaluationPage({ title, evaluation, facts: [...facts, measuredAt(new Date())] }));
}
