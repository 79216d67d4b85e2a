import type * as z from "zod";
import { AppError } from "../kernel/errors.ts";
import { utf8Text } from "./utf8-text.ts";

/**
 * Reads a file of JSON objects, one a line; blank lines and other keys are passed over.
 *
 * @param shape how a line looks, for whoever got it wrong
 * @throws USAGE when the file cannot be read, is not UTF-8 or holds no line, or with file and line when a line is not of that shape
 */
export async function jsonLines<Line>(
  file: string,
  line: z.ZodType<Line>,
  shape: string,
): Promise<readonly Line[]> {
  const text = await utf8Text(file);
  const parse = (raw: string, number: number): Line => {
    const wrong = (why: string) =>
      new AppError("USAGE", `${file}:${number} ${why} A line is ${shape}.`, { file, line: number });
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      throw wrong("is not JSON.");
    }
    const checked = line.safeParse(value);
    if (!checked.success) throw wrong(whatIsWrong(checked.error));
    return checked.data;
  };
  const rows = text.split("\n").flatMap((raw, index) => (raw.trim() === "" ? [] : [parse(raw, index + 1)]));
  if (rows.length === 0) throw new AppError("USAGE", `${file} holds no line. Each is ${shape}.`, { file });
  return rows;
}

function whatIsWrong({ issues: [first] }: z.ZodError): string {
  const [key] = first?.path ?? [];
  return key === undefined ? "is no object." : `has no "${String(key)}", or one of another shape.`;
}
