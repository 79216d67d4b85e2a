import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, plainDecimal, readHanDecimal, readNumeral } from "./numeral.ts";

const DIVISORS = new Map([
  ["百", 1],
  ["千", 10],
  ["万", 100],
]);

/** Shares in hundredths: 5%, 百分之五 and "five percent" are "5"; 万分之五, as daily interest is told, is "0.05". */
export const percentageRules: readonly EntityRule[] = [
  {
    name: "percentage",
    pattern: new RegExp(`(${NUMERAL}) ?[%‰]`, "gu"),
    read: ([written, numeral = ""]) => hundredths(readNumeral(numeral), written.endsWith("‰") ? 10 : 1),
  },
  {
    name: "percentage",
    pattern: /([零一二三四五六七八九十]{1,3})点([零一二三四五六七八九]{1,4})%/gu,
    read: ([, whole = "", tenths = ""]) => hundredths(readHanDecimal(whole, tenths), 1),
  },
  {
    name: "percentage",
    // The numerals of the text before 百 are the count's: 一百分之五 is no share.
    pattern: new RegExp(
      `(?<![零一二两三四五六七八九十\\d])([百千万])分之(百|${NUMERAL})(?:点([零一二三四五六七八九]{1,4}))?`,
      "gu",
    ),
    read: ([, scale = "", numeral = "", tenths]) => {
      const whole = numeral === "百" ? 100 : readNumeral(numeral);
      const share = tenths === undefined ? whole : readHanDecimal(numeral, tenths);
      return hundredths(share, DIVISORS.get(scale) ?? 1);
    },
  },
  {
    name: "percentage",
    pattern: new RegExp(`(${ANY_NUMERAL})[- ]?per ?cent\\b`, "gu"),
    read: ([, numeral = ""]) => hundredths(readNumeral(numeral), 1),
  },
];

function hundredths(share: number | undefined, divisor: number): string | undefined {
  return share === undefined ? undefined : plainDecimal(share / divisor);
}
