const ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS = [
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const VALUES: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, index) => [word, index + 1] as const),
  ...TEENS.map((word, index) => [word, index + 10] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);

/** "twelve", "thirty-six", "five hundred"; source of a regular expression without groups of its own. */
export const ENGLISH_NUMERAL = `\\b(?:(?:${TENS.join("|")})(?:[- ](?:${ONES.join("|")}))?|${[...TEENS, ...ONES].join("|")})(?: hundred| thousand)?\\b`;

/** The number that a text matching {@link ENGLISH_NUMERAL} stands for. */
export function readEnglishNumeral(text: string): number {
  let value = 0;
  for (const word of text.split(/[- ]/u)) {
    if (word === "hundred") value *= 100;
    else if (word === "thousand") value *= 1000;
    else value += VALUES.get(word) ?? 0;
  }
  return value;
}
