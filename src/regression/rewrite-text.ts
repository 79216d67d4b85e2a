import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from "yaml";
import type { SourceFile } from "../content/source.ts";
import type { TextChange } from "./text-change.ts";
import { scalarText } from "./yaml-text.ts";

/**
 * A test file with one expected text rewritten; every other character stays where it is.
 *
 * @returns `undefined` when the file does not hold the old text there as it is, because a table fills it in
 */
export function rewriteText(source: SourceFile, change: TextChange): SourceFile | undefined {
  const scalar = scalarOf(source.text, change);
  if (scalar?.range == null || scalar.value !== change.old) return undefined;
  const [from, to] = scalar.range;
  const written = source.text.slice(from, to);
  // A block text ends with its line; one on the same line does not.
  const end = written.endsWith("\n") ? "\n" : "";
  const text = source.text.slice(0, from) + inStyleOf(scalar, change.new) + end + source.text.slice(to);
  return { ...source, text };
}

function inStyleOf({ type }: Scalar, text: string): string {
  if (type === "QUOTE_DOUBLE") return JSON.stringify(text);
  if (type === "QUOTE_SINGLE" && !text.includes("\n")) return `'${text.replaceAll("'", "''")}'`;
  return scalarText(text);
}

function scalarOf(text: string, { at, path }: TextChange): Scalar | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const offset = (lines.lineStarts[at.line - 1] ?? 0) + at.column - 1;
  const cases: unknown = document.get("cases", true);
  const talks = isSeq(cases)
    ? cases.items.map((item) => (isMap(item) ? item.get("talk", true) : undefined))
    : [];
  for (const talk of talks) {
    const turns: readonly unknown[] = isSeq(talk) ? talk.items : [];
    for (const turn of turns) {
      if (!isMap(turn) || turn.range?.[0] !== offset) continue;
      const found: unknown = turn.getIn(path, true);
      return isScalar(found) ? found : undefined;
    }
  }
  return undefined;
}
