import type { Command } from "commander";
import { describeProblem, type Problem } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import { sideBySide } from "../regression/side-by-side.ts";
import { type DialogCase, parseSuite } from "../regression/suite.ts";
import { print, printJson } from "./print.ts";
import { readTestFiles } from "./test-files.ts";
import { publication, workingDir } from "./workspace.ts";

/** `fenqi test [FILES]`: has the conversations of the dialog tests with the bot, and compares. */
export function registerTest(program: Command): void {
  program
    .command("test")
    .argument("[files...]", "dialog tests; all of tests/dialogs when none is named")
    .description("run the dialog regression tests")
    .option("--json", "print one JSON document")
    .action(async (files: readonly string[], { json }: { readonly json?: true }) => {
      const cases = await readCases(files);
      const { bot, understand } = await publication();
      const started = performance.now();
      const results = cases.map((test) => runCase(bot, understand, test));
      const seconds = (performance.now() - started) / 1000;
      const failed = results.filter((result) => !result.passed);
      if (json) printJson(report(results, seconds));
      else printResults(results, seconds);
      if (failed.length > 0) process.exitCode = 1;
    });
}

async function readCases(files: readonly string[]): Promise<readonly DialogCase[]> {
  const problems: Problem[] = [];
  const cases: DialogCase[] = [];
  for (const source of await readTestFiles(workingDir(), files)) {
    const parsed = parseSuite(source);
    if ("problems" in parsed) problems.push(...parsed.problems);
    else cases.push(...parsed.cases);
  }
  if (problems.length > 0) {
    const lines = problems.map(describeProblem).join("\n");
    throw new AppError("DIALOG_TESTS_INVALID", `The dialog tests cannot be read.\n${lines}`, { problems });
  }
  if (cases.length === 0) {
    throw new AppError(
      "DIALOG_TESTS_INVALID",
      `There are no dialog tests. They are looked for in ${workingDir()}/tests/dialogs.`,
    );
  }
  return cases;
}

function report(results: readonly CaseResult[], seconds: number): unknown {
  return {
    cases: results.length,
    passed: results.filter((result) => result.passed).length,
    failed: results.filter((result) => !result.passed).length,
    turns: turnsOf(results),
    seconds: Number(seconds.toFixed(3)),
    results: results.map(({ case: test, passed, failure, transcript }) => ({
      suite: test.suite,
      name: test.name,
      file: test.at.file,
      line: test.at.line,
      passed,
      ...(failure === undefined
        ? {}
        : { failure: { line: failure.at.line, message: failure.message }, transcript }),
    })),
  };
}

function printResults(results: readonly CaseResult[], seconds: number): void {
  const suites = new Map<string, CaseResult[]>();
  for (const result of results)
    suites.set(result.case.suite, [...(suites.get(result.case.suite) ?? []), result]);
  for (const [suite, of] of suites) {
    const passed = of.filter((result) => result.passed).length;
    print(`${passed === of.length ? "✓" : "✗"} ${suite} ${passed}/${of.length}`);
    for (const result of of) {
      if (result.failure === undefined) continue;
      const { at, message } = result.failure;
      print(`\n  ✗ ${result.case.name}\n    ${at.file}:${at.line} ${message}\n\n${sideBySide(result)}\n`);
    }
  }
  const failed = results.filter((result) => !result.passed).length;
  print(
    `${results.length - failed} passed, ${failed} failed; ${turnsOf(results)} turns in ${seconds.toFixed(2)} s`,
  );
}

function turnsOf(results: readonly CaseResult[]): number {
  return results.reduce((sum, result) => sum + result.turns, 0);
}
