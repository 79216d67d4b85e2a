import { writeFile } from "node:fs/promises";
import { Argument, type Command } from "commander";
import { fingerprintOf } from "../adapters/files/fingerprint.ts";
import { AppError } from "../kernel/errors.ts";
import { versionOf } from "../regression/sheet/apply-sheet.ts";
import { sheetRows } from "../regression/sheet/content-sheet.ts";
import { checkOutputFile } from "./output-file.ts";
import { print } from "./print.ts";
import { contentFiles } from "./workspace.ts";

/** Enough to tell one version of a row from another. */
const VERSION_LENGTH = 12;

/** `fenqi export-content csv|xlsx FILE`: intents and answers as a spreadsheet, for people who do not edit YAML. */
export function registerExportContent(program: Command): void {
  program
    .command("export-content")
    .addArgument(new Argument("<format>", "of the spreadsheet").choices(["csv", "xlsx"]))
    .argument("<file>", "where it is written")
    .description("write titles, utterances and answers as a spreadsheet to edit")
    .action(async (format: "csv" | "xlsx", file: string) => {
      await checkOutputFile("FILE", file, `content.${format}`);
      const { contentTable } = await import("../adapters/spreadsheet/content-table.ts");
      const rows = sheetRows(await contentFiles());
      try {
        await writeFile(file, await contentTable(format, rows, (row) => versionOf(row, shortFingerprint)));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AppError("USAGE", `${file} cannot be written: ${reason}`, { file }, error);
      }
      print(`${rows.length} rows in ${file}. Back again: fenqi import-content ${file}`);
    });
}

export function shortFingerprint(text: string): string {
  return fingerprintOf([text]).slice(0, VERSION_LENGTH);
}
