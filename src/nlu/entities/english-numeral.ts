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
  ["a", 1],
  ...ONES.map((word, index) => [word, index + 1] as const),
  ...TEENS.map((word, index) => [word, index + 10] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
]);

const SMALL =
  "(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve|one|two|three|four|five|six|seven|eight|nine)";

/**
 * "twelve", "two hundred and fifty", "a thousand"; source of a regular expression without groups of its own.
 *
 * It is a part of many rules, so it is kept cheap: V8 writes out a loop of up to three turns, and with three in place of
 * four each of them took 20 ms to compile, not 2.
 */
export const ENGLISH_NUMERAL = `\\b(?:${SMALL}|a(?= hundred| thousand))(?: (?:hundred|thousand)(?:(?:,| and)? ${SMALL})?){0,4}\\b`;

/** The number that a text matching {@link ENGLISH_NUMERAL} stands for; `undefined` for "one hundred two hundred". */
export function readEnglishNumeral(text: string): number | undefined {
  let thousands = 0;
  let value = 0;
  for (const word of text.split(/[-, ]+/u)) {
    if ((word === "hundred" && value >= 100) || (word === "thousand" && thousands > 0)) return undefined;
    if (word === "hundred") value *= 100;
    else if (word === "thousand") [thousands, value] = [value * 1000, 0];
    else value += VALUES.get(word) ?? 0;
  }
  return thousands + value;
}
