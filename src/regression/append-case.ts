import { isMap, isSeq, parseDocument } from "yaml";

/** How far a list stands in under `cases:` where there is none yet to go by. */
const MARGIN = "  ";

/**
 * A test file with a case more, at the end of its cases; everything else stays as it is.
 *
 * @param written the case, as the item of a list that begins in column 1
 * @returns `undefined` when the cases are not a list with a dash for each
 */
export function appendCase(text: string, written: string): string | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return undefined;
  if (!contents.has("cases")) return `${text.trimEnd()}\ncases:\n${indented(written, MARGIN)}`;
  const cases: unknown = contents.get("cases", true);
  if (!isSeq(cases) || cases.flow === true || cases.range == null) return undefined;
  const [from, to] = cases.range;
  const margin = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const before = text.slice(0, to).trimEnd();
  const after = text.slice(to);
  return `${before}\n\n${indented(written, margin)}${after === "" ? "" : `\n${after}`}`;
}

function indented(text: string, margin: string): string {
  return text.replace(/^(?=.)/gmu, margin);
}
