import type { Entity } from "../../kernel/understanding.ts";
import { chineseDayRules } from "./chinese-day.ts";
import { durationRules } from "./duration.ts";
import { englishDayRules } from "./english-day.ts";
import type { EntityRule } from "./entity-rule.ts";
import { identifierRules } from "./identifier.ts";
import { moneyRules } from "./money.ts";
import { numberRules } from "./number.ts";
import { periodRules } from "./period.ts";
import { timeRules } from "./time-of-day.ts";

/** The more specific first: of two entities of the same length the earlier rule's stays. */
const rules: readonly EntityRule[] = [
  ...identifierRules,
  ...englishDayRules,
  ...chineseDayRules,
  ...timeRules,
  ...periodRules,
  ...durationRules,
  ...moneyRules,
  ...numberRules,
];

/** Every entity is counted in digits, numerals or number words, or names a day; most texts have no such sign. */
const ANY_SIGN =
  /[\d零〇一二两三四五六七八九十百千万亿半今明昨]|[前后][天日]|月|周|星期|礼拜|午|后[早晚]|day|month|week|year|hour|minute|second|tonight|tomorrow|noon|midnight|fortnight|one|t[weh]|f[oi]|s[ie]|eight|nine|eleven/u;

/**
 * Finds money, numbers, periods, durations, times, dates, phones, ID numbers, bank cards, card tails and orders.
 *
 * @param normalized what `normalize` made of a customer's text
 * @returns in the order of the text, without overlaps: the longest wins, then the more specific
 */
export function findEntities(normalized: string): readonly Entity[] {
  if (!ANY_SIGN.test(normalized)) return [];
  const found = rules.flatMap((rule) => matches(rule, normalized));
  // Sorting is stable, so entities of one length keep the order of the rules.
  const kept: Entity[] = [];
  for (const entity of found.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every(({ start, end }) => entity.end <= start || entity.start >= end)) kept.push(entity);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function matches({ name, pattern, read }: EntityRule, normalized: string): Entity[] {
  const found: Entity[] = [];
  for (const match of normalized.matchAll(pattern)) {
    const value = read(match);
    if (value === undefined) continue;
    const text = match[0].trimEnd();
    const start = match.index + text.length - text.trimStart().length;
    found.push({ name, value, start, end: match.index + text.length });
  }
  return found;
}
