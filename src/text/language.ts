import type { Language } from "../kernel/language.ts";
import { pinyinSyllables } from "./pinyin-syllables.ts";

const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /[a-z']+/gu;

/** English words whose letters happen to be pinyin. Alone or together they are taken for English. */
const englishLookalikes: ReadonlySet<string> = new Set(
  (
    "a an are ban bang bank bin can cane case change china dare die dine done due dune eta fan far fee gang gene gong " +
    "gun guide hang have he here hone hung i lane language late lie like line long lung ma made make man mane me men " +
    "menu more name nine none nun ok one pan panda pause pie pin ping pure rang rare ran run rung sane sang sure " +
    "sue sun sung tan tang tile time tune use wan woman women wore xi yang you yuan zen zone ai ha hai hi her hue she so " +
    "ya yo bye dang dan dong den ten tie tire sale same some take tale to too do no go lo"
  ).split(" "),
);

/**
 * The language a normalised text is written in. Han characters decide unless English words far outnumber them;
 * letters that are toneless pinyin ("zenme huankuan") are Chinese.
 *
 * @returns undefined when nothing in the text tells, as in "12" or "?"
 */
export function identifyLanguage(normalized: string): Language | undefined {
  const han = normalized.match(HAN)?.length ?? 0;
  const words = normalized.match(LATIN_WORD) ?? [];
  if (han > 0) return han * 2 >= words.length ? "zh" : "en";
  if (words.length === 0) return undefined;
  // One letter (a, e, o) is a syllable and an English word: it tells nothing.
  const telling = words.filter(({ length }) => length > 1);
  return telling.filter(isPinyin).length * 2 > telling.length ? "zh" : "en";
}

function isPinyin(word: string): boolean {
  return !englishLookalikes.has(word) && pinyinSyllables(word) !== undefined;
}
