export type Locale = "zh" | "en";

/** The language of the browser, where it is one of ours. */
export function localeOf(languages: readonly string[]): Locale {
  const known = languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === "zh" || tag === "en");
  return known === "en" ? "en" : "zh";
}
