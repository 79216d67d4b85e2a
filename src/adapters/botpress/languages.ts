import { type Language, languages } from "../../kernel/language.ts";
import type { DraftText } from "../../regression/draft/draft.ts";
import type { BotpressTexts } from "./bot-schema.ts";

/** The language that a Botpress code such as `zh`, `zh-CN` or `en-US` stands for; `undefined` when it is another one. */
export function languageOf(code: string): Language | undefined {
  return languages.find((language) => code.toLowerCase().split(/[-_]/u)[0] === language);
}

/** Texts of each language that is ours, and the codes of those that are not. */
export interface SortedTexts {
  readonly texts: Readonly<Record<Language, readonly string[]>>;
  readonly foreign: readonly string[];
}

/** @param otherwise the code for texts that do not say their language */
export function textsByLanguage(source: BotpressTexts, otherwise: string): SortedTexts {
  const byCode =
    typeof source === "string"
      ? { [otherwise]: [source] }
      : Array.isArray(source)
        ? { [otherwise]: source }
        : source;
  const texts = { zh: [] as string[], en: [] as string[] };
  const foreign: string[] = [];
  for (const [code, list] of Object.entries(byCode)) {
    const language = languageOf(code);
    const written = list.map((text) => text.trim()).filter((text) => text !== "");
    if (language !== undefined) texts[language].push(...written);
    else if (written.length > 0) foreign.push(code);
  }
  return { texts, foreign };
}

/** Wordings of both languages side by side; with one language alone, its texts are used for both. */
export function pairTexts({ zh, en }: Readonly<Record<Language, readonly string[]>>): readonly DraftText[] {
  const pairs = Array.from({ length: Math.max(zh.length, en.length) }, (_, at): DraftText => {
    const chinese = zh[at] ?? zh[0];
    const english = en[at] ?? en[0];
    if (chinese === undefined || english === undefined) return chinese ?? english ?? "";
    return { zh: chinese, en: english };
  });
  const seen = new Set<string>();
  return pairs.filter((pair) => !seen.has(JSON.stringify(pair)) && seen.add(JSON.stringify(pair)));
}

/** Whether a text is Chinese rather than English. */
export function languageOfText(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}

/** A technical name as people write it: `rentBike` is "Rent bike". */
export function readableName(name: string): string {
  const words = name
    .replace(/^.*\//u, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .replace(/[-_.\s]+/gu, " ")
    .trim()
    .toLowerCase();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
