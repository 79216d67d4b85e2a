/**
 * Trains one engine on one draw of one dataset and tells its parent the figures; a process of its own, so that time and
 * memory are the engine's. Started by run.js with the engine's name, the dataset's and the seed.
 *
 * @typedef {import("../../src/nlu/index.ts").Evaluation} Evaluation
 * @typedef {import("../../src/nlu/index.ts").Prediction} Prediction
 * @typedef {Omit<Evaluation, "perIntent" | "confusions" | "matrix" | "mistakes" | "calibration"> & {
 *   ece: number | null, trainSeconds: number, modelBytes: number, peakBytes: number
 * }} Figures
 */
import { datasets, load } from "./datasets.js";

/** As built: what is measured is what runs in production. */
const BUILT = new URL("../../dist/server/", import.meta.url).href;

const WARM_UP_ROWS = 500;

/** @type {typeof import("../../src/nlu/index.ts")} */
const { naturalBayes, ours, summarize } = await import(`${BUILT}nlu/index.js`);
/** @type {typeof import("../../src/cli/node-nlp.ts")} */
const { nodeNlp } = await import(`${BUILT}cli/node-nlp.js`);

const [engineName, datasetName, seed] = process.argv.slice(2);
const engine = [ours, naturalBayes, nodeNlp].find(({ name }) => name === engineName);
const dataset = datasets.find(({ name }) => name === datasetName);
if (engine === undefined || dataset === undefined) throw new Error("No such engine or dataset");

const { train, test } = load(dataset, Number(seed));
const started = performance.now();
const trained = await engine.train(train, dataset.language);
const trainSeconds = (performance.now() - started) / 1000;

// A server is warm; the first questions of a process pay for compiling the code.
for (const { text } of train.slice(0, WARM_UP_ROWS)) await trained.rank(text);

/** @type {Prediction[]} */
const predictions = [];
for (const row of test) {
  const before = performance.now();
  const ranking = await trained.rank(row.text);
  predictions.push({ row, latencyMs: performance.now() - before, ...ranking });
}
const {
  perIntent: _,
  confusions: __,
  matrix: ___,
  mistakes: ____,
  calibration,
  ...figures
} = summarize(predictions);

/** @type {Figures} */
const result = {
  ...figures,
  ece: calibration.ece,
  trainSeconds,
  modelBytes: trained.sizeBytes,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.send?.(JSON.stringify(result));
