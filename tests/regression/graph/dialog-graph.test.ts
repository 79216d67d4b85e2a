import { expect, test } from "vitest";
import { coverageOf } from "../../../src/regression/coverage.ts";
import { countWords } from "../../../src/regression/graph/count-words.ts";
import { countsOf, exactly } from "../../../src/regression/graph/counts.ts";
import { dialogGraph } from "../../../src/regression/graph/dialog-graph.ts";
import { greatestOf, lineWidth } from "../../../src/regression/graph/line-width.ts";
import { smallBot } from "../../support/small-bot.ts";
import { understood } from "../../support/understandings.ts";
import { Talk } from "../coverage-talks.ts";

const bot = smallBot({
  dialogs: {
    a: "start: { intents: [a] }\nsteps:\n  - { id: one, say: 一 }\n  - { id: two, say: { text: 二, buttons: [{ label: 再看, go: three }] }, go: card }\n  - { id: three, say: 三 }\n",
    card: "start: { intents: [card] }\nsteps: [{ say: 卡 }]\n",
  },
});

test("a dialog is drawn with its starts, and its steps with their ways, as they are written", () => {
  const graph = dialogGraph(bot, "a");
  expect(graph?.starts).toEqual([{ way: "intent:a", target: { to: "step", dialog: "a", step: "one" } }]);
  expect(graph?.steps.map(({ step, ways }) => [step.id, ways])).toEqual([
    ["one", [{ way: "next", target: { to: "step", dialog: "a", step: "two" } }]],
    [
      "two",
      [
        { way: "next", target: { to: "step", dialog: "card", step: "s1" } },
        { way: expect.stringMatching(/^button:/u), target: { to: "step", dialog: "a", step: "three" } },
      ],
    ],
    ["three", [{ way: "next", target: { to: "end", outcome: "done" } }]],
  ]);
  expect(dialogGraph(bot, "b")).toBeUndefined();
});

test("what was measured stands at every step and way, what was not at none", () => {
  const coverage = coverageOf(bot, new Talk(bot).me("一", understood("a")).passages);
  const traffic = { counts: exactly(new Map([["a#two next", 4]])) };
  const graph = dialogGraph(bot, "a", countsOf(coverage, traffic));
  expect(graph?.starts[0]).toMatchObject({ times: 1, customers: { least: 0, most: 0 } });
  expect(graph?.steps.map(({ times, ways }) => [times, ways[0]?.times, ways[0]?.customers?.most])).toEqual([
    [1, 1, 0],
    [1, 1, 4],
    [0, 0, 0],
  ]);
  expect(countsOf(undefined, undefined)).toEqual({});
});

test("a count says what tests did, and within which bounds customers", () => {
  expect(countWords({ times: 3 })).toBe("3×");
  expect(countWords({ times: 0, customers: { least: 2, most: 1200 } })).toBe("0× (2–1,200)");
  expect(countWords({ customers: { least: 7, most: 7 } })).toBe("7");
  expect(countWords({ customers: { least: 0, most: 0 } })).toBe("");
});

test("a line is the wider the more go along it, between two bounds", () => {
  const of = (most: number) => ({ least: most, most });
  const widths = [0, 1, 10, 100, 1000].map((most) => lineWidth(of(most), 1000));
  expect(widths[0]).toBe(1.5);
  expect(widths.at(-1)).toBe(6);
  expect([...widths].sort((one, other) => one - other)).toEqual(widths);
  expect(lineWidth(undefined, 1000)).toBe(1.5);
  expect(greatestOf([{ customers: of(3) }, {}, { customers: of(9) }])).toBe(9);
});
