import type { FeatureBlock } from "./features.ts";
import type { SparseVector } from "./sparse.ts";

/** The features a model knows, in the order of their columns, with how telling each is. */
export interface Vocabulary {
  readonly features: readonly string[];
  /** Inverse document frequency by column. */
  readonly rarity: Float32Array;
}

/** A text as a vector of a vocabulary's width. */
export interface TextVector extends SparseVector {
  /** The share of the text's distinct features that the vocabulary knows, 0 to 1. */
  readonly familiar: number;
}

export type Vectorize = (blocks: readonly FeatureBlock[]) => TextVector;

/** A text's features by number, before it is known how telling each is. Entries lie side by side, ids ascending. */
export interface CountedText {
  readonly ids: Int32Array;
  /** Sublinear: 1 + ln(count). */
  readonly frequencies: Float64Array;
  /** The place of each feature's block in `weights`. */
  readonly blocks: Uint8Array;
  readonly weights: readonly number[];
  /** How many different features the text has, those without a number included. */
  readonly distinct: number;
}

/**
 * Numbers the features of many texts once, so that each fold of them only counts numbers.
 *
 * @returns the features by id, sorted, so that the texts' order is forgotten
 */
export function countTexts<Text>(
  texts: readonly Text[],
  takeApart: (text: Text) => readonly FeatureBlock[],
): { readonly features: readonly string[]; readonly counted: readonly CountedText[] } {
  const firstSeen = new Map<string, number>();
  const idOf = (feature: string): number => {
    const known = firstSeen.get(feature);
    if (known !== undefined) return known;
    firstSeen.set(feature, firstSeen.size);
    return firstSeen.size - 1;
  };
  const cut = texts.map((text) => {
    const blocks = takeApart(text);
    return { ...codesOf(blocks, idOf), weights: weightsOf(blocks) };
  });
  const features = [...firstSeen.keys()].sort();
  const sortedId = new Int32Array(features.length);
  features.forEach((feature, id) => {
    sortedId[idOf(feature)] = id;
  });
  const counted = cut.map(({ codes, weights }) => {
    const sorted = codes.map((code) => codeOf(sortedId[code >>> BLOCK_BITS] ?? 0, code & BLOCK_MASK));
    return countCodes(sorted, weights, 0);
  });
  return { features, counted };
}

/**
 * Keeps the features that occur in some of the counted texts, once is enough: leaving out those that occur once halves
 * the model and costs a point on real questions.
 *
 * @param features of `countTexts`, which also counted the texts
 * @returns the vocabulary, and the column of each feature by id, -1 for those left out
 */
export function fitVocabulary(
  features: readonly string[],
  texts: readonly CountedText[],
  weighting: "tf-idf" | "tf",
): { readonly vocabulary: Vocabulary; readonly columns: Int32Array } {
  const seenIn = new Int32Array(features.length);
  for (const { ids } of texts) for (const id of ids) seenIn[id] = (seenIn[id] ?? 0) + 1;
  const columns = new Int32Array(features.length).fill(-1);
  const kept: string[] = [];
  const rarity: number[] = [];
  features.forEach((feature, id) => {
    const count = seenIn[id] ?? 0;
    if (count === 0) return;
    columns[id] = kept.length;
    kept.push(feature);
    rarity.push(weighting === "tf" ? 1 : Math.log((1 + texts.length) / (1 + count)) + 1);
  });
  return { vocabulary: { features: kept, rarity: Float32Array.from(rarity) }, columns };
}

/** TF-IDF with sublinear term frequency, each block scaled to length 1 times its weight. */
export function weigh(text: CountedText, { rarity }: Vocabulary, columns: Int32Array): TextVector {
  const { ids, frequencies, blocks, weights, distinct } = text;
  const squares = new Float64Array(weights.length);
  let known = 0;
  for (let at = 0; at < ids.length; at++) {
    const column = columns[ids[at] ?? 0] ?? -1;
    if (column < 0) continue;
    const block = blocks[at] ?? 0;
    squares[block] = (squares[block] ?? 0) + ((frequencies[at] ?? 0) * (rarity[column] ?? 0)) ** 2;
    known++;
  }
  const scales = squares.map((square, block) => (weights[block] ?? 0) / Math.sqrt(square));
  const indices = new Int32Array(known);
  const values = new Float32Array(known);
  let next = 0;
  for (let at = 0; at < ids.length; at++) {
    const column = columns[ids[at] ?? 0] ?? -1;
    if (column < 0) continue;
    indices[next] = column;
    values[next++] = (frequencies[at] ?? 0) * (rarity[column] ?? 0) * (scales[blocks[at] ?? 0] ?? 0);
  }
  return { indices, values, familiar: distinct === 0 ? 0 : known / distinct };
}

/** As `weigh`, for texts that are yet to be counted. */
export function vectorizer(vocabulary: Vocabulary): Vectorize {
  const { features } = vocabulary;
  const columnOf = new Map(features.map((feature, column) => [feature, column]));
  const columns = Int32Array.from(features.keys());
  return (blocks) => {
    const { codes, unknown } = codesOf(blocks, (feature) => columnOf.get(feature));
    return weigh(countCodes(codes, weightsOf(blocks), unknown), vocabulary, columns);
  };
}

/** A feature's id and its block in one number, so that numbers can be sorted in place of entries. */
const BLOCK_BITS = 3;
const BLOCK_MASK = (1 << BLOCK_BITS) - 1;

function codeOf(id: number, block: number): number {
  return (id << BLOCK_BITS) | block;
}

/** One code for every occurrence of a feature with an id, and how many different ones have none. */
function codesOf(
  blocks: readonly FeatureBlock[],
  idOf: (feature: string) => number | undefined,
): { readonly codes: Int32Array; readonly unknown: number } {
  const codes: number[] = [];
  const unknown = new Set<string>();
  for (const [block, { features }] of blocks.entries()) {
    for (const feature of features) {
      const id = idOf(feature);
      if (id === undefined) unknown.add(feature);
      else codes.push(codeOf(id, block));
    }
  }
  return { codes: Int32Array.from(codes), unknown: unknown.size };
}

function weightsOf(blocks: readonly FeatureBlock[]): readonly number[] {
  return blocks.map(({ weight }) => weight);
}

function countCodes(codes: Int32Array, weights: readonly number[], unknown: number): CountedText {
  codes.sort();
  const ids = new Int32Array(codes.length);
  const counts = new Int32Array(codes.length);
  const blocks = new Uint8Array(codes.length);
  let distinct = 0;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (at === 0 || code !== codes[at - 1]) {
      ids[distinct] = code >>> BLOCK_BITS;
      blocks[distinct] = code & BLOCK_MASK;
      distinct++;
    }
    counts[distinct - 1] = (counts[distinct - 1] ?? 0) + 1;
  }
  const frequencies = new Float64Array(distinct);
  for (let at = 0; at < distinct; at++) frequencies[at] = 1 + Math.log(counts[at] ?? 1);
  return {
    ids: ids.subarray(0, distinct),
    frequencies,
    blocks: blocks.subarray(0, distinct),
    weights,
    distinct: distinct + unknown,
  };
}
