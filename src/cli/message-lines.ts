import * as z from "zod";
import { jsonLines } from "./json-lines.ts";
import { utf8Text } from "./utf8-text.ts";

const line = z.object({ text: z.string() });

/**
 * Reads customers' messages without labels, one a line; from a `.jsonl` file the `text` of each. Blank lines are passed
 * over.
 *
 * @throws USAGE when the file cannot be read or is not UTF-8, or with file and line when a line is not of that shape
 */
export async function messageLines(file: string): Promise<readonly string[]> {
  const texts = file.endsWith(".jsonl")
    ? (await jsonLines(file, line, '{"text": …}')).map(({ text }) => text)
    : (await utf8Text(file)).split("\n");
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}
