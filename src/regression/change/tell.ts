import { differingProperties } from "./same.ts";

/** What is said of a property that differs; nothing at all, where another property tells it. */
export type Tellers<Thing> = Readonly<
  Record<string, (before: Thing, after: Thing) => readonly string[] | undefined>
>;

/**
 * A sentence or more for every property in which two things differ, so that no difference goes untold.
 *
 * @param otherwise what is said of a property that no teller has words for
 */
export function tellProperties<Thing extends object>(
  before: Thing,
  after: Thing,
  tellers: Tellers<Thing>,
  otherwise: () => string,
): readonly string[] {
  const told = differingProperties(before, after).flatMap((name) => {
    const teller = Object.hasOwn(tellers, name) ? tellers[name] : undefined;
    if (teller === undefined) return [otherwise()];
    const said = teller(before, after);
    return said?.length === 0 ? [otherwise()] : (said ?? []);
  });
  return [...new Set(told)];
}

/** What is only in the one, what is only in the other, and what is in both. */
export interface Compared<Key, Value> {
  readonly removed: readonly (readonly [Key, Value])[];
  readonly added: readonly (readonly [Key, Value])[];
  readonly kept: readonly (readonly [Key, before: Value, after: Value])[];
}

export function compareByKey<Key, Value>(
  before: ReadonlyMap<Key, Value>,
  after: ReadonlyMap<Key, Value>,
): Compared<Key, Value> {
  return {
    removed: [...before].filter(([key]) => !after.has(key)),
    added: [...after].filter(([key]) => !before.has(key)),
    kept: [...before].flatMap(([key, value]) => {
      const now = after.get(key);
      return now === undefined ? [] : [[key, value, now] as const];
    }),
  };
}

/** What is in one list and not in the other. */
export function compareLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
): { readonly removed: readonly Item[]; readonly added: readonly Item[] } {
  const [had, has] = [new Set(before), new Set(after)];
  return { removed: before.filter((item) => !has.has(item)), added: after.filter((item) => !had.has(item)) };
}
