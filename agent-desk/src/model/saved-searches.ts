/** What conversations are searched for. */
export interface Wanted {
  /** Words that were said; empty for any. */
  readonly text: string;
  /** The id of what the bot last helped with; absent for any. */
  readonly intent?: string;
}

/** A search that an agent has kept under a name. No two of an agent's have the same. */
export interface SavedSearch extends Wanted {
  readonly name: string;
}

/** More of them nobody finds anything in. */
export const MOST_SAVED = 20;

export const LONGEST_NAME = 40;

/** What the server takes of the words to search for. */
export const LONGEST_TEXT = 100;

/** The searches with one more, or with another in place of the one of that name. What is too much changes nothing. */
export function withSearch(saved: readonly SavedSearch[], search: SavedSearch): readonly SavedSearch[] {
  const name = search.name.trim();
  if (name === "") return saved;
  const named = { ...search, name };
  if (saved.some((one) => one.name === name)) return saved.map((one) => (one.name === name ? named : one));
  return saved.length < MOST_SAVED ? [...saved, named] : saved;
}

export function withoutSearch(saved: readonly SavedSearch[], name: string): readonly SavedSearch[] {
  return saved.filter((one) => one.name !== name);
}

/** The searches with one under another name, at its place. A name that another one has changes nothing. */
export function renamedSearch(
  saved: readonly SavedSearch[],
  before: string,
  entered: string,
): readonly SavedSearch[] {
  const name = entered.trim();
  if (name === "" || saved.some((one) => one.name === name)) return saved;
  return saved.map((one) => (one.name === before ? { ...one, name } : one));
}

/** What was kept as JSON by whatever version of the desk; what is not a search is left out. */
export function decodeSearches(value: unknown): readonly SavedSearch[] {
  const found = Array.isArray(value) ? value.flatMap((one) => decode(one) ?? []) : [];
  return found.reduce<readonly SavedSearch[]>(withSearch, []);
}

/** The query of a page of what is found. */
export function searchPath({ text, intent }: Wanted, before?: string): string {
  const query = new URLSearchParams({
    ...(text.trim() !== "" && { text: text.trim() }),
    ...(intent !== undefined && { intent }),
    ...(before !== undefined && { before }),
  });
  return `/conversations?${query}`;
}

/** Whether there is anything to search for. */
export function isWanted({ text, intent }: Wanted): boolean {
  return text.trim() !== "" || intent !== undefined;
}

function decode(value: unknown): SavedSearch | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { name, text, intent } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || typeof text !== "string") return undefined;
  return {
    name: name.slice(0, LONGEST_NAME),
    text: text.slice(0, LONGEST_TEXT),
    ...(typeof intent === "string" && { intent }),
  };
}
