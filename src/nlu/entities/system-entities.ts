import { chineseDayRules } from "./chinese-day.ts";
import { durationRules } from "./duration.ts";
import { englishDayRules } from "./english-day.ts";
import type { EntityRule } from "./entity-rule.ts";
import { type FoundEntity, withoutOverlaps } from "./found-entity.ts";
import { identifierRules } from "./identifier.ts";
import { moneyRules } from "./money.ts";
import { numberRules } from "./number.ts";
import { percentageRules } from "./percentage.ts";
import { periodRules } from "./period.ts";
import { timeRules } from "./time-of-day.ts";
import { worthTrying } from "./worth-trying.ts";

/** The more specific first: of two entities of the same length the earlier rule's stays. */
const rules: readonly EntityRule[] = [
  ...identifierRules,
  ...englishDayRules,
  ...chineseDayRules,
  ...timeRules,
  ...periodRules,
  ...durationRules,
  ...percentageRules,
  ...moneyRules,
  ...numberRules,
];

/** Every entity is counted in digits, numerals or number words, or names a day; most texts have no such sign. */
const ANY_SIGN =
  /[\d零〇一二两三四五六七八九十百千万亿廿卅拾佰仟壹贰叁肆伍陆柒捌玖半今明昨]|[前后][天日]|月|年[底末]|周|星期|礼拜|午|后[早晚]|day|month|week|year|hour|minute|second|tonight|tomorrow|noon|midnight|fortnight|one|t[weh]|f[oi]|s[ie]|eight|nine|eleven|hundred|(?:next|last|this) [mf]/u;

const rulesFor = worthTrying(rules);

/**
 * Finds money, numbers, periods, durations, times, dates, phones, ID numbers, bank cards, card tails and orders.
 *
 * @param normalized what `normalize` made of a customer's text
 * @returns in the order of the text, without overlaps: the longest wins, then the more specific
 */
export function findEntities(normalized: string): readonly FoundEntity[] {
  if (!ANY_SIGN.test(normalized)) return [];
  return withoutOverlaps(rulesFor(normalized).flatMap((rule) => matches(rule, normalized)));
}

function matches({ name, pattern, read }: EntityRule, normalized: string): FoundEntity[] {
  const found: FoundEntity[] = [];
  // matchAll copies the pattern for every text, which takes four times as long as matching it. No rule matches "".
  for (let match = pattern.exec(normalized); match !== null; match = pattern.exec(normalized)) {
    const value = read(match);
    if (value === undefined) continue;
    const text = match[0].trimEnd();
    const start = match.index + text.length - text.trimStart().length;
    found.push({ name, value, start, end: match.index + text.length });
  }
  return found;
}
