import fc from "fast-check";
import { expect, test } from "vitest";
import { chineseDayRules } from "../../../src/nlu/entities/chinese-day.ts";
import { durationRules } from "../../../src/nlu/entities/duration.ts";
import { englishDayRules } from "../../../src/nlu/entities/english-day.ts";
import { identifierRules } from "../../../src/nlu/entities/identifier.ts";
import { moneyRules } from "../../../src/nlu/entities/money.ts";
import { neededSigns } from "../../../src/nlu/entities/needed-signs.ts";
import { numberRules } from "../../../src/nlu/entities/number.ts";
import { percentageRules } from "../../../src/nlu/entities/percentage.ts";
import { periodRules } from "../../../src/nlu/entities/period.ts";
import { timeRules } from "../../../src/nlu/entities/time-of-day.ts";
import { worthTrying } from "../../../src/nlu/entities/worth-trying.ts";

const rules = [
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
const rulesFor = worthTrying(rules);

function needsOf(pattern: RegExp): readonly string[] {
  return neededSigns(pattern).oneOfEach.map((signs) => [...signs].sort().join(""));
}

test.each([
  [/\bnoon\b/gu, ["n", "o", "o", "n"]],
  [/[上下]月/gu, ["上下", "月"]],
  [/\d{2}:\d+/gu, ["0", ":", "0"]],
  [/第?三(?:个)?期/gu, ["三", "期"]],
  [/(?:年|月)底|周末/gu, ["周底"]],
  [/(?<!第)三(?=期)/gu, ["三"]],
  [/[^年]|月/gu, []],
  [/[一-三]\p{L}\.?/gu, []],
  [/月*/gu, []],
])("%s needs %j", (pattern, needs) => {
  expect(needsOf(pattern)).toEqual(needs);
});

test.each([
  [/\d{17}[\dx]/gu, 17],
  [/1[3-9]\d([- ]?)\d{4}\1\d{4}/gu, 9],
  [/\d{4}|\d{2}/gu, 2],
  [/(?:\d\d)?\d{3,}/gu, 3],
])("%s needs digits: %i", (pattern, digits) => {
  expect(neededSigns(pattern).digits).toBe(digits);
});

/** What the patterns themselves are written with, so that texts come near to matching them. */
const pieces = [
  ...new Set(rules.flatMap(({ pattern }) => pattern.source.match(/\p{Script=Han}+|[a-z]{2,}/gu) ?? [])),
];
const written = fc.oneof(
  fc.constantFrom(...pieces),
  fc.constantFrom(...Array.from("零一二两三十百千万半年月日号天周点分元块角期个前后底初%‰$¥:/-. ")),
  fc.stringMatching(/^\d{1,18}$/u),
);

test("a rule that is left out matches no part of the text", () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 8 }), (parts) => {
      const text = parts.join("");
      const tried = new Set(rulesFor(text));
      const missed = rules.filter((rule) => !tried.has(rule) && text.search(rule.pattern) >= 0);
      expect(missed.map(({ pattern }) => pattern.source)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("of the rules few are tried on a question", () => {
  expect(rulesFor("怎么还款 123").length).toBeLessThan(rules.length / 10);
  expect(rulesFor("how do I repay 12345").length).toBeLessThan(rules.length / 3);
});
