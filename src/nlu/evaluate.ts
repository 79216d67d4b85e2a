import type { Language } from "../kernel/language.ts";
import { NONE, type Understanding } from "../kernel/understanding.ts";
import { type CalibrationReport, calibrationReport } from "./calibration-report.ts";
import {
  type Confusion,
  confusionsAmong,
  type MatrixCell,
  type Mistake,
  matrixOf,
  mistakesAmong,
} from "./confusions.ts";
import type { Model } from "./model.ts";
import { type OutOfScopeFigures, outOfScopeFigures } from "./out-of-scope.ts";
import {
  type EvaluationRow,
  isRight,
  isRightFor,
  type Prediction,
  predicted,
  predictionFor,
  type Ranking,
  WARM_UP_ROWS,
} from "./prediction.ts";
import { understand } from "./understand.ts";

export interface EvaluationOptions {
  /** The language of all texts, whatever they look like; left out: each its own. */
  readonly language?: Language;
  /** Milliseconds since any fixed point, as finely as the machine can tell. */
  readonly now: () => number;
}

/** How a model does on labelled rows. All shares are 0 to 1; a share of nothing is null. */
export interface Evaluation extends OutOfScopeFigures {
  readonly n: number;
  /** Share of rows where the prediction is `intent`. */
  readonly accuracyStrict: number | null;
  /** Share of rows where the prediction is `intent` or in `also`. */
  readonly accuracy: number | null;
  /** Share of rows labelled `none` that were predicted `none`. */
  readonly oosRecall: number | null;
  /** Share of rows predicted `none` for which that is right; null when no row is labelled `none`. */
  readonly oosPrecision: number | null;
  /** As `accuracy`, over the rows not labelled `none`. */
  readonly inScopeAccuracy: number | null;
  /** As `inScopeAccuracy`, of the best intent that is not `none`: what it would be if nothing were rejected. */
  readonly inScopeArgmax: number | null;
  /** Share of the rows not labelled `none`, nor allowing it, that were predicted `none`. */
  readonly inScopeRejected: number | null;
  /** Share of the rows not labelled `none` where one of the best two intents is right. */
  readonly top2: number | null;
  readonly perIntent: Readonly<Record<string, IntentFigures>>;
  /** Most frequent first. */
  readonly confusions: readonly Confusion[];
  /** Every cell that is not empty, in no order. */
  readonly matrix: readonly MatrixCell[];
  /** Every row of the confusions, the surest first. */
  readonly mistakes: readonly Mistake[];
  readonly calibration: CalibrationReport;
  /** Of a question in a warm process, without evidence. */
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null };
}

export interface IntentFigures {
  /** Rows labelled with the intent. */
  readonly n: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Measures a model on labelled rows. A prediction is `none` when the verdict is unknown or `none` came first. */
export function evaluate(
  model: Model,
  rows: readonly EvaluationRow[],
  { language, now }: EvaluationOptions,
): Evaluation {
  // As a server asks, which wants no evidence.
  const options = { evidence: false, ...(language === undefined ? {} : { override: language }) };
  const rank = (text: string) => rankingOf(understand(model, text, options));
  for (const { text } of rows.slice(0, WARM_UP_ROWS)) rank(text);
  return summarize(rows.map((row) => predictionFor(row, rank, now)));
}

/** The intents of an understanding, with `none` first when nothing was understood. */
export function rankingOf({ intents, verdict }: Understanding): Ranking {
  const names = intents.map(({ name }) => name);
  const confidence = intents[0]?.confidence ?? 0;
  const outOfScope = 1 - (intents.find(({ name }) => name !== NONE)?.confidence ?? 0);
  if (verdict !== "unknown") return { names, confidence, outOfScope };
  return { names: [NONE, ...names.filter((name) => name !== NONE)], confidence, outOfScope };
}

/** The figures of predictions already made, by any engine. */
export function summarize(predictions: readonly Prediction[]): Evaluation {
  const inScope = predictions.filter(({ row }) => row.intent !== NONE);
  const outside = predictions.filter(({ row }) => row.intent === NONE);
  const rejected = predictions.filter((prediction) => predicted(prediction) === NONE);
  const latencies = predictions.map(({ latencyMs }) => latencyMs).sort((one, other) => one - other);
  return {
    n: predictions.length,
    accuracyStrict: share(predictions, (prediction) => predicted(prediction) === prediction.row.intent),
    accuracy: share(predictions, isRight),
    oosRecall: share(outside, isRight),
    oosPrecision: outside.length === 0 ? null : share(rejected, isRight),
    inScopeAccuracy: share(inScope, isRight),
    inScopeArgmax: share(inScope, ({ row, names }) => {
      const best = names.find((name) => name !== NONE);
      return best !== undefined && isRightFor(row, best);
    }),
    inScopeRejected: share(inScope, (prediction) => predicted(prediction) === NONE && !isRight(prediction)),
    top2: share(inScope, ({ row, names }) => names.slice(0, 2).some((name) => isRightFor(row, name))),
    ...outOfScopeFigures(
      inScope.map(({ outOfScope }) => outOfScope),
      outside.map(({ outOfScope }) => outOfScope),
    ),
    perIntent: figuresPerIntent(predictions),
    confusions: confusionsAmong(predictions),
    matrix: matrixOf(predictions),
    mistakes: mistakesAmong(predictions),
    calibration: calibrationReport(
      predictions.map((prediction) => ({ confidence: prediction.confidence, right: isRight(prediction) })),
    ),
    latencyMs: { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) },
  };
}

function share<Item>(items: readonly Item[], counts: (item: Item) => boolean): number | null {
  return items.length === 0 ? null : items.filter(counts).length / items.length;
}

function percentile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? null;
}

/** Strict: a row counts for its own label only, and `also` is no excuse here. */
function figuresPerIntent(predictions: readonly Prediction[]): Readonly<Record<string, IntentFigures>> {
  const names = new Set(predictions.flatMap((prediction) => [prediction.row.intent, predicted(prediction)]));
  const figures = [...names].sort().map((name): [string, IntentFigures] => {
    const labelled = predictions.filter(({ row }) => row.intent === name);
    const chosen = predictions.filter((prediction) => predicted(prediction) === name);
    const recall = share(labelled, (prediction) => predicted(prediction) === name);
    const precision = share(chosen, ({ row }) => row.intent === name);
    return [name, { n: labelled.length, precision, recall, f1: harmonicMean(precision, recall) }];
  });
  return Object.fromEntries(figures);
}

function harmonicMean(precision: number | null, recall: number | null): number | null {
  if (precision === null || recall === null) return null;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
