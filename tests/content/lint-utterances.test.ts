import { describe, expect, test } from "vitest";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { botOf, problemsOf } from "../support/problems.ts";
import { smallBotFiles } from "../support/small-bot.ts";

describe("an utterance of two intents is an error", () => {
  test("at the very utterance, and the other place is named", () => {
    const problems = problemsOf(
      botOf({
        "a.one": "utterances:\n  zh:\n    - 还钱\n    - 怎么还款\n  en: [pay]",
        "b.two": "utterances:\n  zh:\n    - 查账\n    - 怎么还款\n  en: [see]",
      }),
    );
    expect(problems).toEqual([
      'intents/b.two.yaml:6:7 error [utterance-shared] "怎么还款" stands in "b.two", and "怎么还款" in "a.one" (intents/a.one.yaml:6).\n' +
        "    A question can mean one intent only; keep it where most customers mean it.",
    ]);
  });

  test.each([
    ["怎么还款", "怎么还款？！"],
    ["怎么还款", "怎麼還款"],
    ["Visa卡能还吗", "ｖｉｓａ卡能还吗"],
    ["how do i pay", "How do I pay?"],
    ["[这个月](period)的账单", "这个月的账单"],
  ])("whatever marks, script, case, width and slots make of it: %s, %s", (one, other) => {
    const slots = one.startsWith("[") ? "slots: { period: { entity: period } }\n" : "";
    const problems = problemsOf(
      botOf({
        "a.one": `${slots}utterances: { zh: ["${one}"], en: [pay] }`,
        "b.two": `utterances: { zh: ["${other}"], en: [see] }`,
      }),
    );
    expect(problems.filter((problem) => problem.includes("[utterance-shared]"))).toHaveLength(1);
  });

  test("in each intent after the first", () => {
    const same = "utterances: { zh: [怎么还款], en: [] }";
    const problems = problemsOf(botOf({ "a.one": same, "b.two": same, "c.three": same }));
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "intents/b.two.yaml:3:20",
      "intents/c.three.yaml:3:20",
    ]);
  });

  test("but not when it is marks alone, which say nothing", () => {
    const marks = 'utterances: { zh: ["？？"], en: [] }';
    expect(problemsOf(botOf({ "a.one": marks, "b.two": marks }))).toEqual([]);
  });
});

test("an utterance that stands under the not of its own intent is an error", () => {
  const problems = problemsOf(
    botOf({ "a.one": "utterances: { zh: [还款, 怎么还款], en: [pay] }\nnot: { zh: [怎麼還款？] }" }),
  );
  expect(problems).toEqual([
    'intents/a.one.yaml:3:24 error [utterance-denied] "怎么还款" is an utterance of "a.one" and stands under its `not:` as well.\n' +
      "    Keep it in one of them.",
  ]);
});

test("an utterance may stand under the not of another intent", () => {
  const intents = {
    "a.one": "utterances: { zh: [怎么还款], en: [pay] }",
    "b.two": "utterances: { zh: [怎么退款], en: [refund] }\nnot: { zh: [怎么还款] }",
  };
  expect(problemsOf(botOf(intents))).toEqual([]);
});

describe("none", () => {
  test("has to have utterances in each language in which others have", () => {
    expect(problemsOf(botOf({ none: "utterances: { zh: [天气], en: [] }" }))).toEqual([
      'intents/none.yaml:1:9 error [none-missing] The intent "none" has no utterances in en: ' +
        "every question would be taken for one the bot serves.\n" +
        "    Write down what customers ask that the bot does not serve.",
    ]);
  });

  const problemsWithout = (none: string | undefined) =>
    loadBot(
      smallBotFiles({}).flatMap((file) =>
        file.path !== "intents/none.yaml" ? [file] : none === undefined ? [] : [{ ...file, text: none }],
      ),
    ).problems.map((problem) => describeProblem(problem).split(" The ")[0]);

  test("has to be there", () => {
    expect(problemsWithout(undefined)).toEqual([
      "intents/none.yaml:1:1 error [none-missing]",
      "intents/none.yaml:1:1 error [none-missing]",
    ]);
  });

  test("is not missing when its file is broken", () => {
    expect(problemsWithout("intent: none\n")).not.toContain("intents/none.yaml:1:1 error [none-missing]");
  });
});

test("every broken intent file is told of, each with its line", () => {
  const files = smallBotFiles({
    intents: {
      "a.one": "intent: a.one\ntitle: a\nutterances:\n  zh: [还款]\n  en: [pay\n",
      "b.two": "intent: b.two\ntitle: b\nutterances:\n  zh:\n    - 还款\n    - 12\n  en: []\n",
      "c.three": "intent: c.three\ntitle: c\nutterance: { zh: [], en: [] }\n",
      "d.four":
        "intent: d.four\ntitle: d\nutterances:\n  zh: [没有用, 沒有用]\n  en: []\nnot: { zh: [没有用] }\n",
    },
  });
  const places = loadBot(files).problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
  expect(places.map((place) => place.replace(/^intents\/|\.yaml/gu, ""))).toEqual([
    "a.one:6 yaml",
    "b.two:6 schema",
    "c.three:3 unknown-key",
    "d.four:4 utterance-denied",
    "d.four:4 utterance-denied",
  ]);
});
