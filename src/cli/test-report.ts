import type { Understanding } from "../kernel/understanding.ts";
import { describeFailure } from "../regression/describe-failure.ts";
import type { CaseResult } from "../regression/run-case.ts";
import type { TestRun } from "./test-run.ts";

/** The understanding a failure is about, with its evidence; `undefined` when there is none. */
export type Explain = (result: CaseResult) => Understanding | undefined;

/** A run as JSON. */
export function testReport({ timed, skipped, untouched }: TestRun, explain: Explain) {
  const results = timed.map(({ result }) => result);
  const passed = results.filter((result) => result.passed).length;
  return {
    cases: results.length,
    passed,
    failed: results.length - passed,
    skipped,
    untouched,
    turns: turnsOf(results),
    seconds: Number(secondsOf(timed).toFixed(3)),
    results: results.map((result) => {
      const { case: test, failure, transcript } = result;
      return {
        suite: test.suite,
        name: test.name,
        file: test.at.file,
        line: test.at.line,
        passed: result.passed,
        ...(failure === undefined
          ? {}
          : {
              failure: { line: failure.at.line, message: failure.message },
              understanding: explain(result),
              transcript,
            }),
      };
    }),
  };
}

/** A run as lines for a terminal: a line for each suite, failed cases in full, and the sum. */
export function testLines({ timed, skipped, untouched }: TestRun, explain: Explain): readonly string[] {
  const results = timed.map(({ result }) => result);
  const suites = new Map<string, CaseResult[]>();
  for (const result of results)
    suites.set(result.case.suite, [...(suites.get(result.case.suite) ?? []), result]);
  const failed = results.filter((result) => !result.passed).length;
  const sums = [
    `${results.length - failed} passed`,
    `${failed} failed`,
    ...(skipped === 0 ? [] : [`${skipped} not run`]),
    ...(untouched === 0 ? [] : [`${untouched} untouched`]),
  ];
  return [
    ...[...suites].flatMap(([suite, of]) => {
      const passed = of.filter((result) => result.passed).length;
      return [
        `${passed === of.length ? "✓" : "✗"} ${suite} ${passed}/${of.length}`,
        ...of.filter((result) => !result.passed).map((result) => failureLines(result, explain)),
      ];
    }),
    `${sums.join(", ")}; ${turnsOf(results)} turns in ${secondsOf(timed).toFixed(2)} s`,
  ];
}

function failureLines(result: CaseResult, explain: Explain): string {
  const report = describeFailure(result, explain(result)).replace(/^/u, "    ");
  return `\n  ✗ ${result.case.name}\n${report}\n`;
}

function turnsOf(results: readonly CaseResult[]): number {
  return results.reduce((sum, result) => sum + result.turns, 0);
}

function secondsOf(timed: TestRun["timed"]): number {
  return timed.reduce((sum, { seconds }) => sum + seconds, 0);
}
