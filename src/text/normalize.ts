import { simplify } from "./simplify.ts";

/** Longer messages are cut: what a customer wants stands in the first thousand characters, if anywhere. */
const MAX_LENGTH = 1000;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Mn}\u20e3]/gu;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
/** Gestures that answer a question on their own. */
const NOD = /^\s*(?:[👍👌🆗✅]\p{Emoji_Modifier}?\ufe0f?\s*)+$/u;
const SHAKE = /^\s*(?:[👎❌🙅]\p{Emoji_Modifier}?(?:\u200d[♀♂])?\ufe0f?\s*)+$/u;
const BLANK = /[\p{Cc}\s]+/gu;
const REPEATED_MARK = /([\p{P}\p{S}])(?:\s*\1)+/gu;
const SPACE_BETWEEN_HAN = /(?<=[\p{Script=Han}\p{P}]) (?=[\p{Script=Han}\p{P}])/gu;
/** What menus and forwarded lists leave in front: "1:", "3#", "2、", "/", "-". "12:00" and "3.5折" stay. */
const LEADING_DEBRIS = /^(?:[\s/\\#*·•\-_.,:;、。>|]|\d{1,2}\s?(?:[#、)]|[:.](?!\d)))+/u;
const TRAILING_DEBRIS = /[\s/\\#*·•\-_,:;、<>|]+$/u;

/**
 * Brings a customer's text into the one form the rest of the understanding works on: NFKC, Simplified Chinese,
 * lower case, without emoji, invisible characters and menu debris, at most 1,000 characters.
 * Any string is safe; normalising twice changes nothing.
 */
export function normalize(text: string): string {
  let now = text.slice(0, MAX_LENGTH);
  // A removed mark can bring two others together, so the passes repeat until nothing moves. Each only shortens.
  for (let before = ""; before !== now; ) {
    before = now;
    now = normalizeOnce(now);
  }
  return now;
}

function normalizeOnce(text: string): string {
  const plain = text
    .replace(LONE_SURROGATE, " ")
    .replace(NOD, "好的")
    .replace(SHAKE, "不行")
    .replace(EMOJI, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replace(INVISIBLE, "")
    .replace(BLANK, " ");
  return simplify(plain)
    .replace(REPEATED_MARK, "$1")
    .replace(SPACE_BETWEEN_HAN, "")
    .replace(LEADING_DEBRIS, "")
    .replace(TRAILING_DEBRIS, "")
    .slice(0, MAX_LENGTH)
    .trim();
}

const MARKS_AND_SPACES = /[\p{P}\p{S}\p{Z}]+/gu;

/** The letters and digits of a normalised text alone: two texts with the same key differ in punctuation only. */
export function bareText(normalized: string): string {
  return normalized
    .replace(MARKS_AND_SPACES, " ")
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "")
    .trim();
}
