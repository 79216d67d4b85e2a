import { writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../kernel/errors.ts";
import { checkOutputFile } from "./output-file.ts";
import { note } from "./print.ts";
import type { Fact } from "./report/page.ts";

/** How a measurement is wanted, beside the table. */
export interface OutputOptions {
  readonly json?: true;
  /** A file to write a page to. */
  readonly html?: string;
}

/**
 * Refuses a place where no page can be written, before minutes of measuring are wasted on it. Nothing was asked for
 * when the file is left out.
 *
 * @throws USAGE when the folder is missing, or the file is a folder
 */
export async function checkPageFile(file: string | undefined): Promise<void> {
  if (file !== undefined) await checkOutputFile("--html", file, "report.html");
}

/**
 * Writes a page and says on stderr where it is.
 *
 * @throws USAGE when the file cannot be written
 */
export async function writePage(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `--html ${file}: it cannot be written: ${reason}`, { file }, error);
  }
  note(`Page: ${path.resolve(file)}`);
}

/** When a page was made: to the minute, in UTC. */
export function measuredAt(now: Date): Fact {
  return ["measured", `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`];
}
