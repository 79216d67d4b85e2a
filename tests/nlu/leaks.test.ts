import { expect, test } from "vitest";
import { countLeaks } from "../../src/nlu/leaks.ts";

const bot = {
  intents: [
    { utterances: { zh: ["怎么还款", "[这个月](period)的账单怎么还"], en: ["how do I repay?"] } },
    { utterances: { zh: ["？？"], en: ["refund"] } },
  ],
};

const leaks = (...texts: string[]) =>
  countLeaks(
    bot,
    texts.map((text) => ({ text })),
  );

test("a labelled text that is an utterance has leaked", () => {
  expect(leaks("怎么还款", "怎么还钱", "refund")).toBe(2);
});

test("punctuation, case, width and Traditional characters do not hide it", () => {
  expect(leaks("怎麼還款？", "How do I repay", "ＲＥＦＵＮＤ!")).toBe(3);
});

test("an utterance with a marked slot leaks as customers type it", () => {
  expect(leaks("这个月的账单怎么还")).toBe(1);
});

test("every row counts, also when a text stands twice in the file", () => {
  expect(leaks("怎么还款", "怎么还款")).toBe(2);
});

test("a text of marks alone says nothing that could leak", () => {
  expect(leaks("？？", "")).toBe(0);
});
