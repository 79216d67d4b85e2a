import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { AppError } from "../kernel/errors.ts";
import type { Milliseconds } from "../kernel/time.ts";
import { maskRecorded } from "../regression/replay/mask-recorded.ts";
import { checkOutputFile } from "./output-file.ts";
import { note, print } from "./print.ts";
import { recordedSince } from "./recordings.ts";
import { counted } from "./report/figures.ts";
import { readSpan } from "./span.ts";

interface ExportOptions {
  readonly since: Milliseconds;
  readonly out?: string;
}

/** `fenqi export`: conversations as JSON lines, to be replayed or looked at elsewhere. */
export function registerExport(program: Command): void {
  program
    .command("export")
    .description("write conversations as JSON lines, with personal data masked")
    .option("--since <span>", "those in which something was said within this span", readSpan, readSpan("7d"))
    .option("--out <file>", "write to a file and not to stdout")
    .action(async ({ since, out }: ExportOptions) => {
      if (out !== undefined) await checkOutputFile("--out", out, "conversations.jsonl");
      const { conversations, unrecorded } = await recordedSince(Date.now() - since);
      const lines = conversations.map((conversation) => JSON.stringify(maskRecorded(conversation)));
      if (out !== undefined) await write(out, lines);
      else for (const line of lines) print(line);
      const skipped =
        unrecorded === 0 ? "" : `; ${unrecorded} left out, which an earlier version of Fenqi has had`;
      note(`${counted(lines.length, "conversation")}${out === undefined ? "" : ` in ${out}`}${skipped}.`);
    });
}

async function write(file: string, lines: readonly string[]): Promise<void> {
  try {
    await writeFile(file, lines.map((line) => `${line}\n`).join(""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `--out ${file}: it cannot be written: ${reason}`, { file }, error);
  }
}
