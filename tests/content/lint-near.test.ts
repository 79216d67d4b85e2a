import { describe, expect, test } from "vitest";
import { botOf, findingsOf } from "../support/problems.ts";

const pair = (one: string, other: string, language: "zh" | "en" = "zh", not = "") => {
  const utterances = (text: string) =>
    language === "zh" ? `utterances: { zh: [${text}], en: [] }` : `utterances: { zh: [], en: [${text}] }`;
  const bot = botOf({ "a.one": utterances(one), "b.two": utterances(other) + not });
  return findingsOf("utterance-near", bot);
};

describe("utterances of two intents are told of", () => {
  test("that differ by one character", () => {
    expect(pair("给我讲个故事", "给我讲个故事吧")).toEqual([
      'intents/b.two.yaml:3:20 warning [utterance-near] "给我讲个故事吧" differs from "给我讲个故事" in "a.one" (intents/a.one.yaml:3) only by one character.\n' +
        "    Keep it where most customers mean it. If both are right, write one under the `not:` of the other's intent.",
    ]);
  });

  test.each([
    ["的分期怎么还款", "我分期怎么还款"],
    ["分期怎么还款的", "分期怎么还款了"],
    ["分期怎还款呢啊", "分期怎么还款呢啊"],
    ["分期怎么还款呢", "我分期怎么还款呢"],
    ["分期怎么还款", "分期怎么还款呢"],
  ])("wherever the character stands: %s, %s", (one, other) => {
    expect(pair(one, other)).toHaveLength(1);
    expect(pair(other, one)).toHaveLength(1);
  });

  test.each([
    ["怎么分期还款", "分期怎么还款", "zh"],
    ["where can i repay", "where i can repay", "en"],
  ] as const)("that differ by their order: %s, %s", (one, other, language) => {
    expect(pair(one, other, language)[0]).toContain("only by the order of the words");
  });

  test.each([
    ["怎么还款", "请怎么还款", "zh"],
    ["how do i repay please", "please how do i repay", "en"],
  ] as const)("that differ by courtesies: %s, %s", (one, other, language) => {
    expect(pair(one, other, language)[0]).toContain("only by courtesies");
  });

  test("once, however they are alike", () => {
    expect(pair("怎么还款呢啊", "请怎么还款呢啊")).toHaveLength(1);
  });
});

describe("utterances of two intents are in order", () => {
  test.each([
    ["怎么还款", "怎么退款", "short ones, where a character is a word"],
    ["这个问题解决了", "这个问题没解决", "a negation"],
    ["是我要的那个意思", "不是我要的那个意思", "an added negation"],
    ["分期要怎么还款", "我分期怎么还款呢", "two characters"],
    ["分期要怎么还款", "分期怎么还款呢", "a character less here, and one more there"],
  ])("%s, %s: %s", (one, other) => {
    expect(pair(one, other)).toEqual([]);
  });

  test("when one stands under the not of the other's intent", () => {
    expect(pair("分期全款怎么还", "分期余款怎么还", "zh", "\nnot: { zh: [分期全款怎么还] }")).toEqual([]);
  });
});

test("utterances of one intent may be near to each other", () => {
  expect(
    findingsOf(
      "utterance-near",
      botOf({ "a.one": "utterances: { zh: [分期怎么还款, 分期怎么还款呢], en: [] }" }),
    ),
  ).toEqual([]);
});
