import { type Language, type Localized, languages } from "../../kernel/language.ts";

/** A text of one line in the quotation marks of its language, cut where it is long. */
export function quote(text: string, language: Language, most = MOST[language]): string {
  return inQuotes(shorten(oneLine(text), most), language);
}

/**
 * An older wording and the one in its place: in the wanted language, or in the other one where only that has changed. Of
 * long texts, what differs and a little around it.
 */
export function reworded(before: Localized, after: Localized, language: Language): string {
  const other = languages.find((one) => one !== language) ?? language;
  const shown = before[language] === after[language] ? other : language;
  const [old, now] = whatDiffers(oneLine(before[shown]), oneLine(after[shown]), MOST[shown]);
  const isElsewhere = shown !== language;
  const [from, to] = [inQuotes(old, shown), inQuotes(now, shown)];
  return {
    zh: `${isElsewhere ? "英文" : ""}由${from}改为${to}`,
    en: `${isElsewhere ? "in Chinese, " : ""}from ${from} to ${to}`,
  }[language];
}

/** Several things side by side. */
export function listed(items: readonly string[], language: Language): string {
  return items.join(language === "zh" ? "、" : ", ");
}

/** Two or three of several texts, in quotation marks. */
export function examples(texts: readonly string[], language: Language): string {
  const shown = texts.slice(0, FEW).map((text) => quote(text, language));
  const more = texts.length > FEW ? { zh: "等", en: " and others" }[language] : "";
  return `${listed(shown, language)}${more}`;
}

/** A count with a noun in English: "1 way", "3 ways". */
export function several(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const FEW = 3;

/** Longest quotation, in characters. */
const MOST: Readonly<Record<Language, number>> = { zh: 40, en: 80 };

/** So many characters that did not change are shown before the first that did. */
const BEFORE = 8;

function whatDiffers(before: string, after: string, most: number): readonly [string, string] {
  const [old, now] = [[...before], [...after]];
  if (Math.max(old.length, now.length) <= most) return [before, after];
  const first = old.findIndex((character, index) => character !== now[index]);
  const from = Math.max(0, (first < 0 ? old.length : first) - BEFORE);
  const start = from > 0 ? "…" : "";
  return [start + shorten(old.slice(from).join(""), most), start + shorten(now.slice(from).join(""), most)];
}

function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

function inQuotes(text: string, language: Language): string {
  return language === "zh" ? `「${text}」` : `"${text}"`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}
