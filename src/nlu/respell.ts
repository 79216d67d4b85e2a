import { isOneEdit } from "./entities/one-edit.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A stem as its writer most likely meant it. */
export type Respell = (stem: string) => string;

/** Shorter ones are a slip away from too many others. */
const SHORTEST = 4;

/** What stands in no more utterances than this may be a slip; what others may be meant, in as many or more. */
const RARE = 1;
const COMMON = 5;

/**
 * Mends stems that are hardly known and one slip of the finger away from a common one: repi becomes repai. Only asked
 * questions are mended, since authors' own slips are known by heart.
 *
 * @param texts how many utterances the vocabulary was made of
 */
export function respeller({ features, rarity }: Vocabulary, texts: number): Respell {
  const seenIn = new Map<string, number>();
  features.forEach((feature, column) => {
    if (!feature.startsWith("w") || feature.includes(" ")) return;
    // The inverse of the vocabulary's own weighting.
    seenIn.set(feature.slice(1), Math.round((1 + texts) / Math.exp((rarity[column] ?? 1) - 1)) - 1);
  });
  const byPart = new Map<string, string[]>();
  const common = [...seenIn].filter(([stem, count]) => count >= COMMON && stem.length >= SHORTEST);
  common.sort(([, one], [, other]) => other - one);
  for (const [stem] of common) {
    for (const part of partsOf(stem)) byPart.set(part, [...(byPart.get(part) ?? []), stem]);
  }

  return (stem) => {
    if (stem.length < SHORTEST || (seenIn.get(stem) ?? 0) > RARE || !/^[a-z]+$/u.test(stem)) return stem;
    const near = partsOf(stem)
      .flatMap((part) => byPart.get(part) ?? [])
      .filter((known) => known[0] === stem[0] && isOneEdit(stem, known));
    return near.reduce(
      (best, known) => ((seenIn.get(known) ?? 0) > (seenIn.get(best) ?? 0) ? known : best),
      stem,
    );
  };
}

/** The word itself and with each letter left out: two words one slip apart share one of these. */
function partsOf(word: string): readonly string[] {
  return [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
}
