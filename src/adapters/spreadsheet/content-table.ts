import { AppError } from "../../kernel/errors.ts";
import type { ForeignFile } from "../../regression/draft/draft.ts";
import type { ReturnedRow } from "../../regression/sheet/apply-sheet.ts";
import type { SheetRow } from "../../regression/sheet/content-sheet.ts";
import { readTable } from "./read-table.ts";
import { csvTable, excelTable, type Rows } from "./write-table.ts";

/** The columns, known by the last word of their names. */
const HEAD = ["类型 kind", "编号 id", "标题 title", "中文 zh", "英文 en", "版本（勿改） version"];
const COLUMNS = ["kind", "id", "title", "zh", "en", "version"] as const;
const WIDE = [3, 4];

/** A bot's texts as a spreadsheet. */
export function contentTable(
  format: "csv" | "xlsx",
  rows: readonly SheetRow[],
  versionOf: (row: SheetRow) => string,
): Promise<Uint8Array> {
  const table: Rows = [
    HEAD,
    ...rows.map((row) => [
      row.kind,
      row.id,
      row.title,
      row.cells.zh.value,
      row.cells.en.value,
      versionOf(row),
    ]),
  ];
  return format === "csv" ? Promise.resolve(csvTable(table)) : excelTable(table, WIDE);
}

/**
 * An edited spreadsheet. Columns may have been moved, and others added.
 *
 * @throws FILE_UNREADABLE when one of its columns is missing
 */
export async function readContentTable(file: ForeignFile): Promise<readonly ReturnedRow[]> {
  const [head, ...rows] = await readTable(file);
  const names = (head?.cells ?? []).map((name) => name.toLowerCase().split(/\s+/u).at(-1));
  const missing = COLUMNS.find((column) => column !== "title" && !names.includes(column));
  if (missing !== undefined) {
    const message = `${file.path}:${head?.line ?? 1}: there is no column "${missing}". Edit a file that fenqi export-content wrote.`;
    throw new AppError("FILE_UNREADABLE", message, { file: file.path });
  }
  return rows.map(({ cells, line }) => {
    const cell = (column: (typeof COLUMNS)[number]): string => cells[names.indexOf(column)] ?? "";
    return {
      kind: cell("kind"),
      id: cell("id"),
      cells: { zh: cell("zh"), en: cell("en") },
      version: cell("version"),
      line,
    };
  });
}
