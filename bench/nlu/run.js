/**
 * Measures our understanding beside its peers, from scratch, on the bot itself and on public benchmarks:
 * `npm run bench:nlu`.
 *
 *   --json            one JSON document instead of the tables
 *   --slow            also what takes minutes: node-nlp on clinc150
 *   --engine <name>   only this engine; may be repeated
 *   --data <name>     only this dataset, or "bot"; may be repeated
 *   --timeout <s>     how long one run may take, training and questions together; 300, with --slow 900
 *
 * @typedef {import("./on-dataset.js").Figures} Figures
 * @typedef {import("./datasets.js").Dataset} Dataset
 * @typedef {{ engine: string, data: string, seeds: readonly number[], figures: Figures }} Result
 * @typedef {{ engine?: string, data: string, why: string }} Skipped
 */
import { parseArgs } from "node:util";
import { inProcess } from "../in-process.js";
import { measureBot } from "./bot.js";
import { botTableOf } from "./bot-figures.js";
import { MEASURE } from "./built.js";
import { datasets, missingFiles, missingQuestions } from "./datasets.js";
import { meanOf, tableOf } from "./figures.js";

const ENGINES = ["ours", "natural-bayes", "node-nlp"];
const BOT = "bot";
const DATA = [BOT, ...datasets.map(({ name }) => name)];

const { values: asked } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    slow: { type: "boolean", default: false },
    engine: { type: "string", multiple: true, default: ENGINES },
    data: { type: "string", multiple: true, default: DATA },
    timeout: { type: "string" },
  },
});
const timeoutSeconds = Number(asked.timeout ?? (asked.slow ? 900 : 300));
refuseUnknown("engine", asked.engine, ENGINES);
refuseUnknown("dataset", asked.data, DATA);

/** @type {Result[]} */
const results = [];
/** @type {Skipped[]} */
const skipped = [];
const bot = asked.data.includes(BOT) ? await measureOwnBot() : null;
for (const dataset of datasets.filter(({ name }) => asked.data.includes(name))) await measureOn(dataset);

if (asked.json) console.log(JSON.stringify({ node: process.version, bot, results, skipped }, null, 2));
else {
  const tables = [bot === null ? [] : botTableOf(bot), results.length === 0 ? [] : tableOf(results)];
  console.log(tables.flatMap((table) => [...table, ""]).join("\n"));
}
for (const { engine = "everything", data, why } of skipped) tell(`Skipped ${engine} on ${data}: ${why}`);

async function measureOwnBot() {
  if (isMissing(BOT, missingQuestions())) return null;
  const measured = await measureBot(asked.engine, { timeoutSeconds, tell });
  for (const { engine, why } of measured.failed) fail(engine, BOT, why);
  return measured;
}

/** @param {Dataset} dataset */
async function measureOn(dataset) {
  const { name: data, seeds } = dataset;
  if (isMissing(data, missingFiles(dataset))) return;
  for (const engine of asked.engine) {
    if (engine === "node-nlp" && data === "clinc150" && !asked.slow) {
      skipped.push({ engine, data, why: "it trains for minutes; --slow includes it." });
      continue;
    }
    // No peer can learn from texts without labels.
    if ("unlabelled" in dataset && engine !== "ours") continue;
    tell(`${engine} on ${data}…`);
    try {
      const runs = [];
      for (const seed of seeds) {
        /** @type {Figures} */
        const figures = await inProcess(MEASURE, ["dataset", engine, data, String(seed)], { timeoutSeconds });
        runs.push(figures);
      }
      results.push({ engine, data, seeds, figures: meanOf(runs) });
    } catch (error) {
      fail(engine, data, error instanceof Error ? error.message : String(error));
    }
  }
}

/** @param {string} data @param {readonly string[]} files that are not there */
function isMissing(data, files) {
  if (files.length === 0) return false;
  skipped.push({ data, why: `there is no ${files.join(", no ")}. FENQI_DATA names the data folder.` });
  return true;
}

/** @param {string} engine @param {string} data @param {string} why */
function fail(engine, data, why) {
  skipped.push({ engine, data, why });
  process.exitCode = 1;
}

/** @param {string} kind @param {readonly string[]} names @param {readonly string[]} known */
function refuseUnknown(kind, names, known) {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  tell(`No ${kind} "${unknown}". There are: ${known.map((name) => `"${name}"`).join(", ")}.`);
  process.exit(2);
}

/** Beside the result, so that --json stays one document. @param {string} line */
function tell(line) {
  console.error(line);
}
