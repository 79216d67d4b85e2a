/**
 * @typedef {import("../../src/nlu/index.ts").Evaluation} Evaluation
 * @typedef {Omit<Evaluation, "perIntent" | "confusions" | "matrix" | "mistakes" | "calibration"> & {
 *   ece: number | null, trainSeconds: number, modelBytes: number, peakBytes: number
 * }} Figures
 */
import { datasets, load } from "./datasets.js";
import { engineNamed, evaluated, oursLearning } from "./engines.js";

const WARM_UP_ROWS = 500;

/**
 * Trains one engine on one draw of one dataset.
 *
 * @param {string} engineName @param {string} datasetName @param {number} seed
 * @returns {Promise<Figures>}
 */
export async function measureOnDataset(engineName, datasetName, seed) {
  const dataset = datasets.find(({ name }) => name === datasetName);
  if (dataset === undefined) throw new Error(`There is no dataset "${datasetName}".`);
  const { train, test, texts } = load(dataset, seed);
  const started = performance.now();
  const engine = "unlabelled" in dataset ? oursLearning(texts, dataset.language) : engineNamed(engineName);
  const trained = await engine.train(train, dataset.language);
  const trainSeconds = (performance.now() - started) / 1000;
  const warmUp = train.slice(0, WARM_UP_ROWS).map(({ text }) => text);
  const {
    perIntent: _,
    confusions: __,
    matrix: ___,
    mistakes: ____,
    calibration,
    ...figures
  } = await evaluated(trained.rank, test, warmUp);
  return {
    ...figures,
    ece: calibration.ece,
    trainSeconds,
    modelBytes: trained.sizeBytes,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}
