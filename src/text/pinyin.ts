import { pinyin } from "pinyin-pro";
import { pinyinSyllables } from "./pinyin-syllables.ts";
import { wordStarts } from "./word-starts.ts";

/** The syllables of a normalised text as they sound without tones: Han characters and letters typed as pinyin. */
export type ReadAloud = (normalized: string) => readonly string[];

const PART = /\p{Script=Han}|[a-z]+/gu;

/**
 * A reader of Chinese that knows the given polyphones (`{ 还款: "huan kuan" }`). Other characters get their most
 * common reading, whatever stands around them: a homophone typo must sound the same in every sentence.
 */
export function pinyinReader(polyphones: Readonly<Record<string, string>>): ReadAloud {
  const readings = new Map(Object.entries(polyphones).map(([word, reading]) => [word, reading.split(" ")]));
  const longestFrom = wordStarts(readings.keys());

  return (normalized) => {
    const syllables: string[] = [];
    let readTo = 0;
    // matchAll copies the pattern for every text, which takes longer than all the matches.
    for (let match = PART.exec(normalized); match !== null; match = PART.exec(normalized)) {
      const { 0: part, index } = match;
      if (index < readTo) continue;
      const word = longestPolyphoneAt(normalized, index);
      if (word !== undefined) {
        syllables.push(...(readings.get(word) ?? []));
        readTo = index + word.length;
      } else if (/[a-z]/u.test(part)) {
        syllables.push(...(pinyinSyllables(part) ?? []));
      } else {
        syllables.push(commonReading(part));
      }
    }
    return syllables;
  };

  function longestPolyphoneAt(text: string, at: number): string | undefined {
    for (let length = Math.min(longestFrom(text, at), text.length - at); length > 0; length--) {
      const candidate = text.slice(at, at + length);
      if (readings.has(candidate)) return candidate;
    }
    return undefined;
  }
}

/** Bounded by the number of Han characters. Without it, pinyin would cost more than all other features together. */
const commonReadings = new Map<string, string>();

/** How a Han character is read most often, without its tone. */
export function commonReading(character: string): string {
  const known = commonReadings.get(character);
  if (known !== undefined) return known;
  const reading = pinyin(character, { toneType: "none", v: true });
  commonReadings.set(character, reading);
  return reading;
}

const INITIALS: Readonly<Record<string, string>> = { zh: "z", ch: "c", sh: "s", n: "l" };

/** Bounded by the number of syllables. */
const mergedSyllables = new Map<string, string>();

/** The syllable with the sounds that many speakers and typists confuse made equal: zh/z, ch/c, sh/s, n/l, ang/an … */
export function mergedSyllable(syllable: string): string {
  const known = mergedSyllables.get(syllable) ?? merge(syllable);
  mergedSyllables.set(syllable, known);
  return known;
}

function merge(syllable: string): string {
  const initial = /^(?:zh|ch|sh|n(?!g))/u.exec(syllable)?.[0] ?? "";
  const merged = (INITIALS[initial] ?? "") + syllable.slice(initial.length);
  return merged.replace(/(?<=[aei])ng$/u, "n");
}
