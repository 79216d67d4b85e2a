/**
 * The engines as built: what is measured is what runs in production.
 *
 * @typedef {import("../../src/nlu/index.ts").Engine} Engine
 * @typedef {import("../../src/nlu/index.ts").Evaluation} Evaluation
 * @typedef {import("../../src/nlu/index.ts").EvaluationRow} EvaluationRow
 * @typedef {import("../../src/nlu/index.ts").Prediction} Prediction
 * @typedef {import("../../src/nlu/index.ts").Ranking} Ranking
 */
import { BUILT } from "./built.js";

/** @type {typeof import("../../src/nlu/index.ts")} */
const { learnEmbeddings, naturalBayes, ours, oursWith, summarize } = await import(`${BUILT}nlu/index.js`);
/** @type {typeof import("../../src/cli/node-nlp.ts")} */
const { nodeNlp } = await import(`${BUILT}cli/node-nlp.js`);

/** @type {typeof import("../../src/text/lexicon.ts")} */
const { emptyLexicon } = await import(`${BUILT}text/lexicon.js`);

/** @param {string} name @returns {Engine} */
export function engineNamed(name) {
  const engine = [ours, naturalBayes, nodeNlp].find((known) => known.name === name);
  if (engine === undefined) throw new Error(`There is no engine "${name}".`);
  return engine;
}

/** Ours, with what unlabelled texts teach. @param {readonly string[]} texts @param {"zh" | "en"} language */
export function oursLearning(texts, language) {
  const learned = learnEmbeddings(texts, { language, lexicon: emptyLexicon });
  return oursWith(learned === undefined ? [] : [learned]);
}

/**
 * Asks every question once, and says how that went.
 *
 * @param {(text: string) => Ranking | Promise<Ranking>} rank
 * @param {readonly EvaluationRow[]} rows
 * @param {readonly string[]} warmUp asked first: a server is warm, and a process pays for compiling its code once
 * @returns {Promise<Evaluation>}
 */
export async function evaluated(rank, rows, warmUp) {
  for (const text of warmUp) await rank(text);
  /** @type {Prediction[]} */
  const predictions = [];
  for (const row of rows) {
    const before = performance.now();
    const ranking = await rank(row.text);
    predictions.push({ row, latencyMs: performance.now() - before, ...ranking });
  }
  return summarize(predictions);
}
