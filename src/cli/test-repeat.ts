import type { Bot } from "../content/bot.ts";
import type { Understand } from "../conversation/listening.ts";
import type { Arrival } from "../regression/cut-turns.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import type { TestRun } from "./test-run.ts";

/** How a suite went that was run over and over. */
export interface Repeated {
  readonly times: number;
  /** Customer texts and taps in all runs but the first. */
  readonly turns: number;
  /** What these conversations took; comparing them is not among it. */
  readonly seconds: number;
  /** Cases that did not always go like the first time: `suite: name`, with the run that was the first to differ. */
  readonly others: readonly { readonly name: string; readonly time: number }[];
}

/**
 * Has every conversation of a run again, until it was had so many times. Every second time the texts of a thought in
 * pieces are looked at one by one as they come, in place of all at once, and the cases are run backwards.
 */
export function repeat(bot: Bot, understand: Understand, first: TestRun, times: number): Repeated {
  const wanted = first.timed.map(({ result }) => ({ test: result.case, outcome: outcomeOf(result) }));
  const others = new Map<string, number>();
  let turns = 0;
  let milliseconds = 0;
  for (let time = 2; time <= times; time++) {
    const isBackwards = time % 2 === 0;
    const arrival: Arrival = isBackwards ? "one by one" : "at once";
    for (const { test, outcome } of isBackwards ? wanted.toReversed() : wanted) {
      const before = performance.now();
      const result = runCase(bot, understand, test, arrival);
      milliseconds += performance.now() - before;
      turns += result.turns;
      const name = `${test.suite}: ${test.name}`;
      if (outcomeOf(result) !== outcome && !others.has(name)) others.set(name, time);
    }
  }
  return {
    times,
    turns,
    seconds: milliseconds / 1000,
    others: [...others].map(([name, time]) => ({ name, time })),
  };
}

/** What the repetitions came to, as a person reads it. */
export function repeatLines({ times, turns, seconds, others }: Repeated): readonly string[] {
  const pace = `${Math.round(turns / Math.max(seconds, 0.001)).toLocaleString("en-US")} turns a second`;
  if (others.length === 0) return [`${times} times, and the same each time; ${pace}`];
  return [
    `${times} times; not always the same: ${others.length}`,
    ...others.map(({ name, time }) => `  ${name} (first in run ${time})`),
  ];
}

/** Everything that was said and done, and whether it was as expected. */
function outcomeOf({ passed, failure, answers }: CaseResult): string {
  const happened = answers.map(({ effects, calls, ended, trace }) => ({ effects, calls, ended, trace }));
  return JSON.stringify([passed, failure?.message, happened]);
}
