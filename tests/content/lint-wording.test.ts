import { describe, expect, test } from "vitest";
import { botOf, findingsOf } from "../support/problems.ts";

const intent = (zh: readonly string[], en: readonly string[]) =>
  `utterances:\n  zh: ${JSON.stringify(zh)}\n  en: ${JSON.stringify(en)}`;

test("an utterance longer than customers write is told of", () => {
  const findings = (length: number) =>
    findingsOf("utterance-long", botOf({ "a.one": intent(["还款", "还".repeat(length)], ["pay"]) }));
  expect(findings(61)).toEqual([
    'intents/a.one.yaml:4:13 warning [utterance-long] "还还还还还还还还还还还还还还还还还还还还…" is 61 characters long; 60 is the most.\n' +
      "    Keep the sentence that says what the customer wants.",
  ]);
  expect(findings(60)).toEqual([]);
});

describe("an utterance in the wrong language is told of", () => {
  const findings = (zh: readonly string[], en: readonly string[], name = "a.one") =>
    findingsOf("utterance-language", botOf({ [name]: intent(zh, en) }));

  test("Chinese among the English ones", () => {
    expect(findings(["还款"], ["pay", "怎么还款"])).toEqual([
      'intents/a.one.yaml:5:14 warning [utterance-language] "怎么还款" is taken for Chinese and stands under `en:`, where it is never used.\n' +
        "    Move it to `zh:`.",
    ]);
  });

  test("and English among the Chinese ones", () => {
    expect(findings(["how do I repay"], ["pay"])).toHaveLength(1);
  });

  test("but not pinyin, a word of English in Chinese, or a single word", () => {
    expect(
      findings(["zenme huankuan", "app里怎么还", "fenqi neng yanqi 吗", "ok", "bye"], ["pay", "ta", "ciao"]),
    ).toEqual([]);
  });

  test("nor, in none, what belongs to no language", () => {
    expect(findings(["asd asd", "hola amigo"], ["pay"], "none")).toEqual([]);
    expect(findings(["还款"], ["今天天气"], "none")).toHaveLength(1);
  });
});

describe("an utterance that is a phrase of another dialog", () => {
  const dialogs = {
    x: "start: { intents: [a.one], phrases: [还款] }\nsteps: [{ say: 好 }]\n",
    y: "start: { phrases: [还款日] }\nsteps: [{ say: 好 }]\n",
  };
  const findings = (utterance: string) => {
    const { intents = {} } = botOf({ "a.one": intent([utterance], ["pay"]) });
    return findingsOf("utterance-claimed", { dialogs, intents });
  };

  test("is told of: the phrase always wins", () => {
    expect(findings("还款日？")).toEqual([
      'intents/a.one.yaml:4:8 warning [utterance-claimed] "还款日？" is also a phrase that starts the dialog "y": the phrase wins, and "a.one" is never asked.\n' +
        "    Delete it here, or the phrase there.",
    ]);
  });

  test("or of a pattern", () => {
    expect(findings("取消")[0]).toContain('a phrase that starts the pattern "cancel"');
  });

  test("is in order when the intent starts the same dialog", () => {
    expect(findings("还款")).toEqual([]);
  });
});
