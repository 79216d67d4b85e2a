/**
 * For how long a thread answered nobody, in ms: the longest and the 99th percentile of what a timer of 1 ms took.
 *
 * @typedef {import("../../src/nlu/index.ts").Corpus} Corpus
 * @typedef {{ max: number, p99: number }} Delays
 *
 * `idle` is what the machine does to a thread that has nothing to do. Of `publishing`, which is all of a reload,
 * `training` is what passes while the worker trains; the rest is what the answering thread does itself, in ms: `loading`
 * the content, `starting` the worker with the corpus, `decoding` the model.
 *
 * @typedef {{
 *   idle: Delays, training: Delays, publishing: Delays, loadingMs: number, startingMs: number, decodingMs: number
 * }} EventLoopFigures
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { BUILT, PROJECT } from "./built.js";

/** @type {typeof import("../../src/adapters/files/fingerprint.ts")} */
const { fingerprintOf } = await import(`${BUILT}adapters/files/fingerprint.js`);
/** @type {typeof import("../../src/adapters/files/read-content.ts")} */
const { readContent } = await import(`${BUILT}adapters/files/read-content.js`);
/** @type {typeof import("../../src/adapters/nlu-worker/train-in-worker.ts")} */
const { trainInWorker } = await import(`${BUILT}adapters/nlu-worker/train-in-worker.js`);
/** @type {typeof import("../../src/runtime/publisher.ts")} */
const { publish } = await import(`${BUILT}runtime/publisher.js`);

const IDLE_MS = 5000;

/**
 * Publishes the bot as a server does whose model is not kept, and watches the thread that would answer meanwhile.
 *
 * @returns {Promise<EventLoopFigures>}
 */
export async function measureEventLoop() {
  const { delays: idle } = await watch(() => setTimeout(IDLE_MS));
  /** @type {Delays} */
  let training = { max: 0, p99: 0 };
  let [readAt, startedAt, trainedAt, publishedAt, startingMs] = [0, 0, 0, 0, 0];

  /** @param {Corpus} corpus */
  const trainWatched = async (corpus) => {
    startedAt = performance.now();
    const watched = await watch(() => {
      const trained = trainInWorker(corpus);
      startingMs = performance.now() - startedAt;
      return trained;
    });
    training = watched.delays;
    return watched.done;
  };
  const { delays: publishing } = await watch(async () => {
    await publish({
      readContent: async () => {
        const files = await readContent(PROJECT);
        readAt = performance.now();
        return files;
      },
      fingerprint: fingerprintOf,
      codeFingerprint: "",
      loadEmbeddings: async () => undefined,
      train: trainWatched,
      models: {
        load: async () => undefined,
        save: async () => {
          trainedAt = performance.now();
        },
      },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    publishedAt = performance.now();
  });
  return {
    idle,
    training,
    publishing,
    startingMs,
    loadingMs: startedAt - readAt,
    decodingMs: publishedAt - trainedAt,
  };
}

/**
 * @template Done
 * @param {() => Promise<Done>} work
 * @returns {Promise<{ done: Done, delays: Delays }>}
 */
async function watch(work) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const done = await work();
  // A block is counted when the timer after it has fired.
  await setTimeout(10);
  delays.disable();
  return { done, delays: { max: delays.max / 1e6, p99: delays.percentile(99) / 1e6 } };
}
