import type { Language } from "../kernel/language.ts";
import { englishWords, stem } from "../text/english.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { bareText } from "../text/normalize.ts";
import { numeralClasses } from "../text/numerals.ts";
import { type Segment, segmenter } from "../text/segment.ts";
import type { Model, StoredLanguage } from "./model.ts";

/** A normalised text in the terms that articles are found by, each once. */
export interface Terms {
  /** What tells what the text is about: words of Chinese, stems of English. */
  readonly words: readonly string[];
  /** The same, and pairs of Chinese characters, so that it matters little where words are cut. */
  readonly all: readonly string[];
}

export type TakeTerms = (normalized: string) => Terms;

const HAN_RUN = /\p{Script=Han}+/gu;

/** How texts of a language are taken apart. */
export function termTaker(language: Language, lexicon: Lexicon): TakeTerms {
  if (language === "en") {
    return (normalized) => {
      const words = [...new Set(englishWords(numeralClasses(normalized)).map(stem))];
      return { words, all: words };
    };
  }
  const segment = segmenter([...lexicon.words, ...Object.keys(lexicon.synonyms)].filter(isHan));
  return (normalized) => chineseTerms(numeralClasses(bareText(normalized)), segment);
}

function chineseTerms(text: string, segment: Segment): Terms {
  const words = [...new Set(segment(text))];
  return { words, all: [...new Set([...words, ...(text.match(HAN_RUN) ?? []).flatMap(pairsOf)])] };
}

/** The pairs of neighbours in a word: three in 聊天记录, the word itself when it has two characters. */
export function pairsOf(word: string): readonly string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2));
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}+$/u.test(word);
}

/** How telling a word is: 0 for what every other question holds, 1 for what none does. */
export type Weigh = (word: string) => number;

/**
 * What stands in more utterances says nothing of what is asked: of 8,000 utterances, in 350 or more. In the bot's own
 * these are 怎么, 分期, 还款 and 可以, or how, can and my.
 */
const FILLER = 0.35;

/** Weighs words by how rare they are in the utterances that a model was trained on. */
export function weigherOf(model: Model, language: Language): Weigh {
  const stored = model.languages.get(language)?.stored;
  const rarities = stored === undefined ? new Map<string, number>() : raritiesOf(stored);
  // Of one utterance in n the rarity is 1 + ln((1 + n) / 2), and of none ln 2 more.
  const most = [...rarities.values()].reduce((a, b) => Math.max(a, b), 1) - 1 + Math.LN2;
  return (word) => {
    const rarity = rarities.get(word);
    const share = rarity === undefined ? 1 : (rarity - 1) / most;
    return share < FILLER ? 0 : share;
  };
}

/** Words as the vocabulary has them; characters and pairs of them that a text may be cut into elsewhere count as words. */
function raritiesOf({ vocabulary: { features, rarity } }: StoredLanguage): ReadonlyMap<string, number> {
  const rarities = new Map<string, number>();
  features.forEach((feature, column) => {
    const word = feature.slice(1);
    const isWord = feature.startsWith("w") || (feature.startsWith("c") && isHan(word));
    // A pair stands in more texts than the same two characters as a word of their own.
    if (isWord) rarities.set(word, Math.min(rarities.get(word) ?? Infinity, rarity[column] ?? 1));
  });
  return rarities;
}
