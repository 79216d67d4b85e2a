import type { Evaluation } from "../nlu/index.ts";
import { milliseconds, percent as shareOf } from "./report/figures.ts";

/** How many rows of a long table a terminal shows; `--json` has them all. */
const MOST_ROWS = 15;

/** An evaluation as lines for a terminal. */
export function evaluationTable(evaluation: Evaluation): readonly string[] {
  const { n, latencyMs, calibration, perIntent, confusions } = evaluation;
  const weakest = Object.entries(perIntent)
    .filter(([, figures]) => figures.n > 0)
    .sort(([, a], [, b]) => (a.f1 ?? 0) - (b.f1 ?? 0))
    .slice(0, MOST_ROWS);
  return [
    `questions                  ${n}`,
    `accuracy (counting also)   ${percent(evaluation.accuracy)}`,
    `accuracy (strict)          ${percent(evaluation.accuracyStrict)}`,
    `in-scope accuracy          ${percent(evaluation.inScopeAccuracy)}`,
    `in-scope rejected          ${percent(evaluation.inScopeRejected)}`,
    `right among the top two    ${percent(evaluation.top2)}`,
    `out-of-scope recall        ${percent(evaluation.oosRecall)}`,
    `out-of-scope precision     ${percent(evaluation.oosPrecision)}`,
    `in-scope, rejection aside  ${percent(evaluation.inScopeArgmax)}`,
    `out-of-scope AUROC         ${percent(evaluation.oosAuroc)}`,
    `recall at 95 % accepted    ${percent(evaluation.oosRecallAt95)}`,
    `calibration error (ECE)    ${percent(calibration.ece)}`,
    `latency p50 / p99          ${milliseconds(latencyMs.p50)} / ${milliseconds(latencyMs.p99)}`,
    "",
    "weakest intents             n   precision  recall  f1",
    ...weakest.map(
      ([name, { n: rows, precision, recall, f1 }]) =>
        `  ${name.padEnd(24)} ${String(rows).padStart(3)}   ${percent(precision)}     ${percent(recall)}  ${percent(f1)}`,
    ),
    "",
    "most frequent confusions",
    ...confusions
      .slice(0, MOST_ROWS)
      .map(
        ({ intent, predicted, n: times }) =>
          `  ${String(times).padStart(3)} × ${intent} taken for ${predicted}`,
      ),
  ];
}

function percent(share: number | null): string {
  return shareOf(share).padStart(6);
}
