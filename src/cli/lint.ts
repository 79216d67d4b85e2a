import type { Command } from "commander";
import type { Bot } from "../content/bot.ts";
import { lint } from "../content/lint.ts";
import { withoutAllowed } from "../content/lint-allow.ts";
import { type LoadedBot, loadBot } from "../content/load-bot.ts";
import { describeProblem, type Problem, type SourceFile } from "../content/source.ts";
import { parseSuite } from "../regression/suite.ts";
import { unfoundMarks } from "../regression/unfound-marks.ts";
import { untestedArticles } from "../regression/untested-articles.ts";
import { untestedDialogs } from "../regression/untested-dialogs.ts";
import { print, printJson } from "./print.ts";
import { readTestFiles } from "./test-files.ts";
import { withoutFloods } from "./without-floods.ts";
import { contentFiles, workingDir } from "./workspace.ts";

interface LintOptions {
  readonly all?: true;
  readonly strict?: true;
  readonly json?: true;
}

/** `fenqi lint`: everything wrong with the content, with file, line and column. */
export function registerLint(program: Command): void {
  program
    .command("lint")
    .description("say everything that is wrong with the content, as file:line:column")
    .option("--all", "print every warning, however many of a kind there are in a file")
    .option("--strict", "let warnings count as errors do")
    .option("--json", "print one JSON document, with every warning")
    .action(async ({ all, strict, json }: LintOptions) => {
      const files = await contentFiles();
      const loaded = loadBot(files);
      const problems = allProblems(loaded, files, await readTestFiles(workingDir(), []));
      const errors = problems.filter((problem) => problem.severity === "error").length;
      const warnings = problems.length - errors;
      if (json) printJson({ errors, warnings, problems });
      else {
        for (const line of all ? problems.map(describeProblem) : withoutFloods(problems)) print(line);
        const size =
          "bot" in loaded ? `${loaded.bot.intents.length} intents, ${loaded.bot.dialogs.size} dialogs: ` : "";
        print(`${size}${errors} errors, ${warnings} warnings`);
      }
      if (errors > 0 || (strict && warnings > 0)) process.exitCode = 1;
    });
}

/** The problems sorted by place. What cannot be loaded is not looked at further, so nothing in it can be allowed yet. */
export function allProblems(
  loaded: LoadedBot,
  files: readonly SourceFile[],
  tests: readonly SourceFile[],
): readonly Problem[] {
  if (!("bot" in loaded)) return loaded.problems;
  const { bot } = loaded;
  const today = new Date().toISOString().slice(0, 10);
  const found = [...lint(loaded, files, today), ...unfoundMarks(bot), ...untested(bot, tests)];
  return withoutAllowed(found, files);
}

/** Of tests that cannot all be read nobody knows what they leave out; `fenqi test` says what is wrong with them. */
function untested(bot: Bot, tests: readonly SourceFile[]): readonly Problem[] {
  const suites = tests.map(parseSuite);
  const cases = suites.flatMap((suite) => ("cases" in suite ? suite.cases : []));
  return suites.every((suite) => "cases" in suite)
    ? [...untestedDialogs(bot, cases), ...untestedArticles(bot, cases)]
    : [];
}
