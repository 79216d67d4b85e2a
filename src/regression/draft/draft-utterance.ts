import type { Language } from "../../kernel/language.ts";
import { readMarkup } from "../../text/slot-markup.ts";

/** A piece of an utterance: words, and the slot of ours that they fill. */
export interface UtterancePart {
  readonly text: string;
  readonly slot?: string;
}

/** An utterance as our files mark it: "把[招行](from)换掉". Brackets that were typed and look like a mark are left out. */
export function markedUtterance(parts: readonly UtterancePart[]): string {
  const markable = parts.map((part) => (isMarkable(part) ? part : { text: part.text }));
  const written = (clean: (text: string) => string): string =>
    markable
      .map(({ text, slot }) => (slot === undefined ? clean(text) : mark(text, slot)))
      .join("")
      .replace(/\s+/gu, " ")
      .trim();
  const asTyped = written((text) => text);
  const { marks, mistakes } = readMarkup(asTyped);
  const wanted = markable.filter(({ slot }) => slot !== undefined).length;
  if (mistakes.length === 0 && marks.length === wanted) return asTyped;
  return written((text) => text.replace(BRACKETS, ""));
}

/** The language a text is written in, for bots whose files do not say it text by text. */
export function writtenLanguage(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}

/** A text as a template that shows it unchanged. */
export function escapedTemplate(text: string): string {
  return text.replace(/\{\{|\{%/gu, (opening) => `{{ "${opening}" }}`);
}

const BRACKETS = /[[\]()【】（）]/gu;

function isMarkable({ text, slot }: UtterancePart): boolean {
  return slot !== undefined && text.replace(BRACKETS, "").trim() !== "";
}

/** A mark without brackets inside; the spaces at its edges stand outside. */
function mark(text: string, slot: string): string {
  const words = text.replace(BRACKETS, "");
  const [before = "", after = ""] = [/^\s*/u.exec(words)?.[0], /\s*$/u.exec(words)?.[0]];
  return `${before}[${words.trim()}](${slot})${after}`;
}
