/**
 * What a process takes, in bytes: `residentBytes` of the machine; `usedBytes` of that holds what is reachable, on the
 * heap and in array buffers beside it.
 *
 * @typedef {{ residentBytes: number, usedBytes: number }} Memory
 */
import { readFileSync } from "node:fs";
import { setImmediate, setTimeout } from "node:timers/promises";
import { BUILT } from "./built.js";
import { customerQuestions } from "./datasets.js";

const QUESTIONS = 200;

/** V8 gives back what reading the model took on the way only after it has been idle for a while. */
const SETTLING_MS = 25_000;

/**
 * What a process takes that has read a stored model and understood questions with it, and done nothing else.
 *
 * @param {string} modelFile
 * @returns {Promise<Memory>}
 */
export async function measureMemory(modelFile) {
  /** @type {typeof import("../../src/nlu/index.ts")} */
  const { decodeModel, understand } = await import(`${BUILT}nlu/index.js`);
  const model = decodeModel(readFileSync(modelFile));
  /** @param {string} text */
  const ask = (text) => understand(model, text, { evidence: false });
  for (const { text } of customerQuestions().slice(0, QUESTIONS)) ask(text);
  await setTimeout(SETTLING_MS);
  const memory = await memoryNow();
  // Once more, so that the model is not garbage while it is weighed.
  ask("");
  return memory;
}

/** What this process takes without its garbage. @returns {Promise<Memory>} */
export async function memoryNow() {
  if (globalThis.gc === undefined) throw new Error("Memory is weighed with node --expose-gc.");
  // Twice, with a breath between: array buffers are given back after the collection that found them unused.
  for (let times = 0; times < 2; times++) {
    globalThis.gc();
    await setImmediate();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  // `external` counts the array buffers already.
  return { residentBytes: rss, usedBytes: heapUsed + external };
}
