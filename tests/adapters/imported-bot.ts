import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { readContent } from "../../src/adapters/files/read-content.ts";
import { casesOf } from "../../src/cli/test-cases.ts";
import { runCases } from "../../src/cli/test-run.ts";
import { loadBot } from "../../src/content/load-bot.ts";
import { describeProblem, type SourceFile } from "../../src/content/source.ts";
import { AppError } from "../../src/kernel/errors.ts";
import { describeFailure } from "../../src/regression/describe-failure.ts";
import type { Draft, ForeignFile } from "../../src/regression/draft/draft.ts";
import { writeDraft } from "../../src/regression/draft/write-draft.ts";
import type { Publication } from "../../src/runtime/publisher.ts";
import { publishFiles } from "../support/mending-bot.ts";

/** The files of a sample bot, as the command hands them to an importer. */
export async function sampleFiles(folder: string): Promise<readonly ForeignFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      path: path.relative(folder, file).replaceAll(path.sep, "/"),
      bytes: new Uint8Array(await readFile(file)),
    })),
  );
}

/** A foreign file of a few lines. */
export function foreignFile(name: string, text: string): ForeignFile {
  return { path: name, bytes: new TextEncoder().encode(text) };
}

/** The bot's folder that a draft becomes. */
export async function writtenBot(draft: Draft): Promise<readonly SourceFile[]> {
  const common = await readContent(path.join(import.meta.dirname, "../.."));
  return writeDraft(draft, common).files;
}

/** What keeps written files from loading. */
export function loadErrors(files: readonly SourceFile[]): readonly string[] {
  const { problems } = loadBot(contentOf(files));
  return problems.filter(({ severity }) => severity === "error").map(describeProblem);
}

/** Written files with a model of their own. */
export function trained(files: readonly SourceFile[]): Promise<Publication> {
  return publishFiles(contentOf(files));
}

/** The dialog tests among written files that fail, each with its transcripts; and how many there are. */
export function runImportedTests(
  { bot, understand }: Publication,
  files: readonly SourceFile[],
): { readonly cases: number; readonly failures: readonly string[] } {
  const cases = casesOf(files.filter(({ path: file }) => file.endsWith(".test.yaml")));
  const { timed } = runCases(bot, understand, cases);
  const failed = timed.filter(({ result }) => !result.passed);
  return {
    cases: cases.length,
    failures: failed.map(({ result }) => `${result.case.name}: ${describeFailure(result)}`),
  };
}

/** What an importer says of files that it refuses. */
export function refusalOf(importing: () => unknown): string {
  try {
    importing();
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "nothing was refused";
}

function contentOf(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.filter(({ path: file }) => !file.startsWith("tests/"));
}
