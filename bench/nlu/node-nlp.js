/**
 * NLP.js as it comes, its own threshold included: a peer to measure against. It needs its training rows shuffled, or it
 * forgets the first intents over the last ones; whoever calls does that.
 *
 * @typedef {import("../../src/nlu/index.ts").Ranking} Ranking
 * @typedef {{ text: string, intent: string }} Row
 */

/** What rows out of scope are labelled with. */
const NONE = "none";

export const nodeNlp = {
  name: "node-nlp",
  /** @param {readonly Row[]} rows @param {"zh" | "en"} language */
  async train(rows, language) {
    const { NlpManager } = await import("node-nlp");
    const manager = new NlpManager({
      languages: [language],
      forceNER: false,
      autoSave: false,
      autoLoad: false,
      nlu: { log: false },
    });
    for (const { text, intent } of rows) manager.addDocument(language, text, intent);
    await manager.train();
    return {
      sizeBytes: manager.export().length,
      /** @param {string} text @returns {Promise<Ranking>} */
      async rank(text) {
        const { intent, score, classifications } = await manager.process(language, text);
        const decided = intent === "None" ? NONE : intent;
        const inScope = classifications.find((found) => found.intent !== NONE);
        const others = classifications.map((found) => found.intent).filter((name) => name !== decided);
        return { names: [decided, ...others], confidence: score, outOfScope: 1 - (inScope?.score ?? 0) };
      },
    };
  },
};
