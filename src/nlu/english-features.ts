import { englishWords, stem } from "../text/english.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { numeralClasses } from "../text/numerals.ts";
import { conceptFinder } from "./concepts.ts";
import { nGrams, type TakeApart } from "./features.ts";

/** Characters within words, stems, and the lexicon's concepts of an English text. */
export function englishFeatures(lexicon: Lexicon): TakeApart {
  const findConcepts = conceptFinder(lexicon, stemsOf);

  return (normalized) => {
    const words = englishWords(numeralClasses(normalized));
    const stems = words.map(stem);
    return [
      { weight: 1, features: words.flatMap((word) => nGrams([" ", ...word, " "], 2, 4, "c")) },
      { weight: 1, features: nGrams(stems, 1, 2, "w", " ") },
      { weight: 1, features: nGrams(findConcepts(stems), 1, 1, "k") },
    ];
  };
}

function stemsOf(words: string): readonly string[] {
  return englishWords(words).map(stem);
}
