import type { Command } from "commander";
import { lint } from "../content/lint.ts";
import { loadBot } from "../content/load-bot.ts";
import { describeProblem, inOrder } from "../content/source.ts";
import { unfoundMarks } from "../regression/unfound-marks.ts";
import { print, printJson } from "./print.ts";
import { withoutFloods } from "./without-floods.ts";
import { contentFiles } from "./workspace.ts";

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
      const problems = inOrder([
        ...lint(loaded, files, new Date().toISOString().slice(0, 10)),
        ...("bot" in loaded ? unfoundMarks(loaded.bot) : []),
      ]);
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
