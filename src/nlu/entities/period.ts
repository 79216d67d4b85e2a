import type { EntityRule } from "./entity-rule.ts";
import { ANY_NUMERAL, NUMERAL, readNumeral } from "./numeral.ts";

/** Numbers of instalments, or which of them: 12期 and "12 instalments" are "12", 第三期 is "3", 半年期 is "6". */
export const periodRules: readonly EntityRule[] = [
  {
    name: "period",
    pattern: new RegExp(`(?<!最后|[上下每这本哪])第?(${NUMERAL})\\s?(?:个月)?期(?![间望待刊货末中])`, "gu"),
    read: times(1),
  },
  { name: "period", pattern: new RegExp(`(${NUMERAL})年期`, "gu"), read: times(12) },
  { name: "period", pattern: new RegExp(`(?<=分)(${NUMERAL})个月`, "gu"), read: times(1) },
  { name: "period", pattern: /半年期/gu, read: () => "6" },
  {
    name: "period",
    pattern: new RegExp(
      `(${ANY_NUMERAL})[- ]?(?:(?:monthly|equal|more) )?(?:instal?lments?|payments?|periods?)\\b`,
      "gu",
    ),
    read: times(1),
  },
  {
    name: "period",
    pattern: new RegExp(`(${ANY_NUMERAL})[- ]?months?[- ](?:plan|term|instal?lments?|financing)\\b`, "gu"),
    read: times(1),
  },
  {
    name: "period",
    pattern: new RegExp(`\\binstal?lment (?:number |no\\.? ?|#)?(${ANY_NUMERAL})(?![,.]?\\d)`, "gu"),
    read: times(1),
  },
  {
    name: "period",
    pattern: /\b(\d{1,3})(?:st|nd|rd|th) (?:instal?lment|payment|period)\b/gu,
    read: times(1),
  },
  {
    name: "period",
    pattern: /\b(first|second|third|fourth|fifth|sixth) (?:instal?lment|payment|period)\b/gu,
    read: ([, word = ""]) => String(ORDINALS.indexOf(word) + 1),
  },
];

const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];
/** Far beyond the longest plan a shop sells. */
const MOST = 999;

function times(instalments: number): EntityRule["read"] {
  return ([, numeral = ""]) => {
    const count = (readNumeral(numeral) ?? 0) * instalments;
    return Number.isInteger(count) && count >= 1 && count <= MOST ? String(count) : undefined;
  };
}
