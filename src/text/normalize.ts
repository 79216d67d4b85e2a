import { rememberLast } from "./remember-last.ts";
import { simplify } from "./simplify.ts";

/** Longer messages are cut: what a customer wants stands in the first thousand characters, if anywhere. */
export const MAX_LENGTH = 1000;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\p{Mn}\u20e3]/gu;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/gu;
/** Gestures that answer a question on their own. */
const NOD = /^\s*(?:[👍👌🆗✅]\p{Emoji_Modifier}?\ufe0f?\s*)+$/gu;
const SHAKE = /^\s*(?:[👎❌🙅]\p{Emoji_Modifier}?(?:\u200d[♀♂])?\ufe0f?\s*)+$/gu;
const BLANK = /[\p{Cc}\s]+/gu;
const REPEATED_MARK = /([\p{P}\p{S}])(?:\s*\1)+/gu;
const SPACE_BETWEEN_HAN = /(?<=[\p{Script=Han}\p{P}]) (?=[\p{Script=Han}\p{P}])/gu;
/** What menus and forwarded lists leave in front: "1:", "3#", "2、", "/", "-". "12:00" and "3.5折" stay. */
const LEADING_DEBRIS = /^(?:[\s/\\#*·•\-_.,:;、。>|]|\d{1,2}\s?(?:[#、)]|[:.](?!\d)))+/gu;
const TRAILING_DEBRIS = /[\s/\\#*·•\-_,:;、<>|]+$/gu;
const ENDS = /^\s+|\s+$/gu;

/** One step of normalising. It is written down rather than done, so that `alignText` can follow it. */
export type NormalizeStep =
  /** Every match becomes the replacement, in which "$1" is the first group. */
  | { readonly type: "replace"; readonly pattern: RegExp; readonly by: string }
  /** Characters become others, in the same order; how many may change. */
  | { readonly type: "rewrite"; readonly rewrite: (text: string) => string }
  | { readonly type: "cut" };

/** One pass of normalising, in this order. */
export const normalizeSteps: readonly NormalizeStep[] = [
  { type: "replace", pattern: LONE_SURROGATE, by: " " },
  { type: "replace", pattern: NOD, by: "好的" },
  { type: "replace", pattern: SHAKE, by: "不行" },
  { type: "replace", pattern: EMOJI, by: " " },
  { type: "rewrite", rewrite: (text) => text.normalize("NFKC") },
  { type: "rewrite", rewrite: (text) => text.toLowerCase() },
  { type: "replace", pattern: INVISIBLE, by: "" },
  { type: "replace", pattern: BLANK, by: " " },
  { type: "rewrite", rewrite: simplify },
  { type: "replace", pattern: REPEATED_MARK, by: "$1" },
  { type: "replace", pattern: SPACE_BETWEEN_HAN, by: "" },
  { type: "replace", pattern: LEADING_DEBRIS, by: "" },
  { type: "replace", pattern: TRAILING_DEBRIS, by: "" },
  { type: "cut" },
  { type: "replace", pattern: ENDS, by: "" },
];

/**
 * Brings a customer's text into the one form the rest of the understanding works on: NFKC, Simplified Chinese,
 * lower case, without emoji, invisible characters and menu debris, at most 1,000 characters.
 * Any string is safe; normalising twice changes nothing.
 */
export const normalize: (text: string) => string = rememberLast((text) => {
  let now = text.slice(0, MAX_LENGTH);
  // A removed mark can bring two others together, so the passes repeat until nothing moves. Each only shortens.
  for (let before = ""; before !== now; ) {
    before = now;
    now = PLAIN.test(now) ? normalizePlain(now) : normalizeSteps.reduce(take, now);
  }
  return now;
});

/** Letters, digits and common characters parted by single spaces, as most messages are: most steps change nothing. */
const PLAIN = /^[a-zA-Z\d\u4e00-\u9fa5]+(?: [a-zA-Z\d\u4e00-\u9fa5]+)*[?？]?$/u;

/** What all the steps make of such a text. */
function normalizePlain(text: string): string {
  return simplify(text.replace("？", "?").toLowerCase()).replace(SPACE_BETWEEN_HAN, "");
}

function take(text: string, step: NormalizeStep): string {
  switch (step.type) {
    case "replace":
      return text.replace(step.pattern, step.by);
    case "rewrite":
      return step.rewrite(text);
    case "cut":
      return text.slice(0, MAX_LENGTH);
  }
}

const MARKS_AND_SPACES = /[\p{P}\p{S}\p{Z}]+/gu;

/** The letters and digits of a normalised text alone: two texts with the same key differ in punctuation only. */
export function bareText(normalized: string): string {
  return normalized
    .replace(MARKS_AND_SPACES, " ")
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, "")
    .trim();
}
