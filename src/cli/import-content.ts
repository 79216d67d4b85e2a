import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { readForeign } from "../adapters/files/read-foreign.ts";
import { loadBot } from "../content/load-bot.ts";
import { describeProblem, type SourceFile } from "../content/source.ts";
import { AppError } from "../kernel/errors.ts";
import { type AppliedSheet, applySheet } from "../regression/sheet/apply-sheet.ts";
import { unifiedDiff } from "../regression/sheet/unified-diff.ts";
import { shortFingerprint } from "./export-content.ts";
import { print, printJson } from "./print.ts";
import { contentFiles, workingDir } from "./workspace.ts";

interface ImportContentOptions {
  readonly write?: true;
  readonly json?: true;
}

/** `fenqi import-content FILE`: an edited spreadsheet as a diff of the YAML files, which is only written with `--write`. */
export function registerImportContent(program: Command): void {
  program
    .command("import-content")
    .argument("<file>", "a spreadsheet that export-content wrote, as it was edited")
    .option("--write", "change the files; without it, what would change is only shown")
    .option("--json", "print one JSON document")
    .description("take an edited spreadsheet back into the content, as a diff to review")
    .action(async (file: string, { write, json }: ImportContentOptions) => {
      const files = await contentFiles();
      const applied = applySheet(files, await rowsOf(file), shortFingerprint);
      const { problems } = loadBot(
        files.map((old) => applied.files.find(({ path: at }) => at === old.path) ?? old),
      );
      const errors = problems.filter(({ severity }) => severity === "error");
      const isWritten = write === true && errors.length === 0 && applied.files.length > 0;
      if (isWritten) await writeAll(applied.files);
      if (json)
        printJson({ ...applied, files: applied.files.map(({ path: at }) => at), errors, written: isWritten });
      else
        for (const line of [
          ...diffs(files, applied),
          ...errors.map(describeProblem),
          sum(applied, isWritten, errors.length),
        ])
          print(line);
      if (errors.length > 0 || applied.refused.length > 0) process.exitCode = 1;
    });
}

async function rowsOf(file: string) {
  const { readContentTable } = await import("../adapters/spreadsheet/content-table.ts");
  const [found] = await readForeign(file);
  if (found === undefined) throw new AppError("USAGE", `${file}: name the spreadsheet itself.`, { file });
  return readContentTable(found);
}

async function writeAll(files: readonly SourceFile[]): Promise<void> {
  for (const { path: file, text } of files) await writeFile(path.join(workingDir(), file), text);
}

function diffs(before: readonly SourceFile[], { files, refused }: AppliedSheet): readonly string[] {
  return [
    ...files.map((file) =>
      unifiedDiff(file.path, before.find(({ path: at }) => at === file.path)?.text ?? "", file.text),
    ),
    ...refused.map(({ line, id, why }) => `Row ${line} (${id}) is refused: ${why}.`),
  ];
}

function sum({ changes, refused }: AppliedSheet, isWritten: boolean, errors: number): string {
  const counts = `${changes.length} cells changed, ${refused.length} rows refused`;
  if (changes.length === 0) return `${counts}.`;
  if (errors > 0) return `${counts}. Nothing was written, since the bot could not be loaded with it.`;
  return isWritten ? `${counts}. Written.` : `${counts}. Nothing was written yet; to write it, add --write.`;
}
