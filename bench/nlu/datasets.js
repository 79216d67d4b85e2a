/**
 * The labelled rows that engines are measured on. They are no part of the project: they are read from the folder named
 * by FENQI_DATA, or from ../shared/data beside the project.
 *
 * @typedef {{ text: string, intent: string }} Row
 * @typedef {import("../../src/nlu/index.ts").EvaluationRow} EvaluationRow
 * @typedef {"banking77" | "smp2017" | "clinc150"} File
 * @typedef {{
 *   name: string, file: File, language: "zh" | "en", perIntent?: number, unlabelled?: true, seeds: readonly number[]
 * }} Dataset
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { BUILT, PROJECT } from "./built.js";

/** @type {typeof import("../../src/nlu/random.ts")} */
const { seededRandom, shuffled } = await import(`${BUILT}nlu/random.js`);

const folder = process.env["FENQI_DATA"] ?? path.join(PROJECT, "../shared/data");

/** What customers of instalment payments asked, labelled with the bot's intents. */
const CUSTOMERS = path.join(folder, "zh-support-dev.jsonl");

/** Customers' messages without labels, one a line. */
export const unlabelledFile = path.join(folder, "zh-unlabelled.txt");

/**
 * A dataset with `perIntent` learns from so many rows of each intent, drawn anew for every seed; with `unlabelled` also
 * from the texts of all training rows without their labels, which only our engine can.
 */
export const datasets = /** @type {const} @satisfies {readonly Dataset[]} */ ([
  { name: "banking77", file: "banking77", language: "en", seeds: [1] },
  { name: "smp2017", file: "smp2017", language: "zh", seeds: [1] },
  { name: "clinc150", file: "clinc150", language: "en", seeds: [1] },
  { name: "banking77, 10 a class", file: "banking77", language: "en", perIntent: 10, seeds: [1, 2, 3] },
  { name: "smp2017, 10 a class", file: "smp2017", language: "zh", perIntent: 10, seeds: [1, 2, 3] },
  {
    name: "banking77, 10 a class, the others unlabelled",
    file: "banking77",
    language: "en",
    perIntent: 10,
    unlabelled: true,
    seeds: [1, 2, 3],
  },
  {
    name: "smp2017, 10 a class, the others unlabelled",
    file: "smp2017",
    language: "zh",
    perIntent: 10,
    unlabelled: true,
    seeds: [1, 2, 3],
  },
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
  const texts = rowsOf(place(file, "train")).map(({ text }) => text);
  return { train, test: rowsOf(place(file, "test")), texts };
}

/** The files of the bot's questions that are not there. */
export function missingQuestions() {
  return [CUSTOMERS].filter((name) => !existsSync(name));
}

/** The questions the bot is measured on. @returns {readonly EvaluationRow[]} */
export function customerQuestions() {
  return rowsOf(CUSTOMERS);
}

/** @param {File} file @param {"train" | "test"} part */
function place(file, part) {
  return path.join(folder, "nlu", `${file}-${part}.jsonl`);
}

/** @param {string} file @returns {(Row & EvaluationRow)[]} */
function rowsOf(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
