/** One value that is replaced, never changed, and those who want to know when. */
export interface Store<Value> {
  get(): Value;
  /** Replaces some fields. Nobody is told when nothing is different. */
  patch(change: Partial<Value>): void;
  /** @returns stops telling */
  subscribe(listener: () => void): () => void;
}

export function createStore<Value extends object>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    patch(change) {
      const next = { ...value, ...change };
      const isSame = Object.entries(next).every(([key, field]) => value[key as keyof Value] === field);
      if (isSame) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
