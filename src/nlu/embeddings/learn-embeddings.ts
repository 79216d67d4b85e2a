import type { Language } from "../../kernel/language.ts";
import type { Lexicon } from "../../text/lexicon.ts";
import { bareText, normalize } from "../../text/normalize.ts";
import { takeApartFor } from "../model.ts";
import { seededRandom } from "../random.ts";
import { positiveMutualInformation } from "./cooccurrence.ts";
import { type Embeddings, embeddedFeatures } from "./embeddings.ts";
import { truncatedSvd } from "./truncated-svd.ts";

export interface LearnEmbeddingsOptions {
  readonly language: Language;
  readonly lexicon: Lexicon;
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/** A feature seen in fewer texts has too little company to tell what it means. */
const LEAST_TEXTS = 3;

/** So many features fill a megabyte, and the company of the most frequent ones describes them. */
const MOST_FEATURES = 14_000;
const MOST_CONTEXTS = 3_000;

const DIMENSIONS = 64;

const SEED = 1;

/** Nothing else is looked at. */
const embeddedViews = { characters: 1, words: 1, sounds: 0, concepts: 0 };

/**
 * Learns from unlabelled texts which characters and words mean alike, by the company they keep.
 *
 * @returns undefined when the texts are too few for any feature to repeat
 * @see Levy and Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization"
 */
export function learnEmbeddings(
  texts: readonly string[],
  { language, lexicon, onProgress = () => {} }: LearnEmbeddingsOptions,
): Embeddings | undefined {
  const takeApart = takeApartFor(language, lexicon, embeddedViews);
  const seenIn = new Map<string, number>();
  // A text that was sent a thousand times says no more than once about what goes together.
  const found = [...new Set(texts.map(normalize))]
    .filter((normalized) => bareText(normalized) !== "")
    .map((normalized) => {
      const features = [...new Set(embeddedFeatures(takeApart(normalized), language))];
      for (const feature of features) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
      return features;
    });
  onProgress(0.3);
  const features = [...seenIn]
    .filter(([, count]) => count >= LEAST_TEXTS)
    .sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1))
    .slice(0, MOST_FEATURES)
    .map(([feature]) => feature);
  if (features.length < DIMENSIONS) return undefined;
  const idOf = new Map(features.map((feature, id) => [feature, id]));
  const numbered = found.map((own) => Int32Array.from(own.flatMap((feature) => idOf.get(feature) ?? [])));
  const information = positiveMutualInformation(
    numbered,
    features.length,
    Math.min(MOST_CONTEXTS, features.length),
  );
  onProgress(0.5);
  const table = truncatedSvd(information, DIMENSIONS, seededRandom(SEED));
  onProgress(1);
  return {
    language,
    features,
    rarity: Float32Array.from(features, (feature) => Math.log(found.length / (seenIn.get(feature) ?? 1))),
    dimensions: DIMENSIONS,
    table: quantizeRows(table, DIMENSIONS),
  };
}

const LARGEST = 127;

/** Each row to int8, its largest cell 127: only its direction counts. */
function quantizeRows(table: Float32Array, columns: number): Int8Array {
  const cells = new Int8Array(table.length);
  for (let from = 0; from < table.length; from += columns) {
    const row = table.subarray(from, from + columns);
    const largest = row.reduce((most, cell) => Math.max(most, Math.abs(cell)), 0);
    if (largest === 0) continue;
    row.forEach((cell, column) => {
      cells[from + column] = Math.round((cell / largest) * LARGEST);
    });
  }
  return cells;
}
