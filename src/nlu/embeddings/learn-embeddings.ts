import type { Language } from "../../kernel/language.ts";
import type { Lexicon } from "../../text/lexicon.ts";
import { bareText, normalize } from "../../text/normalize.ts";
import { takeApartFor } from "../model.ts";
import { seededRandom, shuffled } from "../random.ts";
import { positiveMutualInformation } from "./cooccurrence.ts";
import { type Embeddings, embeddedFeatures, textEmbedder } from "./embeddings.ts";
import { messagePlaces } from "./message-places.ts";
import { truncatedSvd } from "./truncated-svd.ts";

export interface LearnEmbeddingsOptions {
  readonly language: Language;
  readonly lexicon: Lexicon;
  /** Told how much is done, from 0 to 1, now and then. */
  readonly onProgress?: (done: number) => void;
}

/**
 * A feature seen in fewer texts has too little company to tell what it means. With three it was half a point less on
 * folds of BANKING77, ten utterances a class; many messages fill the table with more frequent ones anyway.
 */
const LEAST_TEXTS = 2;

/** So many features fill a megabyte, and the company of the most frequent ones describes them. */
const MOST_FEATURES = 14_000;
const MOST_CONTEXTS = 3_000;

/**
 * The company in few texts is too thin for as many directions as in many: on folds of SMP2017 with 2,300 texts half of
 * them were worth half a point, on BANKING77 with as many they changed nothing, with 7,500 they cost as much.
 */
const FEW_TEXTS = 5000;
const DIMENSIONS_OF_FEW = 32;
const DIMENSIONS = 64;

/** Of more messages so many are drawn to tell where they lie: twenty for each place. */
const MOST_PLACED = 10_000;

const SEED = 1;

/** Nothing else is looked at. */
const embeddedViews = { characters: 1, words: 1, sounds: 0, concepts: 0 };

/**
 * Learns from unlabelled texts which characters and words mean alike, by the company they keep, and of what kinds the
 * texts are.
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
  const different = [...new Set(texts.map(normalize))].filter((normalized) => bareText(normalized) !== "");
  const found = different.map((normalized) => {
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
  const dimensions = different.length < FEW_TEXTS ? DIMENSIONS_OF_FEW : DIMENSIONS;
  if (features.length < DIMENSIONS) return undefined;
  const idOf = new Map(features.map((feature, id) => [feature, id]));
  const numbered = found.map((own) => Int32Array.from(own.flatMap((feature) => idOf.get(feature) ?? [])));
  const information = positiveMutualInformation(
    numbered,
    features.length,
    Math.min(MOST_CONTEXTS, features.length),
  );
  onProgress(0.5);
  const table = truncatedSvd(information, dimensions, seededRandom(SEED));
  onProgress(0.8);
  const learned = {
    language,
    features,
    rarity: Float32Array.from(features, (feature) => Math.log(found.length / (seenIn.get(feature) ?? 1))),
    dimensions,
    table: quantizeRows(table, dimensions),
  };
  const embed = textEmbedder(learned);
  // Sorted first, so that the messages' order is forgotten.
  const drawn = shuffled(different.sort(), seededRandom(SEED)).slice(0, MOST_PLACED);
  const directions = drawn
    .map((normalized) => embed(takeApart(normalized)))
    .filter((direction) => direction.some((part) => part !== 0));
  const places = messagePlaces(directions, seededRandom(SEED));
  onProgress(1);
  return { ...learned, places: quantizeRows(joinedRows(places, dimensions), dimensions) };
}

function joinedRows(rows: readonly Float32Array[], columns: number): Float32Array {
  const joined = new Float32Array(rows.length * columns);
  rows.forEach((row, at) => {
    joined.set(row, at * columns);
  });
  return joined;
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
