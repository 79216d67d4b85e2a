/**
 * Measures our understanding beside its peers, from scratch, on public benchmarks: `npm run bench:nlu`.
 *
 *   --json            one JSON document instead of the table
 *   --slow            also what takes minutes: node-nlp on clinc150
 *   --engine <name>   only this engine; may be repeated
 *   --data <name>     only this dataset; may be repeated
 *   --timeout <s>     how long one run may take, training and questions together; 300, with --slow 900
 *
 * @typedef {import("./measure.js").Figures} Figures
 * @typedef {import("./datasets.js").Dataset} Dataset
 * @typedef {{ engine: string, data: string, seeds: readonly number[], figures: Figures }} Result
 * @typedef {{ engine?: string, data: string, why: string }} Skipped
 */
import { fork } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { datasets, missingFiles } from "./datasets.js";
import { meanOf, tableOf } from "./figures.js";

const ENGINES = ["ours", "natural-bayes", "node-nlp"];

const { values: asked } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    slow: { type: "boolean", default: false },
    engine: { type: "string", multiple: true, default: ENGINES },
    data: { type: "string", multiple: true, default: datasets.map(({ name }) => name) },
    timeout: { type: "string" },
  },
});
const timeoutSeconds = Number(asked.timeout ?? (asked.slow ? 900 : 300));
refuseUnknown("engine", asked.engine, ENGINES);
refuseUnknown(
  "dataset",
  asked.data,
  datasets.map(({ name }) => name),
);

/** @type {Result[]} */
const results = [];
/** @type {Skipped[]} */
const skipped = [];
for (const dataset of datasets.filter(({ name }) => asked.data.includes(name))) await measureOn(dataset);

if (asked.json) console.log(JSON.stringify({ node: process.version, results, skipped }, null, 2));
else console.log(tableOf(results).join("\n"));
for (const { engine = "everything", data, why } of skipped) tell(`Skipped ${engine} on ${data}: ${why}`);

/** @param {Dataset} dataset */
async function measureOn(dataset) {
  const { name: data, seeds } = dataset;
  const missing = missingFiles(dataset);
  if (missing.length > 0) {
    skipped.push({ data, why: `there is no ${missing.join(", no ")}. FENQI_DATA names the data folder.` });
    return;
  }
  for (const engine of asked.engine) {
    if (engine === "node-nlp" && data === "clinc150" && !asked.slow) {
      skipped.push({ engine, data, why: "it trains for minutes; --slow includes it." });
      continue;
    }
    tell(`${engine} on ${data}…`);
    try {
      const runs = [];
      for (const seed of seeds) runs.push(await measure(engine, data, seed));
      results.push({ engine, data, seeds, figures: meanOf(runs) });
    } catch (error) {
      skipped.push({ engine, data, why: error instanceof Error ? error.message : String(error) });
      process.exitCode = 1;
    }
  }
}

/**
 * @param {string} engine @param {string} data @param {number} seed
 * @returns {Promise<Figures>}
 */
function measure(engine, data, seed) {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "measure.js"), [engine, data, String(seed)], {
      // Engines chat on their standard output, which is the table's.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      timeout: timeoutSeconds * 1000,
      killSignal: "SIGKILL",
    });
    /** @type {Figures | undefined} */
    let figures;
    child.on("message", (message) => {
      if (typeof message === "string") figures = JSON.parse(message);
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (figures !== undefined) resolve(figures);
      else if (signal === null) reject(new Error(`its process ended with code ${code}.`));
      else reject(new Error(`it was stopped (${signal}); a run may take ${timeoutSeconds} s.`));
    });
  });
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
