import { parentPort, workerData } from "node:worker_threads";
import { type Corpus, type Embeddings, encodeModel, train } from "../../nlu/index.ts";

/** What the training thread is given. */
export interface ToWorker {
  readonly corpus: Corpus;
  readonly embeddings: readonly Embeddings[];
}

/** What the training thread tells. */
export type FromWorker =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "trained"; readonly bytes: Uint8Array };

const tell = (message: FromWorker): void => parentPort?.postMessage(message);

const { corpus, embeddings }: ToWorker = workerData;
const model = train(corpus, { embeddings, onProgress: (done) => tell({ type: "progress", done }) });
tell({ type: "trained", bytes: encodeModel(model) });
