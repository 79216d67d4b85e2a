import type { SourceFile } from "./source.ts";

/** A Markdown file in its parts. Lines count from 1. */
export interface MarkdownParts {
  /** The front matter as YAML, in which every line keeps its number. */
  readonly head: SourceFile;
  /** Each `## ` heading with what stands under it, in the order of the file. */
  readonly sections: readonly Section[];
  /** The first line of text that stands before any heading. */
  readonly strayLine?: number;
}

export interface Section {
  readonly heading: string;
  /** Where the heading stands. */
  readonly line: number;
  /** What stands under it, without the blank lines around it. */
  readonly text: string;
  /** Where that begins; the heading's line when there is nothing. */
  readonly textLine: number;
}

const FENCE = /^---\s*$/u;
const HEADING = /^##\s+(.+?)\s*$/u;

/** Takes a Markdown file with front matter apart; `undefined` when it does not begin with a closed `---` block. */
export function markdownParts({ path, text }: SourceFile): MarkdownParts | undefined {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = FENCE.test(lines[0] ?? "") ? lines.findIndex((line, at) => at > 0 && FENCE.test(line)) : -1;
  if (end < 0) return undefined;
  const rest = lines.map((line, at) => (at <= end ? "" : line));
  const headings = rest.flatMap((line, at) => (HEADING.test(line) ? [at] : []));
  const before = rest.slice(0, headings[0] ?? rest.length).findIndex((line) => line.trim() !== "");
  const sections = headings.map((at, index): Section => {
    const under = rest.slice(at + 1, headings[index + 1] ?? rest.length);
    const first = under.findIndex((line) => line.trim() !== "");
    return {
      heading: HEADING.exec(rest[at] ?? "")?.[1] ?? "",
      line: at + 1,
      text: under.join("\n").trim(),
      textLine: at + 1 + (first < 0 ? 0 : first + 1),
    };
  });
  // The fence becomes a blank line, so that places in the YAML are places in the file.
  const head = { path, text: ["", ...lines.slice(1, end), ""].join("\n") };
  return { head, sections, ...(before < 0 ? {} : { strayLine: before + 1 }) };
}

/** The part of a content file that is YAML: all of it, or the front matter. Every line keeps its number. */
export function yamlOf(source: SourceFile): SourceFile {
  if (!source.path.endsWith(".md")) return source;
  return markdownParts(source)?.head ?? { path: source.path, text: "" };
}
