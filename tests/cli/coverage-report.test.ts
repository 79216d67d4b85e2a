import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { CoverageOptions } from "../../src/cli/coverage-options.ts";
import { reportCoverage } from "../../src/cli/coverage-report.ts";
import { Talk } from "../regression/coverage-talks.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";

const many = Array.from({ length: 40 }, (_, index) => ({
  [`card-${index}`]: `start: { phrases: [卡${index}] }\nsteps: [{ say: 卡${index} }]\n`,
}));
const bot = smallBot({
  dialogs: {
    repay: `
      start: { intents: [repay] }
      steps:
        - id: sign-in
          ask: 登录了吗？
          options: [{ id: "on", label: 登录了, go: pay }, { id: "off", label: 没有, go: human }]
        - { id: pay, say: 请付款, go: end }
    `,
    ...Object.assign({}, ...many),
  },
});

const talk = new Talk(bot).me("还款", understood("repay"));

async function report(options: CoverageOptions) {
  return reportCoverage({ bot, dir: process.cwd(), passages: talk.passages, cases: 1 }, options);
}

async function textOf(options: CoverageOptions): Promise<string> {
  return (await report(options)).lines.join("\n");
}

describe("in the terminal, coverage", () => {
  test("is a row for each dialog that lacks something, and the sums", async () => {
    const text = await textOf({ all: true });
    expect(text).toMatch(/^coverage +steps +edges +outcomes +options$/mu);
    expect(text).toMatch(/^ {2}repay +1\/2 {2}50\.0% +1\/4 {2}25\.0% +0\/2 {3}0\.0% +0\/2 {3}0\.0%$/mu);
    expect(text).toMatch(/^ {2}_waiting +0\/1 {3}0\.0% +– +– +–$/mu);
    expect(text).toMatch(/^ {2}all +\d+\/\d+ +[\d.]+% /mu);
    expect(text).toMatch(/^ {2}intents +1\/2 {2}50\.0% {2}without human\.agent$/mu);
  });

  test("says what was not reached, with file and line, the worst dialog first", async () => {
    const text = await textOf({ all: true });
    expect(text).toContain("\n  repay\n    dialogs/repay.yaml:5  sign-in option:on 登录了 → pay\n");
    expect(text).toContain("    dialogs/repay.yaml:8  pay say 请付款\n");
    expect(text.indexOf("  repay\n")).toBeLessThan(text.indexOf("  card-0\n"));
  });

  test("is bounded, and says how to see the rest", async () => {
    const { lines } = await report({});
    expect(lines.length).toBeLessThan(70);
    expect(lines.join("\n")).toMatch(/^ {2}and \d+ more that lack something/mu);
    expect(lines.at(-1)).toMatch(/^ {2}and \d+ more; --all lists them$/u);
    expect((await report({ all: true })).lines.join("\n")).not.toContain("more; --all");
  });

  test("says how far it is from what was asked", async () => {
    const { lines, isShort } = await report({ coverageIntents: 75, coverageSteps: 0 });
    expect(lines.at(-1)).toBe("✗ intents: 50.0% of them were reached, 75% are asked for: 1 more");
    expect(isShort).toBe(true);
    expect((await report({ coverageIntents: 50 })).isShort).toBe(false);
  });
});

describe("weighed by traffic, coverage", () => {
  test("says what customers do and no test does", async () => {
    const file = path.join(await scratchDir(), "traffic.jsonl");
    const lines = [
      { dialog: "repay", way: "intent:repay", count: 96 },
      { dialog: "repay", step: "sign-in", way: "option:off", count: 3 },
      { dialog: "card-7", way: "phrase", count: 1 },
      { dialog: "gone", step: "s1", count: 7 },
    ];
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join("\n"));
    const text = await textOf({ traffic: file });
    expect(text).toContain("% of the edges, but 96.0% of the ways customers went; the rest is mostly\n");
    expect(text).toContain("    3.0%  dialogs/repay.yaml:5  repay: sign-in option:off 没有 → a person\n");
    expect(text).toContain("  7 visits of the file belong to nothing the bot has.");
    expect(text).toContain("sign-in option:off 没有 → a person (customers: 3)");
  });

  test("names the line that is no count", async () => {
    const file = path.join(await scratchDir(), "traffic.jsonl");
    await writeFile(file, '{"dialog":"repay","count":1}\n{"dialog":"repay","count":"two"}\n');
    await expect(report({ traffic: file })).rejects.toThrow(`${file}:2 has no "count"`);
  });
});

describe("for other programs, coverage", () => {
  test("is a value with every share and everything that was not reached", async () => {
    const { json } = await report({});
    expect(json.dialogs["repay"]).toMatchObject({ steps: { reached: 1, total: 2, share: 0.5 } });
    expect(json.notUnderstood).toEqual(["human.agent"]);
    expect(json.unreached).toContainEqual({
      dialog: "repay",
      step: "sign-in",
      way: "option:off",
      file: "dialogs/repay.yaml",
      line: 5,
    });
  });

  test("is a tracefile and a page, where they are wanted", async () => {
    const dir = await scratchDir();
    const [coverageLcov, coverageHtml] = [path.join(dir, "lcov.info"), path.join(dir, "coverage.html")];
    await report({ coverageLcov, coverageHtml });
    expect(await readFile(coverageLcov, "utf8")).toContain("SF:dialogs/repay.yaml\n");
    expect(await readFile(coverageHtml, "utf8")).toMatch(/^<!doctype html>/u);
  });
});
