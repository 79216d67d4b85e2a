import { readFile } from "node:fs/promises";
import { AppError } from "../kernel/errors.ts";

/**
 * Reads a text file; a byte order mark in front of the first line is passed over.
 *
 * @throws USAGE when the file cannot be read or is not UTF-8, naming the line
 */
export async function utf8Text(file: string): Promise<string> {
  const bytes = await read(file);
  const text = decode(bytes);
  if (text !== undefined) return text;
  const line = firstBadLine(bytes);
  throw new AppError(
    "USAGE",
    `${file}:${line} is not UTF-8. Convert the file first, such as: iconv -f GB18030 -t UTF-8 ${file} > utf8.txt`,
    { file, line },
  );
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError("USAGE", `${file} cannot be read: ${reason}`, { file }, error);
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const NEWLINE = 10;

function firstBadLine(bytes: Uint8Array): number {
  let [line, from] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(NEWLINE, from);
    if (end === -1 || decode(bytes.subarray(from, end)) === undefined) return line;
    [line, from] = [line + 1, end + 1];
  }
}
