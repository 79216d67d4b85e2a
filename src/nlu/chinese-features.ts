import type { Lexicon } from "../text/lexicon.ts";
import { bareText } from "../text/normalize.ts";
import { numeralClasses } from "../text/numerals.ts";
import { mergedSyllable, pinyinReader } from "../text/pinyin.ts";
import { segmenter } from "../text/segment.ts";
import { conceptFinder } from "./concepts.ts";
import { nGrams, type TakeApart, type Views, viewBlock } from "./features.ts";

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** Characters, words, sounds and the lexicon's concepts of a Chinese text. */
export function chineseFeatures(lexicon: Lexicon, views: Views): TakeApart {
  const segment = segmenter(domainWords(lexicon));
  const readAloud = pinyinReader(lexicon.polyphones);
  const findConcepts = conceptFinder(lexicon, charactersOf);

  return (normalized) => {
    const counted = numeralClasses(bareText(normalized));
    return [
      viewBlock(views.characters, () => nGrams(["^", ...counted, "$"], 1, 2, "c")),
      viewBlock(views.words, () => nGrams(segment(counted), 1, 1, "w")),
      viewBlock(views.sounds, () => nGrams(readAloud(counted).map(mergedSyllable), 1, 2, "p", " ")),
      viewBlock(views.concepts, () => nGrams(findConcepts(charactersOf(normalized)), 1, 1, "k")),
    ];
  };
}

/** Han characters one by one, and whatever is written in letters as whole words. */
function charactersOf(text: string): readonly string[] {
  return text.match(/[a-z]+|[\p{L}\p{N}]/gu) ?? [];
}

function domainWords({ words, synonyms, polyphones }: Lexicon): readonly string[] {
  const known = [
    ...words,
    ...Object.keys(polyphones),
    ...Object.keys(synonyms),
    ...Object.values(synonyms).flat(),
  ];
  return known.filter((word) => HAN_ONLY.test(word));
}
