import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { type YesNoFigures, yesNoAnswers, yesNoReport } from "../../src/nlu/yesno-report.ts";

const row = z.strictObject({
  text: z.string().min(1),
  answer: z.enum(yesNoAnswers),
  question: z.literal("yesno").optional(),
});
const rows = readFileSync(path.join(import.meta.dirname, "yesno-answers.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => row.parse(JSON.parse(line)));
const report = yesNoReport(rows);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("labelled answers to a yes/no question", () => {
  test("are many, none twice, of both languages and of all three kinds", () => {
    expect(rows.length).toBeGreaterThanOrEqual(400);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
    for (const { n } of report.languages) expect(n / rows.length).toBeGreaterThan(0.4);
    for (const answer of yesNoAnswers) {
      expect(rows.filter((one) => one.answer === answer).length).toBeGreaterThan(100);
    }
  });

  test.each(report.languages)(
    "are read as a person reads them in 97 of 100 cases: $language",
    ({ share }) => {
      expect(share).toBeGreaterThanOrEqual(0.97);
    },
  );

  test("are hardly ever read as the opposite", () => {
    const opposite = report.misread.filter(({ answer, read }) => answer !== "unclear" && read !== "unclear");
    expect(opposite.length).toBeLessThanOrEqual(2);
  });
});

describe("the report", () => {
  const figures: readonly YesNoFigures[] = [report, ...report.languages];

  test("adds up: the cells to the answers, those on the diagonal to the right ones, the languages to all", () => {
    for (const { n, right, share, table } of figures) {
      expect(sum(table.map((cell) => cell.n))).toBe(n);
      expect(sum(table.filter(({ answer, read }) => answer === read).map((cell) => cell.n))).toBe(right);
      expect(share).toBe(right / n);
    }
    expect(sum(report.languages.map(({ n }) => n))).toBe(report.n);
    expect(report.n).toBe(rows.length);
    expect(report.misread.length).toBe(report.n - report.right);
  });

  test("names what was misread, and what it was read as", () => {
    const { right, misread, table } = yesNoReport([
      { text: "还是不行", answer: "yes" },
      { text: "works now", answer: "yes" },
    ]);
    expect(right).toBe(1);
    expect(misread).toEqual([{ text: "还是不行", answer: "yes", language: "zh", read: "no" }]);
    expect(table.filter(({ n }) => n > 0)).toEqual([
      { answer: "yes", read: "yes", n: 1 },
      { answer: "yes", read: "no", n: 1 },
    ]);
  });

  test("has no share of nothing", () => {
    expect(yesNoReport([])).toMatchObject({ n: 0, right: 0, share: null, misread: [] });
  });
});
