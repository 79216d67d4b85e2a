import type { Command } from "commander";
import { expiredFacts } from "../content/lint.ts";
import { loadBot } from "../content/load-bot.ts";
import { describeProblem } from "../content/source.ts";
import { print, printJson } from "./print.ts";
import { contentFiles } from "./workspace.ts";

/** `fenqi lint`: everything wrong with the content, with file, line and column. */
export function registerLint(program: Command): void {
  program
    .command("lint")
    .description("say everything that is wrong with the content, as file:line:column")
    .option("--json", "print one JSON document")
    .action(async ({ json }: { readonly json?: true }) => {
      const loaded = loadBot(await contentFiles());
      const today = new Date().toISOString().slice(0, 10);
      const problems =
        "bot" in loaded ? [...loaded.problems, ...expiredFacts(loaded.bot, today)] : loaded.problems;
      const errors = problems.filter((problem) => problem.severity === "error").length;
      const warnings = problems.length - errors;
      if (json) printJson({ errors, warnings, problems });
      else {
        for (const problem of problems) print(describeProblem(problem));
        const size =
          "bot" in loaded ? `${loaded.bot.intents.length} intents, ${loaded.bot.dialogs.size} dialogs: ` : "";
        print(`${size}${errors} errors, ${warnings} warnings`);
      }
      if (errors > 0) process.exitCode = 1;
    });
}
