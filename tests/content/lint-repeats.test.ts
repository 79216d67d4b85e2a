import { describe, expect, test } from "vitest";
import { botOf, findingsOf } from "../support/problems.ts";

const bot = (...zh: string[]) =>
  botOf({ "a.one": `utterances:\n  zh:\n${zh.map((text) => `    - ${text}\n`).join("")}  en: [pay]` });

describe("an utterance repeated in its intent is told of", () => {
  test("at the second one", () => {
    expect(findingsOf("utterance-repeated", bot("怎么还款", "还钱", "怎么还款"))).toEqual([
      'intents/a.one.yaml:7:7 warning [utterance-repeated] "怎么还款" stands at intents/a.one.yaml:5 already.\n' +
        "    Delete one: case, punctuation, and Traditional or full-width characters make no difference to the bot.",
    ]);
  });

  test("also when only script and marks differ", () => {
    expect(findingsOf("utterance-repeated", bot("怎么还款", "怎麼還款！"))[0]).toContain(
      '"怎麼還款！" is read as "怎么还款", which stands at intents/a.one.yaml:5 already.',
    );
  });

  test("but not when it stands in the other language, too", () => {
    expect(
      findingsOf("utterance-repeated", botOf({ "a.one": "utterances: { zh: [ok], en: [OK] }" })),
    ).toEqual([]);
  });
});

describe("utterances that differ by courtesies only", () => {
  const same = ["请怎么还款", "怎么还款", "请在哪还款", "在哪还款", "请如何还款", "如何还款"];

  test("are told of once for an intent", () => {
    expect(findingsOf("utterances-polite", bot(...same))).toEqual([
      'intents/a.one.yaml:6:7 warning [utterances-polite] 3 utterances (lines 6, 8, 10) differ from others of "a.one" only by courtesies: ' +
        '"怎么还款" is "请怎么还款" at intents/a.one.yaml:5.\n' +
        "    The bot sets courtesies aside by itself; the same question in other words teaches it more.",
    ]);
  });

  test("do no harm while they are one or two", () => {
    expect(findingsOf("utterances-polite", bot(...same.slice(0, 4)))).toEqual([]);
  });

  test("are in order where little but the courtesy is said", () => {
    expect(findingsOf("utterances-polite", bot("请还", "还", "请查", "查", "请问", "问"))).toEqual([]);
  });
});
