import type { Understanding } from "../kernel/understanding.ts";
import type { Understand } from "./listening.ts";

interface Bounds {
  /** How many understandings are kept: those asked for last. */
  readonly most: number;
  /** Longer texts are understood anew each time: nobody else writes the same. In UTF-16 units. */
  readonly longest: number;
}

const UNBOUNDED: Bounds = { most: Number.POSITIVE_INFINITY, longest: Number.POSITIVE_INFINITY };

/**
 * Understands a text in its place once, however often it is said there: an understanding depends on nothing else, and
 * takes a good part of a turn's time. Customers ask for a person, say thanks and greet in the same few words.
 */
export function remember(understand: Understand, { most, longest }: Bounds = UNBOUNDED): Understand {
  const known = new Map<string, Understanding>();
  return (text, listening) => {
    if (text.length > longest) return understand(text, listening);
    const { language, contexts, expecting } = listening;
    const place = `${language}\0${contexts.join()}\0${expecting.yesno}\0${expecting.intents.join()}\0${text}`;
    const before = known.get(place);
    const understanding = before ?? understand(text, listening);
    if (before !== undefined) known.delete(place);
    known.set(place, understanding);
    if (known.size > most) forgetOldest(known);
    return understanding;
  };
}

function forgetOldest(known: Map<string, Understanding>): void {
  const [oldest] = known.keys();
  if (oldest !== undefined) known.delete(oldest);
}
