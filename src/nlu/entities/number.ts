import { ENGLISH_NUMERAL } from "./english-numeral.ts";
import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, plainDecimal, readNumeral } from "./numeral.ts";

/** Numbers that count nothing known: 12, 十二, 三次. A lone 三 counts only as the whole text or before a counter. */
export const numberRules: readonly EntityRule[] = [
  { name: "number", pattern: new RegExp(`^(${ANY_NUMERAL})$`, "gu"), read: numberOf },
  {
    name: "number",
    pattern: new RegExp(`(?<![双第周])(${NUMERAL})(?![a-z])`, "gu"),
    // 三 in 三方 is a part of a word.
    read: (match) => (/^[一-龥]$/u.test(match[0]) ? undefined : numberOf(match)),
  },
  {
    name: "number",
    pattern: new RegExp(
      `([二两三四五六七八九十])(?<![一二两三四五六七八九十百千万零双第周].)(?=[个次张笔件遍种步条位倍])`,
      "gu",
    ),
    read: numberOf,
  },
  { name: "number", pattern: new RegExp(`(${ENGLISH_NUMERAL})`, "gu"), read: englishNumberOf },
];

function numberOf([, numeral = ""]: RegExpExecArray): string | undefined {
  const value = readNumeral(numeral);
  return value === undefined ? undefined : plainDecimal(value);
}

/** "one" is mostly a pronoun. */
function englishNumberOf(match: RegExpExecArray): string | undefined {
  return match[0] === "one" ? undefined : numberOf(match);
}
