import path from "node:path";
import { type Command, Option } from "commander";
import { type Language, languages } from "../kernel/language.ts";
import { benchmark, type Engine, naturalBayes, ours } from "../nlu/index.ts";
import { checkPageFile, type OutputOptions } from "./html-page.ts";
import { labelledLines } from "./labelled-lines.ts";
import { nodeNlp } from "./node-nlp.ts";
import { progress } from "./print.ts";
import { counted } from "./report/figures.ts";
import { showEvaluation } from "./show-evaluation.ts";

interface BenchOptions extends OutputOptions {
  readonly train: string;
  readonly test: string;
  readonly lang: Language;
  readonly engine: keyof typeof engines;
}

const engines = {
  ours,
  "natural-bayes": naturalBayes,
  "node-nlp": nodeNlp,
} as const satisfies Record<string, Engine>;

/** `fenqi nlu bench`: an engine, ours or a peer's, trained on one file and measured on another. */
export function registerNluBench(nlu: Command): void {
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
    .option("--html <file>", "also write a page with the confusions, intent by intent")
    .action(async ({ train, test, lang, engine, ...output }: BenchOptions) => {
      await checkPageFile(output.html);
      const [learn, measure] = await Promise.all([labelledLines(train), labelledLines(test)]);
      progress(`Training ${engine} on ${learn.length} questions…`);
      const result = await benchmark({
        train: learn,
        test: measure,
        language: lang,
        engine: engines[engine],
        now: () => performance.now(),
      });
      const seconds = `${result.trainSeconds.toFixed(1)} s`;
      const megabytes = `${(result.modelBytes / 1e6).toFixed(2)} MB`;
      const facts = [
        ["engine", result.engine],
        ["trained on", `${path.basename(train)}, ${counted(learn.length, "question")}`],
        ["measured on", path.basename(test)],
        ["language", lang],
        ["training", seconds],
        ["model", megabytes],
      ] as const;
      const lines = [
        `engine                     ${result.engine}`,
        `training                   ${seconds}`,
        `model                      ${megabytes}`,
      ];
      const title = `Benchmark: ${result.engine} on ${path.basename(test)}`;
      await showEvaluation({ evaluation: result, title, facts, lines }, output);
    });
}
