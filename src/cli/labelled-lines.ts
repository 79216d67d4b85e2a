import { readFile } from "node:fs/promises";
import * as z from "zod";
import { AppError } from "../kernel/errors.ts";
import type { EvaluationRow } from "../nlu/index.ts";

const line = z.object({
  text: z.string(),
  intent: z.string().min(1),
  also: z.array(z.string()).optional(),
});

/**
 * Reads labelled questions, one JSON object `{text, intent, also?}` a line; blank lines and other keys are passed over.
 *
 * @throws FILE_UNREADABLE, or USAGE with file and line when a line is not of that shape
 */
export async function labelledLines(file: string): Promise<readonly EvaluationRow[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("FILE_UNREADABLE", `${file} cannot be read: ${reason}`, { file }, error);
  }
  const rows = text
    .split("\n")
    .flatMap((raw, index) => (raw.trim() === "" ? [] : [parseLine(file, index + 1, raw)]));
  if (rows.length === 0)
    throw new AppError("USAGE", `${file} holds no labelled line. Each is {"text": …, "intent": …}.`, {
      file,
    });
  return rows;
}

function parseLine(file: string, number: number, raw: string): EvaluationRow {
  const wrong = (why: string) =>
    new AppError("USAGE", `${file}:${number} ${why} A line is {"text": …, "intent": …, "also"?: […]}.`, {
      file,
      line: number,
    });
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    throw wrong("is not JSON.");
  }
  const checked = line.safeParse(value);
  if (!checked.success) throw wrong(`has a wrong "${checked.error.issues[0]?.path.join(".") ?? ""}".`);
  const { text, intent, also } = checked.data;
  return { text, intent, ...(also === undefined ? {} : { also }) };
}
