import { describe, expect, test } from "vitest";
import { botOf, findingsOf } from "../support/problems.ts";

const sized = (zh: number, en: number, word = "还") => {
  const many = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name}${at}`);
  return `utterances: { zh: [${many(zh, word).join(", ")}], en: [${many(en, `pay${word}`).join(", ")}] }`;
};

describe("utterances", () => {
  test("that are few are told of for each language", () => {
    const bot = botOf({
      "a.one": sized(29, 12),
      "b.two": sized(30, 11, "查"),
      "c.three": sized(30, 12, "问"),
    });
    expect(findingsOf("utterances-few", bot).filter((finding) => !finding.includes("human"))).toEqual([
      'intents/a.one.yaml:1:9 warning [utterances-few] "a.one" has 29 utterances in zh; 30 is the least.',
      'intents/b.two.yaml:1:9 warning [utterances-few] "b.two" has 11 utterances in en; 12 is the least.',
    ]);
  });

  test("are not few in a language that the bot does not speak", () => {
    const onlyChinese = {
      "a.one": sized(30, 0),
      "human.agent": sized(30, 0, "人"),
      none: sized(90, 0, "别"),
    };
    expect(findingsOf("utterances-few", botOf(onlyChinese))).toEqual([]);
  });

  test("of an intent that are more than three times what is usual are told of", () => {
    const intents = {
      "a.one": sized(121, 12),
      "b.two": sized(40, 12, "查"),
      "human.agent": sized(40, 12, "人"),
    };
    expect(findingsOf("utterances-many", botOf(intents))).toEqual([
      'intents/a.one.yaml:1:9 warning [utterances-many] "a.one" has 121 utterances in zh; an intent usually has 40.\n' +
        "    It will draw doubtful questions to itself: split it in two, or write more for the others.",
    ]);
    expect(findingsOf("utterances-many", botOf({ ...intents, "a.one": sized(120, 12) }))).toEqual([]);
  });
});

test("none wants as many utterances as three intents have", () => {
  const intents = { "a.one": sized(30, 20), "human.agent": sized(30, 20, "人"), none: sized(90, 59, "别") };
  expect(findingsOf("none-few", botOf(intents))).toEqual([
    'intents/none.yaml:1:9 warning [none-few] "none" has 59 utterances in en; 60 is the least beside intents of 20.\n' +
      "    Too few of them, and questions the bot does not serve are taken for ones it does.",
  ]);
  expect(findingsOf("utterances-many", botOf({ ...intents, none: sized(999, 60, "别") }))).toEqual([]);
});
