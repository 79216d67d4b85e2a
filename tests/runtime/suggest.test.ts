import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/runtime/publisher.ts";
import { suggest } from "../../src/runtime/suggest.ts";
import { mendingContent, publishFiles } from "../support/mending-bot.ts";
import { realBot } from "../support/real-bot.ts";

let mending: Publication;
let real: Publication;

beforeAll(async () => {
  mending = await publishFiles(mendingContent);
  real = await realBot();
});

test("what the customer types is completed to a question the bot can answer, one for each intent", () => {
  expect(suggest(mending, "zh", "怎么")).toEqual(["怎么修"]);
  expect(suggest(mending, "zh", "我要和真人")).toEqual(["找人工"]);
  expect(suggest(mending, "zh", " How ")).toEqual(["How to mend"]);
});

test("nothing is suggested for nothing, nor what the bot does not serve", () => {
  for (const published of [mending, real]) {
    expect(suggest(published, "zh", "  ")).toEqual([]);
    expect(suggest(published, "zh", "股票")).toEqual([]);
  }
});

test("what is there already is not suggested", () => {
  expect(suggest(mending, "zh", "怎么修")).not.toContain("怎么修");
  expect(suggest(real, "zh", "怎么还款")).not.toContain("怎么还款");
});

test.each([
  ["怎么还", "怎么还款"],
  ["huankuan", "怎么还款"],
  ["为什么不能", "为什么不能分期"],
  ["想换张卡", "更换或绑定银行卡"],
  ["钱扣了但是没显示", "还了没更新、重复扣款"],
  ["how do i repay", "How to repay"],
  ["can't buy", "Why can't I use instalments"],
])("what %s seems to mean comes first: %s", (typed, question) => {
  expect(suggest(real, "zh", typed)[0]).toBe(question);
});

test("there are four at most, each once, none of them misspelt, in the customer's language", () => {
  const misspelt = Object.values(real.bot.lexicon.confusables).flat();
  for (const typed of ["还", "分期", "怎么", "自动扣", "逾期", "how", "app", "pay", "late fee"]) {
    const questions = suggest(real, "zh", typed);
    const isChinese = /\p{Script=Han}/u.test(typed);
    expect(questions.length, typed).toBeGreaterThan(0);
    expect(questions.length, typed).toBeLessThanOrEqual(4);
    expect(new Set(questions).size, typed).toBe(questions.length);
    for (const question of questions) {
      expect(/\p{Script=Han}/u.test(question), `${typed}: ${question}`).toBe(isChinese);
      expect(misspelt.filter((word) => question.includes(word))).toEqual([]);
    }
  }
});
