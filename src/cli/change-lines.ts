import { groupBy } from "../content/group-by.ts";
import type { Language } from "../kernel/language.ts";
import { type ChangeSentence, groupTitles } from "../regression/change/change-sentence.ts";

/** What changes for customers, as lines for a terminal. */
export function changeLines(changes: readonly ChangeSentence[], language: Language): readonly string[] {
  if (changes.length === 0)
    return [{ zh: "客户看到的没有任何变化。", en: "Nothing changes for customers." }[language]];
  return [...groupBy(changes, ({ group }) => group)].flatMap(([group, sentences], index) => [
    ...(index === 0 ? [] : [""]),
    groupTitles[group][language],
    ...sentences.map(({ text }) => `  - ${text}`),
  ]);
}
