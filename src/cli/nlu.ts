import { type Command, InvalidArgumentError, Option } from "commander";
import { loadBot } from "../content/load-bot.ts";
import { type Language, languages } from "../kernel/language.ts";
import { benchmark, crossValidate, type Engine, evaluate, naturalBayes, ours } from "../nlu/index.ts";
import { contentInvalid } from "../runtime/publisher.ts";
import { evaluationTable } from "./evaluation-table.ts";
import { labelledLines } from "./labelled-lines.ts";
import { registerNluRobustness } from "./nlu-robustness.ts";
import { print, printJson, progress } from "./print.ts";
import { contentFiles, publication } from "./workspace.ts";

interface BenchOptions {
  readonly train: string;
  readonly test: string;
  readonly lang: Language;
  readonly engine: keyof typeof engines;
  readonly json?: true;
}

interface CrossValidateOptions {
  readonly folds: number;
  readonly lang?: Language;
  readonly json?: true;
}

const engines = { ours, "natural-bayes": naturalBayes } as const satisfies Record<string, Engine>;

const now = () => performance.now();

/** `fenqi nlu`: how well questions are understood, in figures. */
export function registerNlu(program: Command): void {
  const nlu = program.command("nlu").description("measure the understanding");
  nlu
    .command("eval")
    .argument("<file>", 'labelled questions, one {"text", "intent", "also"?} a line')
    .description("measure the bot's own model on labelled questions")
    .addOption(new Option("--lang <language>", "take the texts as this language").choices([...languages]))
    .option("--json", "print one JSON document")
    .action(async (file: string, { lang, json }: { readonly lang?: Language; readonly json?: true }) => {
      const rows = await labelledLines(file);
      const { model } = await publication();
      const evaluation = evaluate(model, rows, lang === undefined ? { now } : { now, language: lang });
      if (json) printJson(evaluation);
      else print(evaluationTable(evaluation).join("\n"));
    });
  nlu
    .command("cross-validate")
    .description("measure how the bot's own utterances are understood by models that have not seen them")
    .addOption(new Option("--lang <language>", "only this language's utterances").choices([...languages]))
    .option("--folds <number>", "into how many parts the utterances are cut", wholeNumber, 5)
    .option("--json", "print one JSON document")
    .action(async ({ lang, folds, json }: CrossValidateOptions) => {
      const loaded = loadBot(await contentFiles());
      if (!("bot" in loaded)) throw contentInvalid(loaded.problems);
      const onProgress = (done: number) => progress(`${Math.round(done * folds)} of ${folds} folds`);
      const evaluation = crossValidate(loaded.bot, {
        folds,
        now,
        onProgress,
        ...(lang && { language: lang }),
      });
      if (json) printJson(evaluation);
      else print(evaluationTable(evaluation).join("\n"));
    });
  registerNluRobustness(nlu);
  nlu
    .command("bench")
    .description("train an engine from scratch on one file and measure it on another")
    .requiredOption("--train <file>", "labelled questions to learn from")
    .requiredOption("--test <file>", "labelled questions to measure on")
    .addOption(
      new Option("--lang <language>", "the language of both files").choices([...languages]).default("zh"),
    )
    .addOption(
      new Option("--engine <engine>", "what to measure").choices(Object.keys(engines)).default("ours"),
    )
    .option("--json", "print one JSON document")
    .action(async ({ train, test, lang, engine, json }: BenchOptions) => {
      const [learn, measure] = await Promise.all([labelledLines(train), labelledLines(test)]);
      progress(`Training ${engine} on ${learn.length} questions…`);
      const result = benchmark({ train: learn, test: measure, language: lang, engine: engines[engine], now });
      if (json) return printJson(result);
      print(`engine                     ${result.engine}`);
      print(`training                   ${result.trainSeconds.toFixed(1)} s`);
      print(`model                      ${(result.modelBytes / 1e6).toFixed(2)} MB`);
      print(evaluationTable(result).join("\n"));
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 2) return number;
  throw new InvalidArgumentError("Give a whole number of at least 2.");
}
