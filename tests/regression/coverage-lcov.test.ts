import { describe, expect, test } from "vitest";
import { coverageOf } from "../../src/regression/coverage.ts";
import { lcov } from "../../src/regression/coverage-lcov.ts";
import { tallies } from "../../src/regression/coverage-tally.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";
import { Talk } from "./coverage-talks.ts";

const bot = smallBot({
  dialogs: {
    card: `
      dialog: card
      title: 换卡
      start: { intents: [card], phrases: [换卡] }
      steps:
        - id: fix
          check: { title: 重启, say: 先重启一下 }
        - id: ask
          ask: 换卡吗？
          yesno: { yes: how, no: end }
        - { id: how, say: 在设置里 }
    `,
  },
});

const coverage = coverageOf(bot, new Talk(bot).me("我要换", understood("card")).tap("没解决").passages);
const records = parse(lcov(coverage, (file) => `shop/${file}`));
const card = records.find(({ file }) => file === "shop/dialogs/card.yaml");

interface Branch {
  readonly line: number;
  readonly block: number;
  readonly branch: number;
  readonly taken: string;
}

interface LcovRecord {
  readonly file: string;
  readonly functions: ReadonlyMap<string, { readonly line: number; readonly times: number }>;
  readonly branches: readonly Branch[];
  readonly lines: ReadonlyMap<number, number>;
  readonly sums: Readonly<Record<string, number>>;
}

/** Reads a tracefile as its readers do: unknown keys, wrong numbers and open records are refused. */
function parse(text: string): readonly LcovRecord[] {
  expect(text.endsWith("end_of_record\n")).toBe(true);
  return text
    .split("end_of_record\n")
    .filter((record) => record !== "")
    .map((record) => {
      const entries = record
        .trimEnd()
        .split("\n")
        .map((line) => /^([A-Z]+):(.*)$/u.exec(line)?.slice(1) ?? expect.unreachable(`no entry: ${line}`));
      const of = (key: string) => entries.filter(([known]) => known === key).map(([, value = ""]) => value);
      const numbers = (value: string) => value.split(",").map((part) => number(part));
      const fn = new Map(
        of("FN").map((value) => [value.slice(value.indexOf(",") + 1), number(value.split(",")[0])]),
      );
      const known = ["TN", "SF", "FN", "FNDA", "FNF", "FNH", "BRDA", "BRF", "BRH", "DA", "LF", "LH"];
      expect(entries.map(([key]) => key).filter((key = "") => !known.includes(key))).toEqual([]);
      return {
        file: of("SF")[0] ?? "",
        functions: new Map(
          of("FNDA").map((value) => {
            const [times, name = ""] = value.split(",");
            return [name, { line: fn.get(name) ?? 0, times: number(times) }];
          }),
        ),
        branches: of("BRDA").map((value) => {
          const [line, block, branch, taken = ""] = value.split(",");
          expect(taken).toMatch(/^(?:-|\d+)$/u);
          return { line: number(line), block: number(block), branch: number(branch), taken };
        }),
        lines: new Map(of("DA").map((value) => numbers(value) as [number, number])),
        sums: Object.fromEntries(
          ["FNF", "FNH", "BRF", "BRH", "LF", "LH"].map((key) => [key, number(of(key)[0])]),
        ),
      };
    });
}

function number(text: string | undefined): number {
  expect(text).toMatch(/^\d+$/u);
  return Number(text);
}

describe("the tracefile of a coverage", () => {
  test("has a record for each content file that holds steps", () => {
    expect(records.map(({ file }) => file)).toEqual([
      "shop/dialogs/_patterns.yaml",
      "shop/dialogs/card.yaml",
    ]);
  });

  test("has the dialog as a function, from its first step on", () => {
    expect(card?.functions).toEqual(new Map([["card", { line: 5, times: 1 }]]));
  });

  test("has a line for each written step, and how often it was come to", () => {
    expect(card?.lines).toEqual(
      new Map([
        [5, 1],
        [7, 1],
        [10, 0],
      ]),
    );
  });

  test("has a branch for each way, at the line of its step; of a step that was never come to, unknown", () => {
    expect(card?.branches.map(({ line, block, branch, taken }) => [line, block, branch, taken])).toEqual([
      // The intent and the phrase that start it.
      [1, 0, 0, "1"],
      [1, 0, 1, "0"],
      // The message of the remedy, then whether it helped: solved, unsolved, skipped.
      [5, 1, 0, "1"],
      [5, 2, 0, "0"],
      [5, 2, 1, "1"],
      [5, 2, 2, "0"],
      [7, 3, 0, "0"],
      [7, 3, 1, "0"],
      [10, 4, 0, "-"],
    ]);
  });

  test("sums up what it lists", () => {
    for (const { functions, branches, lines, sums } of records) {
      expect(sums).toEqual({
        FNF: functions.size,
        FNH: [...functions.values()].filter(({ times }) => times > 0).length,
        BRF: branches.length,
        BRH: branches.filter(({ taken }) => Number(taken) > 0).length,
        LF: lines.size,
        LH: [...lines.values()].filter((times) => times > 0).length,
      });
    }
    const { edges } = tallies(coverage);
    expect(records.reduce((sum, { sums }) => sum + (sums["BRF"] ?? 0), 0)).toBe(edges.total);
    expect(records.reduce((sum, { sums }) => sum + (sums["BRH"] ?? 0), 0)).toBe(edges.reached);
  });

  test("names no branch twice", () => {
    for (const { branches } of records) {
      const names = branches.map(({ line, block, branch }) => `${line},${block},${branch}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
