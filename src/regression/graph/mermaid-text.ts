import { showUnseen } from "../../text/unseen.ts";

/** What Mermaid takes as it is, wherever it stands: letters, digits, blanks, and marks that have no second meaning. */
const PLAIN = /[\p{L}\p{M}\p{N} ,，。？！、：；「」（）《》…—–·→×]/u;

/** Words that Mermaid's own tidying looks for in front of a `#`, even inside quotes. */
const KEYWORD = /style|classDef/giu;

/**
 * A quoted text for a Mermaid flowchart that shows just these characters, whatever they are: quotes and brackets, Markdown,
 * HTML, links, entities and directives come out as they were written. Each line is one of the label's.
 */
export function mermaidText(...lines: readonly string[]): string {
  const shown = lines
    .flatMap((line) => showUnseen(line).split("\n"))
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "");
  return `"${shown.map(escaped).join("<br/>")}"`;
}

function escaped(line: string): string {
  const hidden = new Set<number>();
  for (const { index } of line.matchAll(KEYWORD)) hidden.add(index);
  let text = "";
  let at = 0;
  for (const character of line) {
    const isPlain = (PLAIN.test(character) || isInsideWord(line, at)) && !hidden.has(at);
    text += isPlain ? character : `#${character.codePointAt(0) ?? 0};`;
    at += character.length;
  }
  return text;
}

/** Dots, hyphens and underscores in names such as `repay.auto_enable` mean nothing; after `1` or `www` they do. */
function isInsideWord(line: string, at: number): boolean {
  if (!/[._-]/u.test(line[at] ?? "") || /www$/iu.test(line.slice(Math.max(0, at - 3), at))) return false;
  return /[a-z]/iu.test(line[at - 1] ?? "") && /[a-z0-9]/iu.test(line[at + 1] ?? "");
}

/** Ids never have two of them side by side. */
const SIGNS: Readonly<Record<string, string>> = { "-": "_", ".": "__", "#": "___" };

/** A name for a node that Mermaid reads as nothing else: different ids have different names. */
export function mermaidName(kind: string, id: string): string {
  const plain = id.replace(
    /[^a-z0-9]/gu,
    (sign) => SIGNS[sign] ?? `Z${(sign.codePointAt(0) ?? 0).toString(16)}Z`,
  );
  return `${kind}_${plain}`;
}
