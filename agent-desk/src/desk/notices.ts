import type { DeskState, Notice } from "./state.ts";
import type { Store } from "./store.ts";

type News = Notice extends infer One ? (One extends Notice ? Omit<One, "key"> : never) : never;

/** Tells the agent something, in place of what was told before. */
export function noticed(store: Store<DeskState>, news: News): void {
  store.patch({ notice: { ...news, key: (store.get().notice?.key ?? 0) + 1 } });
}
