import path from "node:path";
import { type Command, Option } from "commander";
import { AppError } from "../kernel/errors.ts";
import { type Language, languages } from "../kernel/language.ts";
import { benchmark, type Engine, learnEmbeddings, naturalBayes, ours, oursWith } from "../nlu/index.ts";
import { emptyLexicon } from "../text/lexicon.ts";
import { checkPageFile, type OutputOptions } from "./html-page.ts";
import { labelledLines } from "./labelled-lines.ts";
import { messageLines } from "./message-lines.ts";
import { nodeNlp } from "./node-nlp.ts";
import { progress } from "./print.ts";
import { counted } from "./report/figures.ts";
import { showEvaluation } from "./show-evaluation.ts";

interface BenchOptions extends OutputOptions {
  readonly train: string;
  readonly test: string;
  readonly lang: Language;
  readonly engine: keyof typeof engines;
  readonly unlabelled?: string;
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
    .option("--unlabelled <file>", "messages to learn words from first, one a line; ours only")
    .option("--json", "print one JSON document")
    .option("--html <file>", "also write a page with the confusions, intent by intent")
    .action(async ({ train, test, lang, engine, unlabelled, ...output }: BenchOptions) => {
      await checkPageFile(output.html);
      if (unlabelled !== undefined && engine !== "ours") throw readsNoMessages(engine);
      const [learn, measure] = await Promise.all([labelledLines(train), labelledLines(test)]);
      const learner = unlabelled === undefined ? engines[engine] : await readingFirst(unlabelled, lang);
      progress(`Training ${engine} on ${learn.length} questions…`);
      const result = await benchmark({
        train: learn,
        test: measure,
        language: lang,
        engine: learner,
        now: () => performance.now(),
      });
      const seconds = `${result.trainSeconds.toFixed(1)} s`;
      const megabytes = `${(result.modelBytes / 1e6).toFixed(2)} MB`;
      const facts = [
        ["engine", result.engine],
        ["trained on", `${path.basename(train)}, ${counted(learn.length, "question")}`],
        ...(unlabelled === undefined ? [] : [["read first", path.basename(unlabelled)] as const]),
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

/** Our engine with what the messages of a file teach, all of them taken as this language. */
async function readingFirst(file: string, language: Language): Promise<Engine> {
  const messages = await messageLines(file);
  progress(`Reading ${counted(messages.length, "message")}…`);
  const table = learnEmbeddings(messages, { language, lexicon: emptyLexicon });
  if (table === undefined)
    throw new AppError(
      "USAGE",
      `${file} holds too little text to learn from: ${counted(messages.length, "message")}.`,
      { file },
    );
  return oursWith([table]);
}

function readsNoMessages(engine: string): AppError {
  return new AppError("USAGE", `The engine "${engine}" cannot learn from --unlabelled; only "ours" can.`);
}
