import type { SourceFile } from "../../content/source.ts";
import { type Language, languages } from "../../kernel/language.ts";
import { type RowKind, type SheetRow, sheetRows } from "./content-sheet.ts";
import { linesOf, rewriteCell } from "./rewrite-cell.ts";

/** A row as it comes back. */
export interface ReturnedRow {
  readonly kind: string;
  readonly id: string;
  readonly cells: Readonly<Record<Language, string>>;
  /** What `versionOf` said when the row was written. */
  readonly version: string;
  /** Where it stands in the sheet, from 1. */
  readonly line: number;
}

export interface CellChange {
  readonly file: string;
  readonly kind: RowKind;
  readonly id: string;
  readonly language: Language;
  readonly old: string;
  readonly new: string;
}

/** A row, or a cell of one, that no longer fits. */
export interface RefusedRow {
  readonly line: number;
  readonly id: string;
  readonly why: string;
}

export interface AppliedSheet {
  /** The files that change, as they are afterwards. */
  readonly files: readonly SourceFile[];
  readonly changes: readonly CellChange[];
  readonly refused: readonly RefusedRow[];
}

/** Turns a text into a short one that is another for every other text. */
export type Fingerprint = (text: string) => string;

/** What a row is known by when it comes back: whether the files still say the same. */
export function versionOf({ kind, id, cells }: SheetRow, fingerprint: Fingerprint): string {
  return fingerprint(JSON.stringify([kind, id, cells.zh.value, cells.en.value]));
}

/** Puts edited rows into content files. What is unknown, or has changed in the files meanwhile, is refused. */
export function applySheet(
  files: readonly SourceFile[],
  returned: readonly ReturnedRow[],
  fingerprint: Fingerprint,
): AppliedSheet {
  const known = new Map(sheetRows(files).map((row) => [`${row.kind} ${row.id}`, row]));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const changes: CellChange[] = [];
  const refused: RefusedRow[] = [];
  for (const row of returned) {
    const found = known.get(`${row.kind} ${row.id}`);
    const refuse = (why: string): void => void refused.push({ line: row.line, id: row.id, why });
    const wanted = found === undefined ? [] : changesOf(found, row);
    if (found === undefined)
      refuse(`there is no ${row.kind || "row"} "${row.id}"; it may have been renamed or deleted`);
    else if (wanted.length === 0) continue;
    else if (versionOf(found, fingerprint) !== row.version)
      refuse("changed in the files since the export; export again and repeat the edit");
    else if (isShared(found) && wanted.length < languages.length)
      refuse("one text stands for both languages in the file; change both cells alike");
    else if (isShared(found) && wanted[0]?.new !== wanted[1]?.new)
      refuse("one text stands for both languages in the file; write {zh, en} there first");
    else for (const change of isShared(found) ? wanted.slice(0, 1) : wanted) rewrite(found, change, refuse);
  }
  return {
    files: files.flatMap(({ path, text }) => {
      const now = texts.get(path) ?? text;
      return now === text ? [] : [{ path, text: now }];
    }),
    changes,
    refused,
  };

  function rewrite({ cells }: SheetRow, change: CellChange, refuse: (why: string) => void): void {
    const before = texts.get(change.file) ?? "";
    const after = rewriteCell(before, cells[change.language], change.new);
    if (after === undefined) return refuse("the file has no such place to write to");
    texts.set(change.file, after);
    changes.push(change);
  }
}

function isShared({ kind, cells: { zh, en } }: SheetRow): boolean {
  return kind !== "utterances" && JSON.stringify(zh.path) === JSON.stringify(en.path);
}

function changesOf(row: SheetRow, returned: ReturnedRow): readonly CellChange[] {
  return languages.flatMap((language) => {
    const { file, value } = row.cells[language];
    const wanted = tidy(row.kind, returned.cells[language]);
    if (wanted === tidy(row.kind, value)) return [];
    return [{ file, kind: row.kind, id: row.id, language, old: value, new: wanted }];
  });
}

/** Spreadsheets change line ends and edges; that is no edit. */
function tidy(kind: RowKind, value: string): string {
  return kind === "utterances" ? linesOf(value).join("\n") : value.replace(/\r\n?/gu, "\n").trim();
}
