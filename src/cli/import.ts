import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Argument, type Command, Option } from "commander";
import { contentPaths, readContent } from "../adapters/files/read-content.ts";
import { readForeign } from "../adapters/files/read-foreign.ts";
import { loadBot } from "../content/load-bot.ts";
import type { SourceFile } from "../content/source.ts";
import { remember } from "../conversation/remember.ts";
import { AppError } from "../kernel/errors.ts";
import type { Language } from "../kernel/language.ts";
import { packageRoot } from "../publication.ts";
import { contentYaml } from "../regression/draft/content-yaml.ts";
import type { Draft } from "../regression/draft/draft.ts";
import { writeDraft } from "../regression/draft/write-draft.ts";
import { type CaseResult, runCase } from "../regression/run-case.ts";
import { type ImportOutcome, importLines, importReport } from "./import-report.ts";
import { importers } from "./importers.ts";
import { print, printJson } from "./print.ts";
import { casesOf } from "./test-cases.ts";
import { publicationOf } from "./workspace.ts";

interface ImportOptions {
  readonly out: string;
  readonly lang?: Language;
  readonly json?: true;
}

/** `fenqi import FORMAT PATH --out DIR`: a bot of another product as a bot of ours, and everything that did not come over. */
export function registerImport(program: Command): void {
  program
    .command("import")
    .addArgument(new Argument("<format>", "what it comes from").choices(Object.keys(importers)))
    .argument("<path>", "the bot's folder, unpacked, or one file of it")
    .requiredOption("--out <dir>", "where the bot is written; a new or empty folder")
    .addOption(new Option("--lang <language>", "what texts are in that do not say so").choices(["zh", "en"]))
    .option("--json", "print one JSON document")
    .description("turn a bot of another product into files of ours")
    .action(async (format: string, from: string, options: ImportOptions) => {
      const outcome = await importBot(format, from, options);
      if (options.json) printJson(importReport(outcome));
      else for (const line of importLines(outcome)) print(line);
      const isSound = outcome.problems.every(({ severity }) => severity !== "error");
      if (!isSound || outcome.results.some(({ passed }) => !passed)) process.exitCode = 1;
    });
}

async function importBot(format: string, from: string, { out, lang }: ImportOptions): Promise<ImportOutcome> {
  const importer = importers[format];
  if (importer === undefined) throw new AppError("USAGE", `${format}: this is not a known format.`);
  const draft = await importer(await readForeign(from), lang);
  const { files, untranslated, content } = isBot(draft)
    ? await wholeBot(draft, out)
    : await testsAlone(draft, out);
  await write(out, files);
  const { problems } = loadBot(content);
  const tests = files.filter(({ path: file }) => file.startsWith("tests/"));
  const results = problems.some(({ severity }) => severity === "error")
    ? []
    : await resultsOf(tests, content);
  return { out, written: files.map(({ path: file }) => file), draft, untranslated, problems, results };
}

/** Whether it brings more than tests. */
function isBot({ intents, dialogs }: Draft): boolean {
  return intents.length + dialogs.length > 0;
}

interface Written {
  readonly files: readonly SourceFile[];
  readonly content: readonly SourceFile[];
  readonly untranslated: ImportOutcome["untranslated"];
}

async function wholeBot(draft: Draft, out: string): Promise<Written> {
  const there = await readdir(out).catch(() => []);
  if (there.length > 0) {
    throw new AppError("USAGE", `--out ${out}: there are files in this folder. Name a new or an empty one.`, {
      out,
    });
  }
  const { files, untranslated } = writeDraft(draft, await readContent(packageRoot));
  return { files, untranslated, content: files.filter(({ path: file }) => !file.startsWith("tests/")) };
}

/** Tests without a bot belong to a bot that is there already. */
async function testsAlone({ suites, untranslated }: Draft, out: string): Promise<Written> {
  const content = await readContent(out);
  if (!content.some(({ path: file }) => file === contentPaths.head)) {
    const message = `--out ${out}: this brings tests alone, and there is no bot here. Name the folder of the bot they are for.`;
    throw new AppError("USAGE", message, { out });
  }
  const files = suites.map(({ file, ...suite }) => ({
    path: `tests/dialogs/${file}.test.yaml`,
    text: contentYaml(suite),
  }));
  const names = await readdir(path.join(out, "tests/dialogs")).catch((): string[] => []);
  const taken = files.find((file) => names.includes(path.basename(file.path)));
  if (taken === undefined) return { files, untranslated, content };
  const message = `--out ${out}: ${taken.path} is there already. Move it away first; nothing was written.`;
  throw new AppError("USAGE", message, { out });
}

async function write(out: string, files: readonly SourceFile[]): Promise<void> {
  try {
    for (const { path: file, text } of files) {
      await mkdir(path.dirname(path.join(out, file)), { recursive: true });
      await writeFile(path.join(out, file), text);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `--out ${out}: it cannot be written: ${reason}`, { out }, error);
  }
}

async function resultsOf(
  tests: readonly SourceFile[],
  content: readonly SourceFile[],
): Promise<readonly CaseResult[]> {
  const cases = casesOf(tests);
  if (cases.length === 0) return [];
  const { bot, understand } = await publicationOf(content);
  const hear = remember(understand);
  return cases.map((test) => runCase(bot, hear, test));
}
