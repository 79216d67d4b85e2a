/**
 * What runs came to, put together and shown.
 *
 * @typedef {import("./on-dataset.js").Figures} Figures
 */

/**
 * The mean of every figure over runs of the same kind; null where a run has none. Peak memory is the largest.
 *
 * @param {readonly Figures[]} runs at least one
 * @returns {Figures}
 */
export function meanOf(runs) {
  /** @param {(figures: Figures) => number | null} figure */
  const whereAny = (figure) => {
    const values = runs.map(figure).filter((value) => value !== null);
    return values.length < runs.length ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  /** @param {(figures: Figures) => number} figure */
  const always = (figure) => whereAny(figure) ?? 0;
  return {
    n: always(({ n }) => n),
    accuracyStrict: whereAny(({ accuracyStrict }) => accuracyStrict),
    accuracy: whereAny(({ accuracy }) => accuracy),
    inScopeAccuracy: whereAny(({ inScopeAccuracy }) => inScopeAccuracy),
    inScopeArgmax: whereAny(({ inScopeArgmax }) => inScopeArgmax),
    inScopeRejected: whereAny(({ inScopeRejected }) => inScopeRejected),
    top2: whereAny(({ top2 }) => top2),
    oosRecall: whereAny(({ oosRecall }) => oosRecall),
    oosPrecision: whereAny(({ oosPrecision }) => oosPrecision),
    oosAuroc: whereAny(({ oosAuroc }) => oosAuroc),
    oosRecallAt95: whereAny(({ oosRecallAt95 }) => oosRecallAt95),
    ece: whereAny(({ ece }) => ece),
    latencyMs: {
      p50: whereAny(({ latencyMs }) => latencyMs.p50),
      p99: whereAny(({ latencyMs }) => latencyMs.p99),
    },
    trainSeconds: always(({ trainSeconds }) => trainSeconds),
    modelBytes: always(({ modelBytes }) => modelBytes),
    peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
  };
}

/** @type {readonly [string, (figures: Figures) => string][]} */
const COLUMNS = [
  ["accuracy", ({ accuracy }) => percent(accuracy)],
  ["argmax", ({ inScopeArgmax }) => percent(inScopeArgmax)],
  ["AUROC", ({ oosAuroc }) => fixed(oosAuroc, 3)],
  ["oos@95", ({ oosRecallAt95 }) => percent(oosRecallAt95)],
  ["train s", ({ trainSeconds }) => fixed(trainSeconds, 1)],
  ["p50 ms", ({ latencyMs }) => fixed(latencyMs.p50, 2)],
  ["p99 ms", ({ latencyMs }) => fixed(latencyMs.p99, 2)],
  ["model MB", ({ modelBytes }) => fixed(modelBytes / 1e6, 2)],
  ["peak MB", ({ peakBytes }) => fixed(peakBytes / 1e6, 0)],
];

/**
 * One line a result, below a heading; then what the columns mean.
 *
 * @param {readonly { engine: string, data: string, figures: Figures }[]} results
 */
export function tableOf(results) {
  const wide = 2 + Math.max(...results.map(({ data }) => data.length));
  const names = "data".padEnd(wide) + "engine".padEnd(15);
  const heading = COLUMNS.map(([name]) => name.padStart(10)).join("");
  return [
    names + heading,
    ...results.map(({ data, engine, figures }) => {
      const cells = COLUMNS.map(([, show]) => show(figures).padStart(10));
      return data.padEnd(wide) + engine.padEnd(15) + cells.join("");
    }),
    "",
    "accuracy: of all rows, what each engine rejects included. argmax: of the in-scope rows, had nothing been rejected.",
    "AUROC, oos@95: out of scope told from in scope, and the share of it found while 95 % of in-scope rows pass.",
  ];
}

/** @param {number | null} share */
export function percent(share) {
  return share === null ? "–" : `${(share * 100).toFixed(1)} %`;
}

/** @param {number | null} value @param {number} digits */
export function fixed(value, digits) {
  return value === null ? "–" : value.toFixed(digits);
}
