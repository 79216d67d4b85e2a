import type { ReadAloud } from "../../text/pinyin.ts";

/** Which of the characters that authors use sound alike, tones aside. */
export interface Homophones {
  /** The syllables of a text of Han characters, one for each. */
  readonly syllablesOf: (han: string) => readonly string[];
  /** Other characters with this toneless reading. */
  readonly soundingLike: (syllable: string, character: string) => readonly string[];
}

/**
 * Groups the Han characters of `texts` by their reading. A character's group is that of its most common reading; which
 * group a character of a sentence may be swapped with depends on the words around it.
 */
export function homophones(texts: Iterable<string>, readAloud: ReadAloud): Homophones {
  const bySyllable = new Map<string, string[]>();
  for (const character of charactersOf(texts)) {
    const [syllable = ""] = readAloud(character);
    bySyllable.set(syllable, [...(bySyllable.get(syllable) ?? []), character]);
  }
  return {
    syllablesOf: readAloud,
    soundingLike: (syllable, character) =>
      (bySyllable.get(syllable) ?? []).filter((other) => other !== character),
  };
}

function charactersOf(texts: Iterable<string>): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) for (const [character] of text.matchAll(/\p{Script=Han}/gu)) found.add(character);
  return [...found].sort();
}
