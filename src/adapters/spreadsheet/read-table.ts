import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { ForeignFile } from "../../regression/draft/draft.ts";
import { decodeText } from "./decode-text.ts";

/** One row of a table, without rows that are empty. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Where it begins: the line of a CSV file, the row of a sheet; from 1. */
  readonly line: number;
}

/** More than this is no list that people keep up by hand, and would fill the memory. */
const MAX_BYTES = 20_000_000;

/**
 * The rows of a CSV file, or of the first sheet of an Excel file that has any.
 *
 * @throws FILE_UNREADABLE with the line, when it cannot be read as what it is called
 */
export async function readTable(file: ForeignFile): Promise<readonly TableRow[]> {
  const { path, bytes } = file;
  if (bytes.length > MAX_BYTES)
    throw unreadable(path, 1, `the file is larger than ${MAX_BYTES / 1_000_000} MB; split it up`);
  const rows = isWorkbook(bytes) ? await sheetRows(file) : csvRows(path, decodeText(bytes));
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ""));
}

/** An Excel file is a ZIP archive. */
function isWorkbook([first, second]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b;
}

async function sheetRows({ path, bytes }: ForeignFile): Promise<readonly TableRow[]> {
  try {
    const sheets = await readWorkbook(Buffer.from(bytes));
    const found = sheets.find(({ data }) => data.length > 0);
    return (found?.data ?? []).map((row, index) => ({ cells: row.map(cellText), line: index + 1 }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(path, 1, `no Excel file (.xlsx) that can be read: ${reason}`, error);
  }
}

/** What the library brings with `info`, which its types do not know. */
const recordsSchema = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }),
);

function csvRows(path: string, text: string): readonly TableRow[] {
  try {
    let line = 1;
    const records: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
    });
    return recordsSchema.parse(records).map(({ record, info }) => {
      const row = { cells: record.map(cellText), line };
      line = info.lines + 1;
      return row;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/u.exec(reason)?.[1] ?? 1);
    throw unreadable(path, line, `no CSV that can be read: ${reason}`, error);
  }
}

/** What stands between the cells of the first line most often. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split(/\r?\n/u, 1);
  const count = (sign: string): number => head.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  // What was written as a text, so that no spreadsheet takes it for a formula.
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.trim().replace(/^'(?=[=+\-@])/u, "");
}

function unreadable(file: string, line: number, problem: string, cause?: unknown): AppError {
  return new AppError("FILE_UNREADABLE", `${file}:${line}: ${problem}.`, { file, line }, cause);
}
