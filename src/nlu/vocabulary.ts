import type { FeatureBlock } from "./features.ts";
import type { SparseVector } from "./sparse.ts";

/** The features a model knows, in the order of their columns, with how telling each is. */
export interface Vocabulary {
  readonly features: readonly string[];
  /** Inverse document frequency by column. */
  readonly rarity: Float32Array;
}

/** Turns a text taken apart into a vector of a vocabulary's width. */
export type Vectorize = (blocks: readonly FeatureBlock[]) => SparseVector;

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
    for (const { features: found, weight } of blocks) entries.push(...scaled(entriesOf(found), weight));
    entries.sort((one, other) => one.column - other.column);
    return {
      indices: Int32Array.from(entries, ({ column }) => column),
      values: Float32Array.from(entries, ({ value }) => value),
    };
  };

  function entriesOf(found: readonly string[]): readonly Entry[] {
    const counts = new Map<number, number>();
    for (const feature of found) {
      const column = columns.get(feature);
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
    return [...counts].map(([column, count]) => ({
      column,
      value: (1 + Math.log(count)) * (rarity[column] ?? 0),
    }));
  }
}

interface Entry {
  readonly column: number;
  readonly value: number;
}

function scaled(entries: readonly Entry[], length: number): readonly Entry[] {
  const norm = Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0));
  return entries.map(({ column, value }) => ({ column, value: (value * length) / norm }));
}
