import { Worker } from "node:worker_threads";
import type { Corpus, Embeddings } from "../../nlu/index.ts";
import type { FromWorker, ToWorker } from "./train-worker.ts";

export interface TrainInWorkerOptions {
  /** What unlabelled text taught, taken where it helps. */
  readonly embeddings?: readonly Embeddings[];
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Trains in a thread of its own, so that the server goes on answering meanwhile.
 *
 * @returns the model, encoded
 */
export function trainInWorker(
  corpus: Corpus,
  { embeddings = [], onProgress = () => {} }: TrainInWorkerOptions = {},
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const workerData: ToWorker = { corpus, embeddings };
    // Compiled code only: a thread cannot be started on TypeScript.
    const worker = new Worker(new URL("./train-worker.js", import.meta.url), { workerData });
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
