import type { Language } from "../kernel/language.ts";

/** The other text that is most like a text. */
export interface Nearest {
  /** Its index. */
  readonly index: number;
  /** The cosine of the two, in (0, 1]. */
  readonly similarity: number;
}

/**
 * For each text the most similar other one, or `undefined` when it shares nothing telling with any. Texts are alike as far as
 * they share pairs of characters (Chinese) or words and pairs of words (English), rare ones above all.
 *
 * Only texts that share something are compared, through an index: 9,000 Chinese ones take 0.15 s.
 *
 * @param texts normalised, letters and digits alone
 * @see Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval" (tf-idf with cosine)
 */
export function nearestTexts(texts: readonly string[], language: Language): readonly (Nearest | undefined)[] {
  const { features, holders, weights, lengths } = indexOf(
    texts.map((text) => (language === "zh" ? characterPairs(text) : wordPairs(text))),
  );
  const shared = new Float64Array(texts.length);
  return features.map((own, self) => {
    const met: number[] = [];
    for (const feature of own) {
      const weight = weights[feature] ?? 0;
      for (const other of holders[feature] ?? []) {
        const before = shared[other] ?? 0;
        if (before === 0) met.push(other);
        shared[other] = before + weight * weight;
      }
    }
    let best: Nearest | undefined;
    for (const index of met) {
      const similarity = (shared[index] ?? 0) / ((lengths[self] ?? 1) * (lengths[index] ?? 1));
      if (index !== self && similarity > (best?.similarity ?? 0)) best = { index, similarity };
      shared[index] = 0;
    }
    return best;
  });
}

/** What more texts than this hold tells next to nothing, and comparing by it (分期, 怎么) took most of the time. */
const COMMON = { texts: 100, share: 0.05 } as const;

/** Features are numbered; repeats in one text count once. */
interface Index {
  /** For each text, its features. */
  readonly features: readonly (readonly number[])[];
  /** For each feature, the texts that hold it; none when it is common. */
  readonly holders: readonly Int32Array[];
  /** For each feature, more the fewer texts hold it. */
  readonly weights: Float64Array;
  /** For each text, the length of its vector of weights. */
  readonly lengths: Float64Array;
}

function indexOf(texts: readonly (readonly string[])[]): Index {
  const numbers = new Map<string, number>();
  const heldBy: number[][] = [];
  const features = texts.map((names, text) =>
    Array.from(new Set(names), (name) => {
      const feature = numbers.get(name) ?? numbers.size;
      numbers.set(name, feature);
      const holders = (heldBy[feature] ??= []);
      holders.push(text);
      return feature;
    }),
  );
  const common = Math.max(COMMON.texts, texts.length * COMMON.share);
  const weights = Float64Array.from(heldBy, ({ length }) => Math.log(texts.length / length));
  return {
    features,
    holders: heldBy.map((holders) => Int32Array.from(holders.length > common ? [] : holders)),
    weights,
    lengths: Float64Array.from(features, (own) => Math.hypot(...own.map((feature) => weights[feature] ?? 0))),
  };
}

function characterPairs(text: string): readonly string[] {
  const letters = [...text];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => (letters[at] ?? "") + letter);
}

function wordPairs(text: string): readonly string[] {
  const words = text.split(" ");
  return words.flatMap((word, at) => [word, `${words[at - 1] ?? ""} ${word}`]);
}
