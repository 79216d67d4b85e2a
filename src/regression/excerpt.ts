/** A piece of a text that ends where people would pause, with the mark it ends with. */
const CLAUSE = /[^。！？；，、!?;,.\n]+[。！？；，、!?;,.]*/gu;

/** Longer texts are compared by so many clauses from their beginning, to keep the pairs of ends few. */
const MOST_CLAUSES = 40;

/**
 * The part of a text that is most like an older wording, and about as long: one clause, or several side by side on one
 * line. It ends in a punctuation mark only if the older wording did.
 */
export function excerptLike(old: string, text: string): string {
  const wanted = pairsOf(old);
  let best = { excerpt: text, likeness: 0 };
  for (const line of text.split("\n")) {
    const clauses = [...line.matchAll(CLAUSE)].slice(0, MOST_CLAUSES);
    for (const [from, first] of clauses.entries()) {
      for (const last of clauses.slice(from)) {
        const excerpt = trimmed(line.slice(first.index, last.index + last[0].length), old);
        const likeness = overlap(wanted, pairsOf(excerpt)) * closeness(old.length, excerpt.length);
        if (excerpt !== "" && likeness > best.likeness) best = { excerpt, likeness };
      }
    }
  }
  return best.excerpt;
}

const LAST_MARKS = /[。！？；，、!?;,.]+$/u;

function trimmed(excerpt: string, old: string): string {
  const text = excerpt.trim();
  return LAST_MARKS.test(old) ? text : text.replace(LAST_MARKS, "");
}

function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...text.toLowerCase()];
  return new Set(characters.map((character, at) => character + (characters[at + 1] ?? "")));
}

/** How much two sets share, 0 to 1 (Dice's coefficient). */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

/** 1 for equal lengths. Without it, the one clause that did not change would stand for all that were there. */
function closeness(one: number, other: number): number {
  return Math.min(one, other) / Math.max(one, other, 1);
}
