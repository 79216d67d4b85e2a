import { describe, expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";
import type { SmallBot } from "../support/small-bot.ts";

interface Parts {
  readonly name?: string;
  readonly head?: string;
  readonly zh?: string;
  readonly en?: string;
}

const QUESTIONS = "questions: { zh: [几点开门], en: [when do you open] }";

function article({ name = "hours", head = QUESTIONS, zh = "早上开门。", en = "We open early." }: Parts) {
  return `---\narticle: ${name}\ntitle: { zh: 时间, en: Hours }\nsource: the door\ndate: 2025-01-01\n${head}\n---\n\n## 中文\n\n${zh}\n\n## English\n\n${en}\n`;
}

const findings = (rule: string, parts: Parts, more: SmallBot = {}) =>
  findingsOf(rule, { ...more, articles: { ...more.articles, [parts.name ?? "hours"]: article(parts) } });

test("an article is to be reviewed from the day it expires on", () => {
  expect(findings("article-expired", { head: `${QUESTIONS}\nexpires: 2026-01-02` })).toEqual([]);
  expect(findings("article-expired", { head: `${QUESTIONS}\nexpires: 2026-01-01` })).toEqual([
    'knowledge/hours.md:2:10 warning [article-expired] The article "hours" of 2025-01-01 was to be reviewed by 2026-01-01.\n' +
      '    Check it against "the door" and set new dates.',
  ]);
});

test("an article that is too long for a phone is told of at its first line", () => {
  expect(findings("text-long", { zh: "开".repeat(180), en: "o".repeat(480) })).toEqual([]);
  expect(findings("text-long", { zh: "开".repeat(181), en: "o".repeat(481) })).toEqual([
    "knowledge/hours.md:11:1 warning [text-long] This article is 181 characters long; 180 is the most that is read on a phone.\n    Make it two articles, or say less.",
    "knowledge/hours.md:15:1 warning [text-long] This article is 481 characters long; 480 is the most that is read on a phone.\n    Make it two articles, or say less.",
  ]);
});

describe("a figure", () => {
  test("that no fact states is told of", () => {
    expect(findings("text-literal", { zh: "3 个工作日内到。" })[0]).toContain(
      'knowledge/hours.md:11:1 warning [text-literal] "3 个工作日" is written into the text',
    );
  });

  test("that a fact states which the article names is in order", () => {
    const bot =
      "bot: { name: a, brand: a, greeting: a, suggestions: { zh: [a], en: [a] } }\nfacts:\n  days: { statement: { zh: 三个工作日, en: three working days }, source: b, date: 2026-01-01 }\n";
    const head = `${QUESTIONS}\nfacts: [days]`;
    expect(findings("text-literal", { zh: "3 个工作日内到。", head }, { bot })).toEqual([]);
  });
});

test("a promise in an article is told of", () => {
  expect(findings("text-promise", { zh: "保证当天开门。" })).toHaveLength(1);
});

test("Chinese under English is told of", () => {
  const told = findings("translation-missing", { en: "中午关门。" });
  expect(told.filter((finding) => finding.startsWith("knowledge/hours.md:15:1"))).toHaveLength(1);
});

describe("an article nobody finds is told of:", () => {
  test("one without questions in a language", () => {
    expect(findings("article-unasked", { head: "questions: { zh: [几点开门] }" })).toEqual([
      'knowledge/hours.md:6:12 warning [article-unasked] "hours" has no questions in en: hardly anybody will find it.\n' +
        "    Write under `questions:` how customers would ask for it.",
    ]);
  });

  test("one with words to be found by needs none", () => {
    expect(findings("article-unasked", { head: "mentions: { zh: [花呗] }" })).toEqual([]);
  });
});

describe("one question for two things is told of:", () => {
  test("two articles", () => {
    const other = article({ name: "doors", head: "questions: { zh: [幾點開門？], en: [how do you open] }" });
    expect(findings("article-shared", {}, { articles: { doors: other } })).toEqual([
      'knowledge/hours.md:6:19 warning [article-shared] "几点开门" is asked already: "幾點開門？" in "doors" (knowledge/doors.md:6).\n' +
        "    Keep it where most customers mean it; an intent goes first.",
    ]);
  });

  test("an intent's utterance", () => {
    const intent = "intent: opening\ntitle: 开门\nutterances: { zh: [几点开门], en: [open] }\n";
    const dialogs = { a: "start: { intents: [opening] }\nsteps: [{ say: 好 }]\n" };
    expect(findings("article-shared", {}, { dialogs, intents: { opening: intent } })[0]).toContain(
      '"几点开门" is asked already: "几点开门" in "opening" (intents/opening.yaml:3).',
    );
  });

  test("but not what the bot does not serve otherwise", () => {
    const none = "intent: none\ntitle: 别的\nutterances: { zh: [几点开门], en: [open] }\n";
    expect(findings("article-shared", {}, { intents: { none } })).toEqual([]);
  });

  test("two articles of one name", () => {
    const other = article({ name: "doors", head: "mentions: { zh: [花呗], en: [Huabei] }" });
    const head = "mentions: { zh: [花唄, 白条], en: [白条] }";
    expect(findings("article-shared", { head }, { articles: { doors: other } })).toEqual([
      'knowledge/hours.md:6:18 warning [article-shared] "花唄" leads to "doors" already.\n    Keep it in one of them.',
    ]);
  });
});
