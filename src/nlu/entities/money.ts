import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, DIGITS, NUMERAL, plainDecimal, readNumeral } from "./numeral.ts";

const AFTER_TAIL = "(?!\\d|\\s?[期个月年天号日点周])";

/** What a thousand of is not a price: 一百次, 3千人, 12.50%. */
const COUNTER =
  "(?!\\s?(?:[%折次个人位天年期月日号点周件家遍种步条分倍岁张笔名百千字]|小时|多[次个人位天年]))";

/** Amounts in yuan, as plain decimals: 三千二百元 is "3200", 3.2万 is "32000", 三块五 is "3.5". */
export const moneyRules: readonly EntityRule[] = [
  {
    name: "money",
    pattern: new RegExp(`(?:¥|\\b(?:rmb|cny) ?|人民币)\\s?(${DIGITS})\\s?(?:元|块钱?|yuan\\b)?`, "gu"),
    read: ([, amount = ""]) => decimalOf(amount),
  },
  {
    name: "money",
    pattern: new RegExp(
      `(${ANY_NUMERAL})[多来]?\\s?(?:元钱?|圆|块钱?|人民币|(?:rmb|cny|yuan|kuai)\\b)(?:([\\d一二三四五六七八九])${AFTER_TAIL}[角毛]?)?`,
      "gu",
    ),
    read: ([whole, amount = "", tenths]) => {
      // 一块还 means "pay together".
      if (whole === "一块") return undefined;
      const yuan = readNumeral(amount);
      const dimes = tenths === undefined ? 0 : (readNumeral(tenths) ?? 0);
      return yuan === undefined ? undefined : plainDecimal(yuan + dimes / 10);
    },
  },
  {
    name: "money",
    pattern: new RegExp(`(${NUMERAL})(?:毛钱?|角钱)`, "gu"),
    read: ([, amount = ""]) => decimalOf(amount, 10),
  },
  {
    // Without a unit, only what is written like an amount: 3.2k, 一千五, 1,299, 12.50.
    name: "money",
    pattern: new RegExp(`(?<!第|双)(${ANY_NUMERAL})${COUNTER}`, "gu"),
    read: ([, amount = ""]) =>
      /[百千万亿]|\d[kw]|,|\.\d\d$|hundred|thousand/u.test(amount) ? decimalOf(amount) : undefined,
  },
];

function decimalOf(amount: string, parts = 1): string | undefined {
  const value = readNumeral(amount);
  return value === undefined ? undefined : plainDecimal(value / parts);
}
