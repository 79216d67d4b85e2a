import { AppError } from "../kernel/errors.ts";
import { NONE } from "../kernel/understanding.ts";
import type { Engine } from "../nlu/index.ts";

/**
 * NLP.js as it comes, its own threshold included: a peer to measure against. It is no part of a production install.
 *
 * @throws USAGE from `train` when it is not installed
 */
export const nodeNlp = {
  name: "node-nlp",
  async train(rows, language) {
    const { NlpManager } = await installed();
    const manager = new NlpManager({
      languages: [language],
      forceNER: false,
      autoSave: false,
      autoLoad: false,
      nlu: { log: false },
    });
    for (const { text, intent } of rows) manager.addDocument(language, text, intent);
    await quietly(() => manager.train());
    return {
      sizeBytes: manager.export().length,
      async rank(text) {
        const { intent, score, classifications } = await manager.process(language, text);
        const decided = intent === "None" ? NONE : intent;
        const inScope = classifications.find((found) => found.intent !== NONE);
        const others = classifications.map((found) => found.intent).filter((name) => name !== decided);
        return { names: [decided, ...others], confidence: score, outOfScope: 1 - (inScope?.score ?? 0) };
      },
    };
  },
} as const satisfies Engine;

async function installed() {
  try {
    return await import("node-nlp");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    throw new AppError(
      "USAGE",
      'The engine "node-nlp" is not installed: it is only needed to compare with. Install it with: npm install --no-save node-nlp@4',
      { engine: "node-nlp" },
      error,
    );
  }
}

/** It says on standard output that it compiles a dictionary, and that is where the one JSON document goes. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => {};
  try {
    await work();
  } finally {
    console.log = log;
  }
}
