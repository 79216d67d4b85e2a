import { expect, test } from "vitest";
import { lint } from "../../src/content/lint.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem } from "../../src/content/source.ts";
import { botOf } from "../support/problems.ts";
import { type SmallBot, smallBotFiles } from "../support/small-bot.ts";

const letters = Array.from("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕");

/** So many utterances that have nothing to do with one another. */
const utterances = (zh: readonly string[], en: readonly string[]) => {
  const chinese = zh.flatMap((word) => letters.map((letter) => word + letter));
  const english = en.flatMap((word) => Array.from("bcdfghjklmnp", (letter) => word + letter));
  return `utterances: { zh: [${chinese.join(", ")}], en: [${english.join(", ")}] }`;
};

const clean: SmallBot = botOf({
  "human.agent": utterances(["人"], ["agent"]),
  "a.one": utterances(["还"], ["settle"]),
  none: utterances(["别", "另", "他"], ["weather", "football", "recipe"]),
});

/** But for translations: what is filled into a small bot speaks Chinese to everybody. */
const findings = (parts: SmallBot, today = "2026-01-01") => {
  const files = smallBotFiles(parts);
  return lint(loadBot(files), files, today).filter(({ rule }) => rule !== "translation-missing");
};

test("nothing is said of a bot that is as it should be", () => {
  expect(findings(clean).map(describeProblem)).toEqual([]);
});

test("everything found is told in the order of the files, facts included", () => {
  const bot = `
    bot: { name: a, brand: a, greeting: a, suggestions: { zh: [a], en: [a] } }
    facts: { fees: { statement: a, source: a, date: 2025-01-01, expires: 2025-06-01 } }
  `;
  const intents = { ...clean.intents, "a.one": oneIntent };
  expect(findings({ ...clean, bot, intents }).map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    "bot.yaml fact-expired",
    "intents/a.one.yaml utterances-few",
    "intents/a.one.yaml utterances-few",
    "intents/a.one.yaml utterance-repeated",
  ]);
});

test("of a bot that does not load, the errors are told", () => {
  const dialogs = { a: "start: { phrases: [甲] }\nsteps: [{ say: 一, go: nowhere }]\n" };
  expect(findings({ dialogs }).map(({ rule }) => rule)).toEqual(["target-missing"]);
});

const oneIntent = "intent: a.one\ntitle: a.one\nutterances: { zh: [怎么还款, 怎麼還款], en: [pay] }\n";
