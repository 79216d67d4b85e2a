import { type Command, Option } from "commander";
import type { Bot } from "../content/bot.ts";
import { loadBot } from "../content/load-bot.ts";
import type { SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { type Language, languages } from "../kernel/language.ts";
import { summarizeChange } from "../regression/change/summarize-change.ts";
import { contentInvalid } from "../runtime/publisher.ts";
import { changeLines } from "./change-lines.ts";
import { contentAt } from "./content-at.ts";
import { print, printJson } from "./print.ts";
import { loadedBot, workingDir } from "./workspace.ts";

interface ChangesOptions {
  readonly from: string;
  readonly to?: string;
  readonly lang: Language;
  readonly json?: true;
}

/** `fenqi changes`: what another content does otherwise, in sentences for people who read no YAML. */
export function registerChanges(program: Command): void {
  program
    .command("changes")
    .description("say in plain language what a change of content does")
    .option("--from <place>", "the content before: a folder, or a revision of git", "HEAD")
    .option("--to <place>", "the content after; the files as they are now, when left out")
    .addOption(new Option("--lang <language>", "the language to say it in").choices(languages).default("zh"))
    .option("--json", "print one JSON document")
    .action(async ({ from, to, lang, json }: ChangesOptions) => {
      const before = botOf(await contentAt(workingDir(), from, "--from"), `--from ${from}`);
      const after =
        to === undefined ? await loadedBot() : botOf(await contentAt(workingDir(), to, "--to"), `--to ${to}`);
      const today = new Date().toISOString().slice(0, 10);
      const changes = summarizeChange(before, after, { language: lang, today });
      if (json) return printJson({ from, to: to ?? null, language: lang, changes });
      for (const line of changeLines(changes, lang)) print(line);
    });
}

/** A version that an earlier Fenqi could read may hold what this one refuses. */
function botOf(files: readonly SourceFile[], place: string): Bot {
  const loaded = loadBot(files);
  if ("bot" in loaded) return loaded.bot;
  const { message } = contentInvalid(loaded.problems);
  throw new AppError("CONTENT_INVALID", `${place}: ${message}`, { place });
}
