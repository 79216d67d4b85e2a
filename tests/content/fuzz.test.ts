import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadBot } from "../../src/content/load-bot.ts";
import { smallBotFiles } from "../support/small-bot.ts";

const files = smallBotFiles({
  dialogs: {
    repay: `
      start: { intents: [repay.how], phrases: [还款] }
      slots: { period: { type: number } }
      steps:
        - { set: { period: 12 } }
        - when: [{ if: "slots.period > 3", go: check }, { else: next }]
        - ask: { text: "{{ brand }}登录了吗？", steps: { zh: [一], en: [one] }, current: 1 }
          yesno: { yes: end, no: human, unclear: next }
        - id: check
          check: { title: 额度, say: 看额度 }
        - human: { reason: 难, brief: [period] }
    `,
  },
});

const path = fc.constantFrom(...files.map((file) => file.path));

/** Texts made of what YAML and our files are made of, which random characters would hardly hit on. */
const shard = fc.oneof(
  fc.constantFrom(
    "steps:",
    "- ",
    "say: ",
    "ask: ",
    "go: ",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "：",
    "\n",
    "\n  ",
    "\n    ",
  ),
  fc.constantFrom(
    "'",
    '"',
    "|",
    ">",
    "&a ",
    "*a",
    "? ",
    "!!binary ",
    "---\n",
    "\t",
    "#",
    "{{ ",
    "{% if ",
    "__proto__: ",
  ),
  fc.constantFrom(
    "dialog: a",
    "intent: a",
    "end",
    "intent:",
    "null",
    "~",
    "1e999",
    "constructor",
    "<<: ",
    "\ufeff",
  ),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const jumble = fc.array(shard, { maxLength: 30 }).map((shards) => shards.join(""));

/** A good file with a piece cut out and another put in its place. */
const damaged = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(12), jumble)
    .map(([at, cut, put]) => text.slice(0, at) + put.slice(0, 20) + text.slice(at + cut));

/** The bot with one file's text replaced; what comes back is either a bot or problems with a place. */
function load(changed: string, text: string): void {
  const lines = text.split("\n").length;
  const loaded = loadBot(files.map((file) => (file.path === changed ? { ...file, text } : file)));
  expect("bot" in loaded).toBe(loaded.problems.every((problem) => problem.severity === "warning"));
  for (const problem of loaded.problems.filter(({ file }) => file === changed)) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(lines);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.message).not.toBe("");
  }
}

describe("a file with anything in it gives problems, and never fails", () => {
  test("any characters", () => {
    fc.assert(fc.property(path, fc.string({ unit: "binary", maxLength: 200 }), load), {
      seed: 1,
      numRuns: 50,
    });
  });

  test("any pieces of YAML", () => {
    fc.assert(fc.property(path, jumble, load), { seed: 2, numRuns: 60 });
  });

  test("a good file that was damaged", () => {
    const change = fc
      .constantFrom(...files)
      .chain((file) => fc.tuple(fc.constant(file.path), damaged(file.text)));
    fc.assert(
      fc.property(change, ([changed, text]) => load(changed, text)),
      { seed: 3, numRuns: 60 },
    );
  });
});
