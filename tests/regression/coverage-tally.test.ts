import { describe, expect, test } from "vitest";
import { type Coverage, coverageOf } from "../../src/regression/coverage.ts";
import { gapsOf } from "../../src/regression/coverage-gaps.ts";
import { shortfalls, tallies, worstFirst } from "../../src/regression/coverage-tally.ts";
import { trafficCoverage } from "../../src/regression/coverage-traffic.ts";
import { wordsOfGoal } from "../../src/regression/coverage-words.ts";
import { smallBot } from "../support/small-bot.ts";
import { understood } from "../support/understandings.ts";
import { Talk } from "./coverage-talks.ts";

const bot = smallBot({
  dialogs: {
    card: `
      dialog: card
      title: 换卡
      was: [card-old]
      start: { intents: [card] }
      steps:
        - id: sure
          was: [really]
          ask: 换卡吗？
          yesno: { yes: how, no: repay }
        - { id: how, say: 在设置里 }
    `,
    repay: `
      start: { intents: [repay] }
      steps:
        - ask: 登录了吗？
          options: [{ id: "on", label: 登录了, go: pay }, { id: "off", label: 没有, go: human }]
        - { id: pay, say: 请付款, go: end }
    `,
  },
});

const coverage = coverageOf(bot, new Talk(bot).me("换卡", understood("card")).tap("是的").passages);
const nothing = coverageOf(bot, []);

/** A coverage of so many edges, of which so many were taken. */
function edges(taken: number, total: number): Coverage {
  const edge = { dialog: "card", way: "next", at: { file: "f", line: 1, column: 1 }, by: [] };
  const all = Array.from({ length: total }, (_, index) => ({ ...edge, times: index < taken ? 1 : 0 }));
  return { steps: [], edges: all, outcomes: [], options: [], intents: [] };
}

describe("how much was reached", () => {
  test("of a dialog, by dimension", () => {
    expect(tallies(coverage, "card")).toEqual({
      steps: { reached: 2, total: 2 },
      edges: { reached: 3, total: 4 },
      outcomes: { reached: 1, total: 1 },
      options: { reached: 1, total: 2 },
      intents: { reached: 1, total: 1 },
    });
    expect(tallies(coverage, "repay").steps).toEqual({ reached: 0, total: 2 });
  });

  test("is short of a threshold by what is missing to it", () => {
    expect(shortfalls(edges(94, 100), { edges: 95 })).toEqual([
      { dimension: "edges", wanted: 95, reached: 94, total: 100, missing: 1 },
    ]);
    expect(shortfalls(edges(95, 100), { edges: 95 })).toEqual([]);
    expect(shortfalls(edges(199, 200), { edges: 99.9 })[0]?.missing).toBe(1);
    expect(shortfalls(edges(7, 10), { edges: 70 })).toEqual([]);
  });

  test("is not short where there is nothing to reach, or nothing is asked", () => {
    expect(shortfalls(edges(0, 0), { edges: 100, options: 100 })).toEqual([]);
    expect(shortfalls(edges(0, 9), {})).toEqual([]);
  });

  test("puts the dialog that lacks most first", () => {
    expect(worstFirst(coverage).indexOf("repay")).toBeLessThan(worstFirst(coverage).indexOf("card"));
    expect(worstFirst(nothing).slice(0, 2)).not.toContain("_waiting");
  });
});

describe("what was not reached", () => {
  const gapsIn = (of: Coverage, dialog: string) =>
    gapsOf(of)
      .filter((one) => one.dialog === dialog)
      .flatMap(({ gaps }) => gaps);

  test("is the way that nobody took, in words, with its line", () => {
    const [gap, ...more] = gapsIn(coverage, "card");
    expect(more).toEqual([]);
    expect(gap && wordsOfGoal(bot, gap)).toBe("sure option:no 不是 → repay");
    expect(gap?.at).toMatchObject({ file: "dialogs/card.yaml", line: 6 });
  });

  test("of a step that was never come to, is the step with all its ways", () => {
    const gaps = gapsIn(coverage, "repay");
    expect(gaps.map((gap) => [wordsOfGoal(bot, gap), gap.ways])).toEqual([
      ["start intent:repay", undefined],
      ["s1 ask 登录了吗？", 2],
      ["pay say 请付款", 1],
    ]);
  });

  test("says where a way out of the dialog leads", () => {
    const words = nothing.edges
      .filter(({ dialog }) => dialog === "repay")
      .map((edge) => wordsOfGoal(bot, edge));
    expect(words).toEqual([
      "start intent:repay",
      "s1 option:on 登录了 → pay",
      "s1 option:off 没有 → a person",
      "pay next → end (done)",
    ]);
  });
});

describe("weighed by what customers do", () => {
  const line = (way: string, count: number, step = "sure", dialog = "card") => ({ dialog, step, way, count });

  test("the share of the ways that customers went is told", () => {
    const { edges: weighed } = trafficCoverage(bot, coverage, [line("option:yes", 96), line("option:no", 4)]);
    expect(weighed).toEqual({ reached: 96, total: 100 });
  });

  test("what most customers do and no test does comes first", () => {
    const lines = [line("option:no", 4), { dialog: "repay", way: "intent:repay", count: 9 }];
    const { missed } = trafficCoverage(bot, coverage, lines);
    expect(missed.map(({ way, count }) => [way, count])).toEqual([
      ["intent:repay", 9],
      ["option:no", 4],
    ]);
  });

  test("visits weigh steps, not ways", () => {
    const lines = [
      { dialog: "card", step: "sure", count: 3 },
      { dialog: "repay", step: "s1", count: 1 },
    ];
    const { steps, edges: ways } = trafficCoverage(bot, coverage, lines);
    expect([steps, ways]).toEqual([
      { reached: 3, total: 4 },
      { reached: 0, total: 0 },
    ]);
  });

  test("names that steps and dialogs had before are understood", () => {
    const { edges: ways, unknown } = trafficCoverage(bot, coverage, [
      line("option:yes", 5, "really", "card-old"),
    ]);
    expect([ways.total, unknown]).toEqual([5, 0]);
  });

  test("what the bot does not have is counted apart", () => {
    const lines = [line("option:maybe", 2), line("next", 3, "s1", "gone"), line("option:yes", 1)];
    const { edges: ways, unknown } = trafficCoverage(bot, coverage, lines);
    expect([ways.total, unknown]).toEqual([1, 5]);
  });
});
