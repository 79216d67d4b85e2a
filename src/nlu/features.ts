/** How much each view of a text weighs beside the others; 0 leaves it out. */
export interface Views {
  readonly characters: number;
  readonly words: number;
  readonly sounds: number;
  readonly concepts: number;
}

/** What a text consists of, in one view of it (characters, words, sounds …). Repeats count. */
export interface FeatureBlock {
  /** How much this view weighs beside the others. */
  readonly weight: number;
  readonly features: readonly string[];
}

/** Takes a normalised text apart. Always the same number of blocks, in the same order. */
export type TakeApart = (normalized: string) => readonly FeatureBlock[];

/** All runs of `shortest` to `longest` parts, each prefixed, so that views do not share features. */
export function nGrams(
  parts: readonly string[],
  shortest: number,
  longest: number,
  prefix: string,
  joint = "",
): string[] {
  const grams: string[] = [];
  for (let length = shortest; length <= longest; length++) {
    for (let at = 0; at + length <= parts.length; at++) {
      // Put together by hand: a slice that is joined takes several times as long.
      let gram = prefix + parts[at];
      for (let next = at + 1; next < at + length; next++) gram += joint + parts[next];
      grams.push(gram);
    }
  }
  return grams;
}

/** A block of a view, whose features are only worked out when the view counts. */
export function viewBlock(weight: number, features: () => readonly string[]): FeatureBlock {
  return { weight, features: weight === 0 ? [] : features() };
}
