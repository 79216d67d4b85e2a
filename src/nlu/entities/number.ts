import { ENGLISH_NUMERAL } from "./english-numeral.ts";
import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, plainDecimal, readHanDecimal, readNumeral } from "./numeral.ts";

/** What a number follows as a part of a name: 小米14, "iphone 15", 版本3.5. */
const NAMED =
  "(?:小米|红米|华为|荣耀|苹果|三星|一加|真我|魅族|联想|iphone|ipad|ios|android|macbook|switch|mate|nova|magic|galaxy|redmi|oneplus|pixel|xiaomi|huawei|honor|oppo|vivo|find|reno|版本号?|型号|version) ?";

/**
 * Numbers that count nothing known: 12, 十二, 三次, 三分之一. A lone 三 counts only as the whole text or before a
 * counter; what is only about so many, as 两三个 and 二十几, is none.
 */
export const numberRules: readonly EntityRule[] = [
  { name: "number", pattern: new RegExp(`^(${ANY_NUMERAL})$`, "gu"), read: numberOf },
  {
    name: "number",
    pattern: new RegExp(`(?<![双第周]|${NAMED})(${NUMERAL})(?![a-z几]|分之)`, "gu"),
    // 三 in 三方 is a part of a word.
    read: (match) => (/^[一-龥]$/u.test(match[0]) ? undefined : numberOf(match)),
  },
  {
    name: "number",
    pattern: new RegExp(
      `([二两三四五六七八九十])(?<![一二两三四五六七八九十百千万零双第周几].)(?=[个次张笔件遍种步条位倍])`,
      "gu",
    ),
    read: numberOf,
  },
  {
    name: "number",
    pattern: new RegExp(`(${NUMERAL})分之(${NUMERAL})`, "gu"),
    read: ([, under = "", over = ""]) => {
      const [whole, parts] = [readNumeral(under), readNumeral(over)];
      return whole === undefined || whole === 0 || parts === undefined
        ? undefined
        : plainDecimal(parts / whole);
    },
  },
  {
    name: "number",
    // Elsewhere 三点五 is five past three.
    pattern: /([零一二三四五六七八九十]{1,3})点([零一二三四五六七八九]{1,4})(?=[折倍])/gu,
    read: ([, whole = "", tenths = ""]) => decimalOf(readHanDecimal(whole, tenths)),
  },
  { name: "number", pattern: new RegExp(`(${ENGLISH_NUMERAL})`, "gu"), read: englishNumberOf },
];

function numberOf([, numeral = ""]: RegExpExecArray): string | undefined {
  return decimalOf(readNumeral(numeral));
}

function decimalOf(value: number | undefined): string | undefined {
  return value === undefined ? undefined : plainDecimal(value);
}

/** "one" is mostly a pronoun. */
function englishNumberOf(match: RegExpExecArray): string | undefined {
  return match[0] === "one" ? undefined : numberOf(match);
}
