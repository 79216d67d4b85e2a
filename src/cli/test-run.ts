import type { Bot } from "../content/bot.ts";
import type { Understand } from "../conversation/listening.ts";
import type { TimedResult } from "../regression/junit.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import type { DialogCase } from "../regression/suite.ts";

/** How cases went. */
export interface TestRun {
  readonly timed: readonly TimedResult[];
  /** Cases that were not run, because one before them failed. */
  readonly skipped: number;
  /** Cases that passed and are left out, because no change touches them. */
  readonly untouched: number;
}

/** Has the conversations of cases one after the other; `bail` stops at the first that fails. */
export function runCases(
  bot: Bot,
  understand: Understand,
  cases: readonly DialogCase[],
  { bail = false }: { readonly bail?: boolean } = {},
): TestRun {
  const timed: TimedResult[] = [];
  let before = performance.now();
  for (const test of cases) {
    const result = runCase(bot, understand, test);
    const now = performance.now();
    timed.push({ result, seconds: (now - before) / 1000 });
    before = now;
    if (bail && !result.passed) break;
  }
  return { timed, skipped: cases.length - timed.length, untouched: 0 };
}

/** A run without the cases that no change touches. One that fails is never left out. */
export function onlyTouched(run: TestRun, isTouched: (result: CaseResult) => boolean): TestRun {
  const timed = run.timed.filter(({ result }) => !result.passed || isTouched(result));
  return { ...run, timed, untouched: run.timed.length - timed.length };
}
