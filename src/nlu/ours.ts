import type { Language } from "../kernel/language.ts";
import { emptyLexicon } from "../text/lexicon.ts";
import type { Engine, TrainingRow } from "./benchmark.ts";
import type { Corpus } from "./corpus.ts";
import type { Embeddings } from "./embeddings/embeddings.ts";
import { rankingOf } from "./evaluate.ts";
import { encodeModel } from "./model-codec.ts";
import { train } from "./train.ts";
import { understand } from "./understand.ts";

/** This product's own engine, without any lexicon. */
export const ours: Engine = oursWith([]);

/** The same with what unlabelled text taught, taken where it helps. */
export function oursWith(embeddings: readonly Embeddings[]): Engine {
  return {
    name: "ours",
    train(rows, language) {
      const model = train(corpusOf(rows, language), { source: "collected", embeddings });
      return {
        sizeBytes: encodeModel(model).length,
        rank: (text) => rankingOf(understand(model, text, { evidence: false })),
      };
    },
  };
}

function corpusOf(rows: readonly TrainingRow[], language: Language): Corpus {
  const textsByIntent = new Map<string, string[]>();
  for (const { text, intent } of rows) {
    const texts = textsByIntent.get(intent) ?? [];
    textsByIntent.set(intent, texts);
    texts.push(text);
  }
  const intents = [...textsByIntent].map(([name, texts]) => ({
    name,
    contexts: [],
    utterances: { zh: [], en: [], [language]: texts },
    not: { zh: [], en: [] },
    slots: {},
  }));
  return { intents, lexicon: emptyLexicon, entities: [] };
}
