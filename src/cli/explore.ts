import { writeFile } from "node:fs/promises";
import path from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Bot } from "../content/bot.ts";
import { AppError } from "../kernel/errors.ts";
import { counterexample } from "../regression/explore/counterexample.ts";
import { type Exploration, explore } from "../regression/explore/explore.ts";
import { exploreLines, exploreReport } from "./explore-report.ts";
import { checkOutputFile } from "./output-file.ts";
import { note, print, printJson, progress } from "./print.ts";
import { TEST_ENDING } from "./test-files.ts";
import { loadedBot } from "./workspace.ts";

interface ExploreOptions {
  readonly maxSeconds: number;
  readonly maxStates: number;
  readonly depth: number;
  readonly write?: string;
  readonly all?: true;
  readonly json?: true;
}

/** `fenqi explore`: walks every state that conversations can come to, and holds all of them to the laws. */
export function registerExplore(program: Command): void {
  program
    .command("explore")
    .description("prove what holds in every state a conversation can come to, or show where it does not")
    .option("--max-seconds <seconds>", "give up after this long", positive, 300)
    .option("--max-states <count>", "give up beyond this many states", positive, 1_000_000)
    .option("--depth <count>", "tell so many interrupted dialogs inside one another apart", positive, 2)
    .option("--write <file>", `write the counterexamples as a dialog test, a ${TEST_ENDING} file`)
    .option("--all", "print every counterexample, not one for each law")
    .option("--json", "print one JSON document, with every counterexample")
    .action(async (options: ExploreOptions) => {
      if (options.write !== undefined) await checkWritable(options.write);
      const bot = await loadedBot();
      progress("Walking through every state…");
      const { exploration, seconds } = timed(bot, options);
      if (options.json) printJson(exploreReport(bot, exploration, seconds));
      else for (const line of exploreLines(bot, exploration, seconds, options)) print(line);
      if (options.write !== undefined) await writeCounterexamples(bot, exploration, options.write);
      if (exploration.gaveUp || exploration.breaches.length > 0) process.exitCode = 1;
    });
}

function timed(
  bot: Bot,
  { maxSeconds, maxStates, depth }: ExploreOptions,
): { readonly exploration: Exploration; readonly seconds: number } {
  const before = performance.now();
  const since = (): number => (performance.now() - before) / 1000;
  const exploration = explore(bot, { maxStates, depth, isTimeUp: () => since() >= maxSeconds });
  return { exploration, seconds: since() };
}

async function checkWritable(file: string): Promise<void> {
  if (!file.endsWith(TEST_ENDING)) {
    const message = `--write ${file} would be no dialog test: their names end in ${TEST_ENDING}.`;
    throw new AppError("USAGE", message, { file });
  }
  await checkOutputFile("--write", file, `explored${TEST_ENDING}`);
}

async function writeCounterexamples(bot: Bot, { breaches }: Exploration, file: string): Promise<void> {
  const cases = breaches.flatMap((breach) => counterexample(bot, breach) ?? []);
  if (cases.length === 0) return note("There is no counterexample, so nothing was written.");
  const indented = cases.map((written) => written.replace(/^(?=.)/gmu, "  ")).join("\n");
  await writeFile(path.resolve(file), `suite: explored\ncases:\n${indented}`);
  note(`${file}: ${cases.length} counterexamples`);
}

function positive(written: string): number {
  const number = Number(written);
  if (Number.isFinite(number) && number > 0) return number;
  throw new InvalidArgumentError("It has to be a number above zero.");
}
