import { stringify } from "csv-stringify/sync";
import writeWorkbook from "write-excel-file/node";

/** Rows of texts, the first of them with the names of the columns. */
export type Rows = readonly (readonly string[])[];

/** A CSV file that Excel opens as UTF-8, in which no cell is a formula. */
export function csvTable(rows: Rows): Uint8Array {
  return Buffer.from(
    stringify(
      rows.map((row) => row.map(harmless)),
      { bom: true, record_delimiter: "windows", quoted_match: /[\r\n]/u },
    ),
  );
}

/** What a customer wrote may begin like a formula, and a spreadsheet would run it. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

/** In characters: what is read and edited is wide, ids are narrow. */
const NARROW = 18;
const WIDE = 60;

/**
 * An Excel file with one sheet. Every cell is a text, so none is a formula.
 *
 * @param wide indexes of the columns that hold longer texts
 */
export function excelTable(rows: Rows, wide: readonly number[]): Promise<Uint8Array> {
  const [head = []] = rows;
  const data = rows.map((row, index) =>
    row.map((value) => ({
      value,
      type: String,
      wrap: true,
      ...(index === 0 && { fontWeight: "bold" as const }),
    })),
  );
  const columns = head.map((_, index) => ({ width: wide.includes(index) ? WIDE : NARROW }));
  return writeWorkbook(data, { columns, stickyRowsCount: 1 }).toBuffer();
}
