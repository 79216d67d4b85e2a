import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { trainInWorker } from "../../src/adapters/nlu-worker/train-in-worker.ts";
import { encodeModel, train } from "../../src/nlu/index.ts";
import { shopCorpus } from "../nlu/shop-corpus.ts";
import { compileProgram } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;
let worker: { readonly trainInWorker: typeof trainInWorker };
beforeAll(async () => {
  program = compileProgram();
  // As compiled: a thread cannot be started on TypeScript.
  const compiled = path.join(path.dirname(program.main), "adapters/nlu-worker/train-in-worker.js");
  worker = await import(/* @vite-ignore */ pathToFileURL(compiled).href);
}, 60_000);
afterAll(() => program.remove());

test("a thread of its own trains the model that this thread would", async () => {
  const bytes = await worker.trainInWorker(shopCorpus);
  expect(Buffer.from(bytes).equals(encodeModel(train(shopCorpus)))).toBe(true);
});

test("the thread that answers goes on while another one trains, and is told how far that is", async () => {
  const told: number[] = [];
  let turns = 0;
  const answering = setInterval(() => turns++, 1);
  await worker.trainInWorker(shopCorpus, { onProgress: (done) => told.push(done) });
  clearInterval(answering);
  expect(turns).toBeGreaterThan(0);
  expect(told.at(-1)).toBe(1);
});

test("a corpus that cannot be learned from fails the training, and does not leave it waiting", async () => {
  const pattern = { type: "pattern", name: "ticket", sensitive: false, patterns: ["("] } as const;
  await expect(worker.trainInWorker({ ...shopCorpus, entities: [pattern] })).rejects.toThrow();
});
