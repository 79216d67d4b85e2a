import { Worker } from "node:worker_threads";
import type { Corpus } from "../../nlu/index.ts";
import type { FromWorker } from "./train-worker.ts";

/**
 * Trains in a thread of its own, so that the server goes on answering meanwhile.
 *
 * @param onProgress told how much is done, from 0 to 1, now and then
 * @returns the model, encoded
 */
export function trainInWorker(
  corpus: Corpus,
  onProgress: (done: number) => void = () => {},
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Compiled code only: a thread cannot be started on TypeScript.
    const worker = new Worker(new URL("./train-worker.js", import.meta.url), { workerData: corpus });
    worker.on("message", (message: FromWorker) => {
      if (message.type === "progress") onProgress(message.done);
      else resolve(message.bytes);
    });
    worker.once("error", reject);
    worker.once("exit", (code) =>
      reject(new Error(`The training thread ended with code ${code} and no model.`)),
    );
  });
}
