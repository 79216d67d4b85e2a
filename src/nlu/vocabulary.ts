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

/** Collects the features that occur in at least `leastTexts` texts, sorted, so that the texts' order is forgotten. */
export function fitVocabulary(texts: readonly (readonly FeatureBlock[])[], leastTexts: number): Vocabulary {
  const seenIn = new Map<string, number>();
  for (const blocks of texts) {
    for (const feature of new Set(blocks.flatMap((block) => block.features))) {
      seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
    }
  }
  const features = [...seenIn].filter(([, count]) => count >= leastTexts).map(([feature]) => feature);
  features.sort();
  const rarity = Float32Array.from(features, (feature) => rarityOf(seenIn.get(feature) ?? 0, texts.length));
  return { features, rarity };
}

function rarityOf(seenIn: number, texts: number): number {
  return Math.log((1 + texts) / (1 + seenIn)) + 1;
}

/** TF-IDF with sublinear term frequency, each block scaled to length 1 times its weight. */
export function vectorizer({ features, rarity }: Vocabulary): Vectorize {
  const columns = new Map(features.map((feature, column) => [feature, column]));

  return (blocks) => {
    const entries: Entry[] = [];
    let distinct = 0;
    for (const { features: found, weight } of blocks) {
      const counts = countEach(found);
      distinct += counts.size;
      entries.push(...scaled(entriesOf(counts), weight));
    }
    entries.sort((one, other) => one.column - other.column);
    return {
      indices: Int32Array.from(entries, ({ column }) => column),
      values: Float32Array.from(entries, ({ value }) => value),
      familiar: distinct === 0 ? 0 : entries.length / distinct,
    };
  };

  function entriesOf(counts: ReadonlyMap<string, number>): readonly Entry[] {
    const entries: Entry[] = [];
    for (const [feature, count] of counts) {
      const column = columns.get(feature);
      if (column === undefined) continue;
      entries.push({ column, value: (1 + Math.log(count)) * (rarity[column] ?? 0) });
    }
    return entries;
  }
}

function countEach(features: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

interface Entry {
  readonly column: number;
  readonly value: number;
}

function scaled(entries: readonly Entry[], length: number): readonly Entry[] {
  const norm = Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0));
  return entries.map(({ column, value }) => ({ column, value: (value * length) / norm }));
}
