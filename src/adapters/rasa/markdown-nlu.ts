import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import type { TrainingEntry } from "./training-entry.ts";

const HEADING = /^##\s*(intent|synonym|regex|lookup)\s*:\s*(.+?)\s*$/u;

/** Rasa's old training data: `## intent:name` and a line with a dash for each example. */
export function readMarkdown(file: string, text: string, findings: Findings): readonly TrainingEntry[] {
  const entries: (Omit<TrainingEntry, "lines"> & { lines: { text: string; at: ForeignPlace }[] })[] = [];
  const stray = (line: number, what: string): void =>
    findings.note({ file, line }, what, "not known to this importer");
  for (const [index, written] of withoutComments(text).split("\n").entries()) {
    const at = { file, line: index + 1 };
    const [, kind, name = ""] = HEADING.exec(written) ?? [];
    if (kind === "intent" || kind === "synonym" || kind === "regex" || kind === "lookup") {
      entries.push({ kind, name, lines: [], at });
      continue;
    }
    const [, example] = /^\s*[-*+]\s+(.+?)\s*$/u.exec(written) ?? [];
    const last = entries.at(-1);
    if (example !== undefined && last !== undefined) last.lines.push({ text: example, at });
    else if (last?.kind === "lookup" && /\S/u.test(written))
      stray(index + 1, `lookup table "${last.name}" in ${written.trim()}`);
    else if (/\S/u.test(written)) stray(index + 1, `"${written.trim()}"`);
  }
  return entries;
}

/** Comments become empty lines, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)/gu, (comment) => comment.replace(/[^\n]/gu, ""));
}
