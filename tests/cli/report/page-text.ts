/** The cells of every table row on a page, as a reader sees them. */
export function rowsOf(page: string): readonly (readonly string[])[] {
  return [...page.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd]\b[^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) => textOf(cell)),
  );
}

/** What stands between two pieces of a page. */
export function between(page: string, from: string, to: string): string {
  const [, rest = ""] = page.split(from, 2);
  return rest.split(to, 1)[0] ?? "";
}

/** Markup without its tags, its references read. */
export function textOf(markup: string): string {
  const references: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return markup
    .replace(/<[^>]*>/gu, "")
    .replace(/&(#?\w+);/gu, (reference, name: string) => references[name] ?? reference)
    .trim();
}
