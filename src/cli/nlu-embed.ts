import { type Command, Option } from "commander";
import { openDataDir } from "../adapters/files/data-dir.ts";
import { type EmbeddingsFile, embeddingsFileAt } from "../adapters/files/embeddings-file.ts";
import { readConfig } from "../config.ts";
import { loadBot } from "../content/load-bot.ts";
import { AppError } from "../kernel/errors.ts";
import { type Language, languages } from "../kernel/language.ts";
import { decodeEmbeddings, type Embeddings, encodeEmbeddings } from "../nlu/index.ts";
import { keptEmbeddings } from "../publication.ts";
import { contentInvalid } from "../runtime/publisher.ts";
import { type EmbedReport, embedLines, reportOf } from "./embed-report.ts";
import { learnTables } from "./learn-tables.ts";
import { messageLines } from "./message-lines.ts";
import { checkOutputFile } from "./output-file.ts";
import { note, print, printJson } from "./print.ts";
import { counted } from "./report/figures.ts";
import { contentFiles, publication, readableEmbeddings } from "./workspace.ts";

interface EmbedOptions {
  readonly lang?: Language;
  readonly out?: string;
  readonly json?: true;
}

/** `fenqi nlu embed`: learns from unlabelled messages which words mean alike, and keeps it where the bot gains. */
export function registerNluEmbed(nlu: Command): void {
  nlu
    .command("embed")
    .argument("[files...]", 'customers\' messages, one a line; from .jsonl the "text" of each line')
    .description(
      "learn from unlabelled messages which words mean alike, and keep that if the bot gains by it",
    )
    .addOption(new Option("--lang <language>", "take all messages as this language").choices([...languages]))
    .option("--out <file>", "keep it there, and not in DATA_DIR where the bot looks for it")
    .addOption(new Option("--remove", "delete what is kept in DATA_DIR").conflicts(["out", "lang"]))
    .option("--json", "print one JSON document")
    .action(
      async (files: readonly string[], { remove, ...options }: EmbedOptions & { readonly remove?: true }) => {
        if (remove) await removeTable(files, options);
        else await embed(files, options);
      },
    );
}

async function removeTable(files: readonly string[], { json }: EmbedOptions): Promise<void> {
  if (files.length > 0) throw new AppError("USAGE", "--remove takes no files: it deletes what is kept.");
  const { path, remove } = keptEmbeddings(readConfig(process.env));
  const isRemoved = await remove();
  if (json) printJson({ file: path, removed: isRemoved });
  else if (isRemoved) print(`Deleted ${path}. The bot does without it from its next start on.`);
  else print(`There is nothing to delete: no ${path}.`);
}

async function embed(files: readonly string[], { lang, out, json }: EmbedOptions): Promise<void> {
  if (files.length === 0) throw new AppError("USAGE", "Name at least one file of customers' messages.");
  const file = out === undefined ? await fileOfTheBot() : await fileElsewhere(out);
  const messages = (await Promise.all(files.map(messageLines))).flat();
  const loaded = loadBot(await contentFiles());
  if (!("bot" in loaded)) throw contentInvalid(loaded.problems);

  const { lessons, unsorted } = learnTables(messages, loaded.bot, lang);
  const learned = lessons.flatMap(({ table }) => table ?? []);
  if (learned.length === 0) throw tooLittle(messages.length);

  // A language that taught nothing this time keeps what was learned earlier.
  const earlier = await readableEmbeddings(file);
  const { model } = await publication(encodeEmbeddings(withLater(earlier, learned)));
  const reports = lessons.map((lesson) => reportOf(lesson, model));
  const useful = learned.filter(({ language }) =>
    reports.some((report) => report.language === language && report.outcome === "used"),
  );
  const report: EmbedReport = { file: null, bytes: null, unsorted, languages: reports };
  const show = (found: EmbedReport): void => {
    const circumstances = { isElsewhere: out !== undefined, hadEarlier: earlier.length > 0 };
    if (json) printJson(found);
    else print(embedLines(found, circumstances).join("\n"));
  };
  if (useful.length === 0) return show(report);
  const bytes = encodeEmbeddings(withLater(earlier, useful));
  await save(file, bytes, out);
  show({ ...report, file: file.path, bytes: bytes.length });
  note(
    "What is kept are characters, words and pairs of them that several messages share, and no whole message. A name or a number that several customers wrote may be among them: keep it with the data, not in a repository.",
  );
}

async function fileOfTheBot(): Promise<EmbeddingsFile> {
  const config = readConfig(process.env);
  await openDataDir(config.DATA_DIR);
  return keptEmbeddings(config);
}

/** @throws USAGE when nothing can be written there, or something else than tables would be overwritten */
async function fileElsewhere(out: string): Promise<EmbeddingsFile> {
  await checkOutputFile("--out", out, "embeddings.bin");
  const file = embeddingsFileAt(out);
  const bytes = await file.load();
  try {
    if (bytes !== undefined) decodeEmbeddings(bytes);
  } catch (error) {
    throw new AppError(
      "USAGE",
      `--out ${out}: that file is something else. Name another, or delete it.`,
      { file: out },
      error,
    );
  }
  return file;
}

async function save(file: EmbeddingsFile, bytes: Uint8Array, out: string | undefined): Promise<void> {
  try {
    await file.save(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const code = out === undefined ? "DATA_DIR_UNWRITABLE" : "USAGE";
    throw new AppError(code, `${file.path} cannot be written: ${reason}`, { file: file.path }, error);
  }
}

function tooLittle(messages: number): AppError {
  return new AppError(
    "USAGE",
    `There is too little text to learn from: ${counted(messages, "message")} in languages of the bot. A few hundred different ones are the least, and thousands do better.`,
  );
}

/** The tables of both, the later one of each language. */
function withLater(earlier: readonly Embeddings[], later: readonly Embeddings[]): readonly Embeddings[] {
  const of = (tables: readonly Embeddings[], wanted: Language) =>
    tables.find(({ language }) => language === wanted);
  return languages.flatMap((language) => of(later, language) ?? of(earlier, language) ?? []);
}
