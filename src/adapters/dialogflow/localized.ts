import { type Language, languages } from "../../kernel/language.ts";
import type { DraftText } from "../../regression/draft/draft.ts";

/** Texts by language, in order. */
export type TextsByLanguage = Readonly<Record<Language, readonly string[]>>;

/** Wordings to choose between: the first of one language beside the first of the other, and so on. */
export function wordingsOf(texts: TextsByLanguage): readonly DraftText[] {
  const count = Math.max(texts.zh.length, texts.en.length);
  const wordings = Array.from({ length: count }, (_, index): DraftText => {
    const [zh, en] = languages.map((language) => texts[language][index] ?? texts[language].at(-1));
    return zh !== undefined && en !== undefined && zh !== en ? { zh, en } : (zh ?? en ?? "");
  });
  const seen = new Set<string>();
  return wordings.filter((wording) => {
    const key = JSON.stringify(wording);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** One wording, or several; `undefined` for none. */
export function oneOrMore(wordings: readonly DraftText[]): DraftText | DraftText[] | undefined {
  const [first, ...others] = wordings;
  if (first === undefined) return undefined;
  return others.length === 0 ? first : [first, ...others];
}

/** Sorts what has a language tag. */
export function byLanguage<Item>(
  items: readonly Item[],
  languageOf: (item: Item) => Language | undefined,
  textsOf: (item: Item) => readonly string[],
): TextsByLanguage {
  const pick = (language: Language): readonly string[] =>
    items.filter((item) => languageOf(item) === language).flatMap(textsOf);
  return { zh: pick("zh"), en: pick("en") };
}
