import fc from "fast-check";
import { expect, test } from "vitest";
import { casesOf } from "../../src/cli/test-cases.ts";
import { readTestFiles } from "../../src/cli/test-files.ts";
import { outcomesOf } from "../../src/content/action.ts";
import { exitsOf } from "../../src/content/exits.ts";
import { remember } from "../../src/conversation/remember.ts";
import { transition } from "../../src/conversation/transition.ts";
import { packageRoot } from "../../src/publication.ts";
import { coverageOf, type Passage } from "../../src/regression/coverage.ts";
import { goalKey, goalsOf } from "../../src/regression/coverage-goals.ts";
import { tallies } from "../../src/regression/coverage-tally.ts";
import { runCase } from "../../src/regression/run-case.ts";
import { type Happened, happen, moves } from "../support/random-talk.ts";
import { realBot } from "../support/real-bot.ts";

const { bot, understand } = await realBot();
const hear = remember(understand);
const cases = casesOf(await readTestFiles(packageRoot, []));
const tested = cases.flatMap((one) => runCase(bot, hear, one).answers);

/** What the engine says only when content fails is no goal, and may be heard all the same. */
const LAST_RESORTS = ["_done#s1 ", "_error#s1 "];

const { steps, edges } = goalsOf(bot);
const known = new Set([...[...steps, ...edges].map(goalKey), ...LAST_RESORTS]);

/** What conversations passed through that is no goal of the bot's. */
function strays(passed: readonly Passage[]): readonly string[] {
  const keys = passed.flatMap(({ trace, said }) => [...trace, ...said.map(({ origin }) => origin)]);
  return [...new Set(keys.map(goalKey))].filter((key) => !known.has(key));
}

test("whatever the dialog tests pass through can be reached, and is left by a way that its step has", () => {
  expect(strays(tested)).toEqual([]);
  const ways = tested.flatMap(({ trace }) => trace.filter(({ way }) => way !== undefined));
  const unnamed = ways.filter(({ dialog, step, way }) => {
    const left = bot.dialogs.get(dialog)?.steps.get(step);
    return left === undefined || exitsOf(bot, left).every((exit) => exit.way !== way);
  });
  expect(unnamed).toEqual([]);
  expect(ways.length).toBeGreaterThan(100);
});

/** What one event, and every outcome of the call it leads to, passed through. */
function passagesAt({ event, after }: Happened): readonly Passage[] {
  const action = after.call === undefined ? undefined : bot.actions.get(after.call.action);
  const called = action === undefined ? [] : outcomesOf(action);
  return [
    after,
    ...called.map((outcome) =>
      transition(
        bot,
        after.state,
        { type: "called", outcome, fields: {}, at: event.at },
        { identified: true },
      ),
    ),
  ].map(({ trace, effects }) => ({
    trace,
    said: effects.flatMap((effect) => (effect.type === "say" ? [effect] : [])),
  }));
}

test("whatever a customer does, and calls come to, passes only through what can be reached", () => {
  fc.assert(
    fc.property(fc.array(moves(bot), { maxLength: 40, size: "max" }), fc.boolean(), (made, identified) => {
      expect(strays(happen(bot, "zh", identified, made).flatMap(passagesAt))).toEqual([]);
    }),
    { seed: 8, numRuns: 150 },
  );
});

test("the goals of a dialog add up to those of the bot", () => {
  const coverage = coverageOf(bot, tested);
  const all = tallies(coverage);
  const each = [...bot.dialogs.keys()].map((dialog) => tallies(coverage, dialog));
  for (const dimension of ["steps", "edges", "outcomes", "options", "intents"] as const) {
    const sum = each.reduce((total, one) => total + one[dimension].total, 0);
    expect(sum, dimension).toBe(all[dimension].total);
    expect(all[dimension].total, dimension).toBeGreaterThan(10);
  }
});
