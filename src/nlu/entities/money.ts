import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, DIGITS, NUMERAL, plainDecimal, readNumeral } from "./numeral.ts";

const PART = "[\\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]";
/** What shows that a digit after 元 is no tenth of it: 2元5分 has none. */
const AFTER_TAIL = "(?!\\d|\\s?[期个月年天号日点周次笔张%]|分(?![期钟之]))";

/** What a thousand of is not a price: 一百次, 3千人, 12.50%, 一千几. */
const COUNTER =
  "(?!\\s?(?:[%‰折次个人位天年期月日号点周件家遍种步条倍岁张笔名百千字几]|分(?!期|[一二三四五六七八九十\\d])|小时|多[次个人位天年]|per ?cent))";

const SIGN = "(?:(?:us|hk)?[¥$€£]|\\b(?:rmb|cny|usd|hkd|eur) ?|人民币)";
const UNIT =
  "(?:元钱?|圆|块钱?|人民币|[美港欧日]元|[美港]币|美金|美刀|(?:rmb|cny|yuan|kuai|dollars?|bucks?|usd|hkd|euros?|eur)\\b)";

/**
 * Amounts as plain decimals, in the money of the shop unless the text names another, which the value does not tell:
 * 三千二百元 is "3200", 3.2万 is "32000", 三块五 is "3.5", "$20" is "20". A little more than an amount, 300多块, is the
 * amount; about so much, 几百块 or 三四百块, is none.
 */
export const moneyRules: readonly EntityRule[] = [
  {
    name: "money",
    pattern: new RegExp(`${SIGN}\\s?(${DIGITS})\\s?${UNIT}?`, "gu"),
    read: ([, amount = ""]) => decimalOf(amount),
  },
  {
    name: "money",
    pattern: new RegExp(
      `(?:人民币\\s?)?(${ANY_NUMERAL})[多来]?[\\s-]?${UNIT}(?:(${PART})${AFTER_TAIL}[角毛]?)?(?:零?(${PART})分(?![期钟之]))?[整正]?`,
      "gu",
    ),
    read: ([whole, amount = "", tenths, hundredths]) => {
      // 一块还 means "pay together".
      if (whole === "一块") return undefined;
      const yuan = readNumeral(amount);
      const rest = fraction(tenths) / 10 + fraction(hundredths) / 100;
      return yuan === undefined ? undefined : plainDecimal(yuan + rest);
    },
  },
  {
    name: "money",
    pattern: new RegExp(`(${NUMERAL})(?:毛钱?|角钱?(?!度))`, "gu"),
    read: ([, amount = ""]) => decimalOf(amount, 10),
  },
  {
    // Without a unit, only what is written like an amount: 3.2k, 一千五, 1,299, 12.50.
    name: "money",
    pattern: new RegExp(`(?<!第|双|版本号?|v|分之)(${ANY_NUMERAL})[多来]?${COUNTER}`, "gu"),
    read: ([, amount = ""]) =>
      /[百千万亿佰仟]|\d[kw]|,|\.\d\d$|hundred|thousand/u.test(amount) ? decimalOf(amount) : undefined,
  },
];

function decimalOf(amount: string, parts = 1): string | undefined {
  const value = readNumeral(amount);
  return value === undefined ? undefined : plainDecimal(value / parts);
}

function fraction(digit: string | undefined): number {
  return digit === undefined ? 0 : (readNumeral(digit) ?? 0);
}
