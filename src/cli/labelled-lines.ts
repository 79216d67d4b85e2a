import * as z from "zod";
import type { EvaluationRow } from "../nlu/index.ts";
import { jsonLines } from "./json-lines.ts";

const line = z.object({
  text: z.string(),
  intent: z.string().min(1),
  also: z.array(z.string()).optional(),
});

/**
 * Reads labelled questions, one JSON object `{text, intent, also?}` a line; blank lines and other keys are passed over.
 *
 * @throws USAGE when the file cannot be read, or with file and line when a line is not of that shape
 */
export async function labelledLines(file: string): Promise<readonly EvaluationRow[]> {
  const rows = await jsonLines(file, line, '{"text": …, "intent": …, "also"?: […]}');
  return rows.map(({ text, intent, also }) => ({ text, intent, ...(also === undefined ? {} : { also }) }));
}
