import { describe, expect, test } from "vitest";
import { render } from "../../src/content/template.ts";

describe("a day in a text", () => {
  test.each([
    ["2026-03-09", "2026年3月9日", "9 March 2026"],
    ["2026-12-31T20:14:00Z", "2026年12月31日", "31 December 2026"],
    ["0001-01-01", "0001年1月1日", "1 January 0001"],
    ["10000-01-01", "10000年1月1日", "1 January 10000"],
    ["", "", ""],
    ["soon", "soon", "soon"],
  ])("%s is written as people write it", (day, zh, en) => {
    expect(render("{{ day | date }}", { day, language: "zh" })).toBe(zh);
    expect(render("{{ day | date }}", { day, language: "en" })).toBe(en);
  });
});

describe("an amount in a text", () => {
  test.each([
    [0, "0元", "¥0"],
    [420, "420元", "¥420"],
    [449.85, "449.85元", "¥449.85"],
    [449.8, "449.80元", "¥449.80"],
    [1e13, "10,000,000,000,000元", "¥10,000,000,000,000"],
    ["", "", ""],
  ])("%s is written as money", (amount, zh, en) => {
    expect(render("{{ amount | money }}", { amount, language: "zh" })).toBe(zh);
    expect(render("{{ amount | money }}", { amount, language: "en" })).toBe(en);
  });
});
