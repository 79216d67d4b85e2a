import { isScalar, isSeq, parseDocument, type Scalar, type YAMLSeq } from "yaml";
import { flowText, scalarText } from "../yaml-text.ts";
import type { SheetCell } from "./content-sheet.ts";

/**
 * A content file with one text or list rewritten; comments, layout and every other character stay as they are.
 *
 * @param value a text, or for a list an entry on each line
 * @returns `undefined` when nothing of the kind stands at the path
 */
export function rewriteCell(
  text: string,
  { path }: Pick<SheetCell, "path">,
  value: string,
): string | undefined {
  const node: unknown = parseDocument(text, { version: "1.2", schema: "core", logLevel: "silent" }).getIn(
    path,
    true,
  );
  if (isScalar(node)) return rewriteScalar(text, node, value);
  return isSeq(node) ? rewriteList(text, node, linesOf(value)) : undefined;
}

/** The entries of a cell that holds a list. */
export function linesOf(value: string): readonly string[] {
  return value
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function rewriteScalar(text: string, scalar: Scalar, value: string): string | undefined {
  if (scalar.range == null) return undefined;
  const [from, to] = scalar.range;
  return text.slice(0, from) + inStyleOf(scalar, text.slice(from, to), value) + text.slice(to);
}

function inStyleOf({ type }: Scalar, written: string, value: string): string {
  if (type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED") {
    const margin = /\n([ ]+)\S/u.exec(written)?.[1] ?? "  ";
    const lines = value.split("\n").map((line) => (line === "" ? "" : margin + line));
    return `|-\n${lines.join("\n")}${written.endsWith("\n") ? "\n" : ""}`;
  }
  if (type === "QUOTE_DOUBLE" || value.includes("\n")) return JSON.stringify(value);
  return type === "QUOTE_SINGLE" ? `'${value.replaceAll("'", "''")}'` : scalarText(value);
}

function rewriteList(text: string, list: YAMLSeq, values: readonly string[]): string | undefined {
  if (list.range == null) return undefined;
  const [from, to] = list.range;
  // A block cannot be empty, and one in brackets is written on one line anyway.
  if (list.flow === true || values.length === 0) {
    const end = text.slice(from, to).endsWith("\n") ? "\n" : "";
    return text.slice(0, from) + flowText([...values]) + end + text.slice(to);
  }
  const items = list.items.filter(isScalar);
  const old = items.map((item) => String(item.value));
  if (old.length === values.length) return inPlace(text, items, values);
  return withoutAndWith(text, items, values);
}

/** As many as before: each stays where it is, last first, so that the places before it hold. */
function inPlace(text: string, items: readonly Scalar[], values: readonly string[]): string {
  return items.reduceRight((rewritten, item, index) => {
    const value = values[index] ?? "";
    return String(item.value) === value ? rewritten : (rewriteScalar(rewritten, item, value) ?? rewritten);
  }, text);
}

/** Lines that are gone are taken out, new ones stand after what they follow. */
function withoutAndWith(text: string, items: readonly Scalar[], values: readonly string[]): string {
  const wanted = new Set(values);
  const known = new Map(items.map((item) => [String(item.value), item]));
  const margin = marginOf(text, items[0]);
  const added = new Map<Scalar | undefined, string[]>();
  let after: Scalar | undefined;
  for (const value of values) {
    const item = known.get(value);
    if (item === undefined) added.set(after, [...(added.get(after) ?? []), value]);
    else after = item;
  }
  const written = (item: Scalar | undefined): string =>
    (added.get(item) ?? []).map((value) => `${margin}- ${scalarText(value)}\n`).join("");
  const changed = items.reduceRight((rewritten, item) => {
    const [start, end] = lineOf(rewritten, item);
    const own = wanted.has(String(item.value)) ? terminated(rewritten.slice(start, end), written(item)) : "";
    return rewritten.slice(0, start) + own + written(item) + rewritten.slice(end);
  }, text);
  const [first] = items;
  if (first === undefined) return changed;
  const [start] = lineOf(text, first);
  return changed.slice(0, start) + written(undefined) + changed.slice(start);
}

function terminated(line: string, more: string): string {
  return more !== "" && !line.endsWith("\n") ? `${line}\n` : line;
}

/** Where the lines of an entry begin and end, with the line break. */
function lineOf(text: string, { range }: Scalar): readonly [start: number, end: number] {
  const [from = 0, to = 0] = range ?? [];
  const end = text.indexOf("\n", Math.max(from, to - 1));
  return [text.lastIndexOf("\n", from - 1) + 1, end === -1 ? text.length : end + 1];
}

function marginOf(text: string, item: Scalar | undefined): string {
  const from = item?.range?.[0] ?? 0;
  return /^\s*/u.exec(text.slice(text.lastIndexOf("\n", from - 1) + 1, from))?.[0] ?? "";
}
