/**
 * The labelled rows that engines are measured on. They are no part of the project: they are read from the folder named
 * by FENQI_DATA, or from ../shared/data beside the project.
 *
 * @typedef {{ text: string, intent: string }} Row
 * @typedef {"banking77" | "smp2017" | "clinc150"} File
 * @typedef {{ name: string, file: File, language: "zh" | "en", perIntent?: number, seeds: readonly number[] }} Dataset
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** As built. @type {typeof import("../../src/nlu/index.ts")} */
const { seededRandom, shuffled } = await import(
  new URL("../../dist/server/nlu/index.js", import.meta.url).href
);

const project = path.resolve(import.meta.dirname, "../..");
const folder = path.join(process.env["FENQI_DATA"] ?? path.join(project, "../shared/data"), "nlu");

/** A dataset with `perIntent` learns from so many rows of each intent, drawn anew for every seed. */
export const datasets = /** @type {const} @satisfies {readonly Dataset[]} */ ([
  { name: "banking77", file: "banking77", language: "en", seeds: [1] },
  { name: "smp2017", file: "smp2017", language: "zh", seeds: [1] },
  { name: "clinc150", file: "clinc150", language: "en", seeds: [1] },
  { name: "banking77, 10 a class", file: "banking77", language: "en", perIntent: 10, seeds: [1, 2, 3] },
  { name: "smp2017, 10 a class", file: "smp2017", language: "zh", perIntent: 10, seeds: [1, 2, 3] },
]);

/** The files of a dataset that are not there. @param {Dataset} dataset */
export function missingFiles({ file }) {
  return [place(file, "train"), place(file, "test")].filter((name) => !existsSync(name));
}

/**
 * Rows to learn from, in an order that the seed decides, and rows to measure on.
 *
 * @param {Dataset} dataset
 * @param {number} seed
 */
export function load({ file, perIntent = Number.POSITIVE_INFINITY }, seed) {
  /** @type {Map<string, number>} */
  const taken = new Map();
  const train = shuffled(rowsOf(place(file, "train")), seededRandom(seed)).filter(({ intent }) => {
    const before = taken.get(intent) ?? 0;
    taken.set(intent, before + 1);
    return before < perIntent;
  });
  return { train, test: rowsOf(place(file, "test")) };
}

/** @param {File} file @param {"train" | "test"} part */
function place(file, part) {
  return path.join(folder, `${file}-${part}.jsonl`);
}

/** @param {string} file @returns {Row[]} */
function rowsOf(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
