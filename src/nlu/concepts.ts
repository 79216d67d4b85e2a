import type { Lexicon } from "../text/lexicon.ts";

/** Names the lexicon's concepts in a text cut into parts, in the order in which they stand there. */
export type FindConcepts = (parts: readonly string[]) => readonly string[];

/**
 * Looks for synonyms and their known typos, longest first, so that 还不了 is a failure and not the repaying in it.
 *
 * @param cut takes a synonym apart into the same kind of parts as the texts: characters, or stems
 */
export function conceptFinder(
  { synonyms, confusables }: Lexicon,
  cut: (word: string) => readonly string[],
): FindConcepts {
  const conceptsByForm = new Map<string, Set<string>>();
  /** By the first part of a form: how many parts the longest of them has. */
  const longestFrom = new Map<string, number>();
  for (const [concept, others] of Object.entries(synonyms)) {
    for (const form of [concept, ...others].flatMap((word) => [word, ...(confusables[word] ?? [])])) {
      const parts = cut(form);
      if (parts.length === 0) continue;
      const key = keyOf(parts);
      conceptsByForm.set(key, (conceptsByForm.get(key) ?? new Set()).add(concept));
      const [start = ""] = parts;
      longestFrom.set(start, Math.max(longestFrom.get(start) ?? 0, parts.length));
    }
  }

  return (parts) => {
    const found: string[] = [];
    for (let at = 0; at < parts.length; ) {
      const length = longestFormAt(parts, at);
      if (length > 0) found.push(...(conceptsByForm.get(keyOf(parts.slice(at, at + length))) ?? []));
      at += Math.max(1, length);
    }
    return found;
  };

  function longestFormAt(parts: readonly string[], at: number): number {
    const longest = longestFrom.get(parts[at] ?? "") ?? 0;
    for (let length = Math.min(longest, parts.length - at); length > 0; length--) {
      if (conceptsByForm.has(keyOf(parts.slice(at, at + length)))) return length;
    }
    return 0;
  }
}

function keyOf(parts: readonly string[]): string {
  return parts.join(" ");
}
