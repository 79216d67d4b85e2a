import type { Understand } from "../conversation/listening.ts";
import type { Understanding } from "../kernel/understanding.ts";

/**
 * Understands a text in its place once, however often tests say it there: an understanding depends on nothing else, and
 * takes most of a turn's time. Forgets nothing, so it is for as many texts as tests hold.
 */
export function remember(understand: Understand): Understand {
  const known = new Map<string, Understanding>();
  return (text, listening) => {
    const { language, contexts, expecting } = listening;
    const place = `${language}\0${contexts.join()}\0${expecting.yesno}\0${expecting.intents.join()}\0${text}`;
    const before = known.get(place);
    if (before !== undefined) return before;
    const fresh = understand(text, listening);
    known.set(place, fresh);
    return fresh;
  };
}
