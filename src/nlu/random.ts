/** Draws numbers in [0, 1). Passed in wherever chance is wanted, so that the same seed gives the same model. */
export type Random = () => number;

/**
 * A small generator that any platform repeats bit for bit.
 *
 * @param seed an integer; its low 32 bits count
 * @see Tommy Ettinger's mulberry32
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles the first `length` entries in place. */
export function shuffle(order: Int32Array, length: number, random: Random): void {
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** The items in an order that is drawn. */
export function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const drawn = items.map((item) => ({ item, number: random() }));
  return drawn.sort((one, other) => one.number - other.number).map(({ item }) => item);
}
