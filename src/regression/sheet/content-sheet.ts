import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { SourceFile } from "../../content/source.ts";
import { type Language, languages } from "../../kernel/language.ts";

/** What a row of the sheet is about. */
export type RowKind = "title" | "utterances" | "answer";

/** Where a text or a list of utterances stands in a content file. */
export interface SheetCell {
  readonly file: string;
  /** Keys and indexes from the root of the file. */
  readonly path: readonly (string | number)[];
  /** A text, or utterances with a line for each. */
  readonly value: string;
}

/** One thing a support lead edits: the title or the utterances of an intent, or a text that a dialog says. */
export interface SheetRow {
  readonly kind: RowKind;
  /** `repay.how`, or `repay-guide#pay`; the third wording of a step is `repay-guide#pay/3`. */
  readonly id: string;
  /** What it belongs to, for people. */
  readonly title: string;
  /** The same cell twice, where one text stands for both languages. */
  readonly cells: Readonly<Record<Language, SheetCell>>;
}

/** Everything in the intents and dialogs of a bot that is edited as a sheet, in the order of the files. */
export function sheetRows(files: readonly SourceFile[]): readonly SheetRow[] {
  return [...files]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .flatMap((file) => {
      if (/^intents\/[^_/][^/]*\.yaml$/u.test(file.path)) return intentRows(file);
      return /^dialogs\/[^_/][^/]*\.yaml$/u.test(file.path) ? dialogRows(file) : [];
    });
}

/** A document as paths lead through it. */
interface Reading {
  readonly file: string;
  readonly get: (path: SheetCell["path"]) => unknown;
}

function readingOf({ path, text }: SourceFile): Reading {
  const document = parseDocument(text, { version: "1.2", schema: "core", logLevel: "silent" });
  return { file: path, get: (at) => document.getIn(at, true) };
}

function intentRows(source: SourceFile): readonly SheetRow[] {
  const file = readingOf(source);
  const id = textAt(file, ["intent"]);
  if (id === undefined) return [];
  const title = titleAt(file, ["title"]);
  const named = localizedRow("title", id, title, ["title"], file);
  const list = (language: Language): SheetCell => {
    const path = ["utterances", language];
    const found = file.get(path);
    const texts = isSeq(found) ? found.items.map((item) => (isScalar(item) ? String(item.value) : "")) : [];
    return { file: file.file, path, value: texts.join("\n") };
  };
  const utterances = { kind: "utterances" as const, id, title, cells: { zh: list("zh"), en: list("en") } };
  return named === undefined ? [utterances] : [named, utterances];
}

function dialogRows(source: SourceFile): readonly SheetRow[] {
  const file = readingOf(source);
  const dialog = textAt(file, ["dialog"]);
  const steps = file.get(["steps"]);
  if (dialog === undefined || !isSeq(steps)) return [];
  const title = titleAt(file, ["title"]);
  return steps.items.flatMap((step, index) => {
    if (!isMap(step)) return [];
    const id = `${dialog}#${textAt(file, ["steps", index, "id"]) ?? `s${index + 1}`}`;
    return ["say", "ask"].flatMap((verb) => saidRows(id, title, ["steps", index, verb], file));
  });
}

/** The wordings of a step, whether they stand there by themselves or beside buttons. */
function saidRows(id: string, title: string, path: SheetCell["path"], file: Reading): readonly SheetRow[] {
  const body = file.get(path);
  if (body === undefined) return [];
  const at = isMap(body) && body.has("text") ? [...path, "text"] : path;
  const wording = file.get(at);
  if (!isSeq(wording)) return listed(localizedRow("answer", id, title, at, file));
  return wording.items.flatMap((_, index) =>
    listed(localizedRow("answer", `${id}/${index + 1}`, title, [...at, index], file)),
  );
}

function listed(row: SheetRow | undefined): readonly SheetRow[] {
  return row === undefined ? [] : [row];
}

function localizedRow(
  kind: RowKind,
  id: string,
  title: string,
  path: SheetCell["path"],
  file: Reading,
): SheetRow | undefined {
  const cell = (at: SheetCell["path"]): SheetCell | undefined => {
    const value = textAt(file, at);
    return value === undefined ? undefined : { file: file.file, path: at, value };
  };
  const plain = cell(path);
  if (plain !== undefined) return { kind, id, title, cells: { zh: plain, en: plain } };
  const [zh, en] = languages.map((language) => cell([...path, language]));
  return zh === undefined || en === undefined ? undefined : { kind, id, title, cells: { zh, en } };
}

function textAt(file: Reading, path: SheetCell["path"]): string | undefined {
  const found = file.get(path);
  return isScalar(found) && typeof found.value === "string" ? found.value : undefined;
}

function titleAt(file: Reading, path: SheetCell["path"]): string {
  return textAt(file, path) ?? textAt(file, [...path, "zh"]) ?? "";
}
