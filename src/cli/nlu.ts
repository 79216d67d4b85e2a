import path from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { loadBot } from "../content/load-bot.ts";
import { type Language, languages } from "../kernel/language.ts";
import { NONE } from "../kernel/understanding.ts";
import { countLeaks, crossValidate, type EvaluationRow, encodeModel, evaluate } from "../nlu/index.ts";
import { contentInvalid } from "../runtime/publisher.ts";
import { checkPageFile, type OutputOptions } from "./html-page.ts";
import { labelledLines } from "./labelled-lines.ts";
import { registerNluBench } from "./nlu-bench.ts";
import { registerNluEmbed } from "./nlu-embed.ts";
import { registerNluRobustness } from "./nlu-robustness.ts";
import { registerNluYesNo } from "./nlu-yesno.ts";
import { note, progress } from "./print.ts";
import { counted } from "./report/figures.ts";
import { showEvaluation } from "./show-evaluation.ts";
import { contentFiles, publication, readableEmbeddings, sha256 } from "./workspace.ts";

interface EvalOptions extends OutputOptions {
  readonly lang?: Language;
}

interface CrossValidateOptions extends EvalOptions {
  readonly folds: number;
}

const now = () => performance.now();

/** `fenqi nlu`: how well questions are understood, in figures. */
export function registerNlu(program: Command): void {
  const nlu = program.command("nlu").description("measure the understanding");
  registerEval(nlu);
  registerCrossValidate(nlu);
  registerNluRobustness(nlu);
  registerNluYesNo(nlu);
  registerNluBench(nlu);
  registerNluEmbed(nlu);
}

function registerEval(nlu: Command): void {
  nlu
    .command("eval")
    .argument("<file>", 'labelled questions, one {"text", "intent", "also"?} a line')
    .description("measure the bot's own model on labelled questions")
    .addOption(new Option("--lang <language>", "take the texts as this language").choices([...languages]))
    .option("--json", "print one JSON document")
    .option("--html <file>", "also write a page with the confusions, intent by intent")
    .action(async (file: string, { lang, ...output }: EvalOptions) => {
      await checkPageFile(output.html);
      const rows = await labelledLines(file);
      const { bot, model } = await publication();
      noteStrangeLabels(
        rows,
        bot.intents.map(({ name }) => name),
      );
      const evaluation = evaluate(model, rows, lang === undefined ? { now } : { now, language: lang });
      const leaked = countLeaks(bot, rows);
      if (leaked > 0) note(leakNote(leaked, rows.length));
      const title = "How well the bot understands questions";
      const facts = [
        ["questions", path.basename(file)],
        ["model", sha256(encodeModel(model)).slice(0, 12)],
        ["intents of the bot", String(bot.intents.length)],
        ["taken as", lang ?? "the language of each"],
        ["also among the utterances", String(leaked)],
      ] as const;
      await showEvaluation({ evaluation, title, facts, leaked }, output);
    });
}

function leakNote(leaked: number, rows: number): string {
  return `${leaked} of ${counted(rows, "question")} stand word for word among the utterances: these flatter the figures.`;
}

function registerCrossValidate(nlu: Command): void {
  nlu
    .command("cross-validate")
    .description("measure how the bot's own utterances are understood by models that have not seen them")
    .addOption(new Option("--lang <language>", "only this language's utterances").choices([...languages]))
    .option("--folds <number>", "into how many parts the utterances are cut", wholeNumber, 5)
    .option("--json", "print one JSON document")
    .option("--html <file>", "also write a page with the confusions, intent by intent")
    .action(async ({ lang, folds, ...output }: CrossValidateOptions) => {
      await checkPageFile(output.html);
      const loaded = loadBot(await contentFiles());
      if (!("bot" in loaded)) throw contentInvalid(loaded.problems);
      const onProgress = (done: number) => progress(`${Math.round(done * folds)} of ${folds} folds`);
      const evaluation = crossValidate(loaded.bot, {
        folds,
        now,
        onProgress,
        embeddings: await readableEmbeddings(),
        ...(lang && { language: lang }),
      });
      const title = "How well the bot's own utterances are understood by models that have not seen them";
      const facts = [
        ["questions", "the bot's own utterances"],
        ["language", lang ?? "all"],
        ["folds", String(folds)],
        ["intents of the bot", String(loaded.bot.intents.length)],
      ] as const;
      await showEvaluation({ evaluation, title, facts }, output);
    });
}

/** A label with a typo would count as a mistake of the model's in every row. */
function noteStrangeLabels(rows: readonly EvaluationRow[], known: readonly string[]): void {
  const strange = rows.filter(({ intent }) => intent !== NONE && !known.includes(intent));
  for (const label of new Set(strange.map(({ intent }) => intent))) {
    const own = strange.filter(({ intent }) => intent === label).length;
    note(
      `The bot has no intent "${label}", with which ${counted(own, "question")} ${own === 1 ? "is" : "are"} labelled.`,
    );
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 2) return number;
  throw new InvalidArgumentError("Give a whole number of at least 2.");
}
