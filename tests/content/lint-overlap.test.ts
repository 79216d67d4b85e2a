import { expect, test } from "vitest";
import { botOf, findingsOf } from "../support/problems.ts";

const things = Array.from("甲乙丙丁戊己庚辛", (letter) => `${letter}自动还款`);
const others = Array.from("天地玄黄宇宙洪荒", (letter) => letter + letter);

const bot = (not = "", second = "b.two") =>
  botOf({
    "a.one": `utterances: { zh: [${[...things.map((thing) => `${thing}打开`), ...others].join(", ")}], en: [] }`,
    [second]: `utterances: { zh: [${things.map((thing) => `${thing}关`).join(", ")}], en: [weather] }${not}`,
  });

test("an intent whose utterances are most like another one's is told of once, with the closest two", () => {
  expect(findingsOf("intents-overlap", bot())).toEqual([
    'intents/b.two.yaml:3:20 warning [intents-overlap] Of the 8 utterances of "b.two" in zh, 8 are most like one of "a.one"; ' +
      'closest of all are "甲自动还款关" and "甲自动还款打开" (intents/a.one.yaml:3).\n' +
      "    Move what means the other intent, and write what only looks like it under that intent's `not:`; or make one of the two.",
  ]);
});

test("what stands under the other's not has been told apart", () => {
  expect(
    findingsOf(
      "intents-overlap",
      bot(`\nnot: { zh: [${things.map((thing) => `${thing}打开`).join(", ")}] }`),
    ),
  ).toEqual([]);
});

test("what the bot does not serve may look like what it does", () => {
  expect(findingsOf("intents-overlap", bot("", "none"))).toEqual([]);
});

test("two intents that share nothing do not overlap", () => {
  const intents = {
    "a.one": `utterances: { zh: [${things.join(", ")}], en: [] }`,
    "b.two": `utterances: { zh: [${others.join(", ")}], en: [] }`,
  };
  expect(findingsOf("intents-overlap", botOf(intents))).toEqual([]);
});

test("of many such pairs the five worst are told", () => {
  const kinds = Array.from("春夏秋冬", (season) => `${season}天自动还款`);
  const rows = Array.from("金木水火土日月", (kind) => kinds.map((season) => `${kind}${season}${kind}`));
  const pairs = rows.flatMap((row, at) => [
    [`a.${"abcdefg"[at]}`, row.concat(row.map((text) => `${text}吗`))],
    [`b.${"abcdefg"[at]}`, row.map((text) => `${text}呢`).concat(row.map((text) => `${text}吧`))],
  ]);
  const intents = pairs.map(([name, texts]) => [name, `utterances: { zh: [${String(texts)}], en: [] }`]);
  expect(findingsOf("intents-overlap", botOf(Object.fromEntries(intents)))).toHaveLength(5);
});
