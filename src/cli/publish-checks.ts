import { loadBot } from "../content/load-bot.ts";
import { describeProblem, type SourceFile } from "../content/source.ts";
import { explore } from "../regression/explore/explore.ts";
import { behaviourDiff } from "../regression/replay/behaviour-diff.ts";
import type { Publication } from "../runtime/publisher.ts";
import { exploreLines } from "./explore-report.ts";
import { allProblems } from "./lint.ts";
import { progress } from "./print.ts";
import type { Recordings } from "./recordings.ts";
import { limitsOf } from "./replay-limits.ts";
import { replayLines } from "./replay-lines.ts";
import { showDifferences, sumOf } from "./replay-shown.ts";
import { count, counted } from "./report/figures.ts";
import { casesOf } from "./test-cases.ts";
import { testLines } from "./test-report.ts";
import { runCases } from "./test-run.ts";

/** What one check of new content came to. */
export interface Check {
  readonly name: "lint" | "tests" | "explore" | "replay";
  readonly passed: boolean;
  /** In one line. */
  readonly sum: string;
  /** What is wrong, and what differs, for reading. */
  readonly lines: readonly string[];
}

/** What is wrong with the content that does not keep a bot from being made of it. */
export function checkLint({ files }: Publication, tests: readonly SourceFile[]): Check {
  const problems = allProblems(loadBot(files), files, tests);
  const errors = problems.filter(({ severity }) => severity === "error");
  return {
    name: "lint",
    passed: errors.length === 0,
    sum: `${counted(errors.length, "error")}, ${counted(problems.length - errors.length, "warning")}`,
    lines: errors.map(describeProblem),
  };
}

/** @throws DIALOG_TESTS_INVALID */
export function checkTests({ bot, understand }: Publication, tests: readonly SourceFile[]): Check {
  progress("Having the conversations of the dialog tests…");
  const cases = casesOf(tests);
  const run = runCases(bot, understand, cases);
  const failed = run.timed.filter(({ result }) => !result.passed).length;
  return {
    name: "tests",
    passed: failed === 0,
    sum: `${counted(cases.length, "conversation")}, ${count(failed)} failed`,
    lines: failed === 0 ? [] : testLines(run, () => undefined),
  };
}

/** @param maxSeconds after which it gives up, and counts as not passed; 0 leaves it out */
export function checkExploration({ bot }: Publication, maxSeconds: number): Check {
  if (maxSeconds === 0) return { name: "explore", passed: true, sum: "left out", lines: [] };
  progress("Walking through every state…");
  const begun = performance.now();
  const since = () => (performance.now() - begun) / 1000;
  const exploration = explore(bot, { maxStates: 1_000_000, depth: 2, isTimeUp: () => since() >= maxSeconds });
  const { states, gaveUp, breaches } = exploration;
  const passed = !gaveUp && breaches.length === 0;
  const verdict = gaveUp ? "gave up" : breaches.length === 0 ? "every law holds" : "not every law holds";
  return {
    name: "explore",
    passed,
    sum: `${counted(states, "state")}, ${verdict}`,
    lines: passed ? [] : exploreLines(bot, exploration, since(), {}),
  };
}

/** How many differences are shown. */
const MOST_SHOWN = 5;

export function checkReplay({ bot, understand }: Publication, { conversations }: Recordings): Check {
  if (conversations.length === 0)
    return { name: "replay", passed: true, sum: "no conversation to have again", lines: [] };
  progress(`Replaying ${count(conversations.length)} conversations…`);
  const diff = behaviourDiff(bot, understand, conversations);
  const limits = limitsOf(bot.replayLimits, diff);
  const all = sumOf(diff.conversations);
  const { same } = diff.conversations;
  const shown = showDifferences(diff, MOST_SHOWN, understand);
  return {
    name: "replay",
    passed: limits.every(({ isKept }) => isKept),
    sum: `${counted(all, "conversation")}, ${same === all ? "all the same" : `${count(all - same)} go another way`}`,
    lines: same === all ? [] : replayLines(diff, shown, limits),
  };
}
