import { englishWords, stem } from "../text/english.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { numeralClasses } from "../text/numerals.ts";
import { conceptFinder } from "./concepts.ts";
import { nGrams, type TakeApart, type Views, viewBlock } from "./features.ts";
import type { Respell } from "./respell.ts";

/**
 * Characters within words, stems, and the lexicon's concepts of an English text.
 *
 * @param respell mends slips in stems; characters stay as they were typed
 */
export function englishFeatures(
  lexicon: Lexicon,
  views: Views,
  respell: Respell = (typed) => typed,
): TakeApart {
  const findConcepts = conceptFinder(lexicon, stemsOf);

  return (normalized) => {
    const words = englishWords(numeralClasses(normalized));
    const stems = words.map((word) => respell(stem(word)));
    return [
      viewBlock(views.characters, () => words.flatMap((word) => nGrams([" ", ...word, " "], 2, 4, "c"))),
      viewBlock(views.words, () => nGrams(stems, 1, 2, "w", " ")),
      viewBlock(views.concepts, () => nGrams(findConcepts(stems), 1, 1, "k")),
    ];
  };
}

function stemsOf(words: string): readonly string[] {
  return englishWords(words).map(stem);
}
