import { expect, test } from "vitest";
import { findingsOf, problemsOf } from "../support/problems.ts";
import { smallBot } from "../support/small-bot.ts";

const inColor = (color: string) => ({
  bot: `
    bot:
      name: 小分
      brand: 好商城
      greeting: 您好
      suggestions: { zh: [其他], en: [other] }
      color: "${color}"
    facts: {}
  `,
});

test.each(["#0b6e62", "#CF4A0A", "#767676"])("%s is seen on any page", (color) => {
  expect(findingsOf("color-pale", inColor(color))).toEqual([]);
});

test.each([
  ["#ffffff", "a white page", "1.00"],
  ["#ffe08a", "a white page", "1.29"],
  ["#1c1c1e", "a dark page", "1.00"],
  ["#101020", "a dark page", "1.10"],
])("%s is hardly told from %s", (color, where, contrast) => {
  expect(findingsOf("color-pale", inColor(color))).toEqual([
    expect.stringMatching(
      new RegExp(`^bot.yaml:6:10 warning .*${color} is hardly told from ${where}: .* is ${contrast}\\.`, "u"),
    ),
  ]);
});

test.each(["green", "#0b6", "#0b6e6g", "0b6e62"])("%s is no colour that a widget could take", (color) => {
  expect(problemsOf(inColor(color))).toEqual([expect.stringContaining("such as #0b6e62")]);
});

test("a bot has the colour that is written, in small letters, or none", () => {
  expect(smallBot(inColor("#CF4A0A")).color).toBe("#cf4a0a");
  expect(smallBot({})).not.toHaveProperty("color");
});
