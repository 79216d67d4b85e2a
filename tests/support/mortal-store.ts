import type { Store } from "../../src/runtime/ports.ts";

/** A store as a process sees it that can be killed: from then on nothing it asks for is done, and nothing is answered. */
export interface MortalStore extends Store {
  die(): void;
}

export function mortalStore(store: Store): MortalStore {
  let isDead = false;
  const never = new Promise<never>(() => {});
  return new Proxy(store as MortalStore, {
    get(_, name) {
      if (name === "die") return () => void (isDead = true);
      const property: unknown = Reflect.get(store, name);
      // The test closes it in the end, alive or dead.
      if (typeof property !== "function" || name === "close") return property;
      return (...given: unknown[]) => (isDead ? never : diesUnheard(Reflect.apply(property, store, given)));
    },
  });

  /** What was asked before the end is done, and nobody hears of it. */
  async function diesUnheard(answer: unknown): Promise<unknown> {
    const [outcome] = await Promise.allSettled([answer]);
    if (isDead) return never;
    return outcome?.status === "fulfilled" ? outcome.value : Promise.reject(outcome?.reason);
  }
}
