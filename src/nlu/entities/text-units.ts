import { commonReading, mergedSyllable } from "../../text/pinyin.ts";
import { pinyinSyllables } from "../../text/pinyin-syllables.ts";

/** A piece of a text that names are made of, and where it stands: [start, end). */
export interface TextUnit {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it follows the unit before it closely enough to belong to the same name. */
  readonly joins: boolean;
  /** See `soundOf`; absent where a word is no pinyin, and in numbers. */
  readonly sound?: string;
}

const TOKEN = /\p{Script=Han}|[a-z]+|\d+/gu;
const LETTERS = /^[a-z]+$/u;
const HAN = /^\p{Script=Han}$/u;
/** What may stand inside a name that is written in letters: "we chat", "uni-pay", "pay.pal". */
const GAP = /^[ '’&.·-]?$/u;

/** Han characters one by one; words and numbers whole. */
export function tokensOf(text: string): readonly TextUnit[] {
  const units: TextUnit[] = [];
  let before: TextUnit | undefined;
  // matchAll copies the pattern for every text, which takes longer than all the matches.
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { 0: token, index } = match;
    const gap = before === undefined ? undefined : text.slice(before.end, index);
    const closed =
      gap === "" || (gap !== undefined && GAP.test(gap) && !(isHan(token) && isHan(before?.text)));
    before = { text: token, start: index, end: index + token.length, joins: closed };
    units.push(before);
  }
  return units;
}

/** The same with their sounds; words that are pinyin from end to end become syllables: "zhaohang" is zhao and hang. */
export function soundsOf(tokens: readonly TextUnit[]): readonly TextUnit[] {
  return tokens.flatMap((token) => {
    const { text: written, end, joins } = token;
    if (isHan(written)) return { text: written, start: token.start, end, joins, sound: soundOf(written) };
    const syllables = LETTERS.test(token.text) ? pinyinSyllables(token.text) : undefined;
    if (syllables === undefined) return token;
    let { start } = token;
    return syllables.map((text, place): TextUnit => {
      const unit = {
        text,
        start,
        end: start + text.length,
        joins: place > 0 || token.joins,
        sound: soundOf(text),
      };
      start = unit.end;
      return unit;
    });
  });
}

/** By unit: how many units from it on belong together. */
export function runLengths(units: readonly TextUnit[]): readonly number[] {
  const lengths: number[] = Array(units.length).fill(1);
  for (let at = units.length - 2; at >= 0; at--) {
    if (units[at + 1]?.joins) lengths[at] = 1 + (lengths[at + 1] ?? 0);
  }
  return lengths;
}

/** Bounded by the number of Han characters and syllables: what is neither is not asked for its sound. */
const knownSounds = new Map<string, string>();

/** How a Han character or a syllable sounds, with what many confuse made equal. */
export function soundOf(unit: string): string {
  const known = knownSounds.get(unit);
  if (known !== undefined) return known;
  const sound = mergedSyllable(isHan(unit) ? commonReading(unit) : unit);
  knownSounds.set(unit, sound);
  return sound;
}

export function isHan(text: string | undefined): boolean {
  return text !== undefined && HAN.test(text);
}
