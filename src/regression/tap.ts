import type { Origin } from "../dialog/state.ts";
import type { Spoken } from "./expect.ts";

/** The button a customer taps: the newest one with this label or id. */
export function tapped(
  said: readonly Spoken[],
  wanted: string,
): { readonly id: string; readonly label: string; readonly origin: Origin } | undefined {
  for (const spoken of said.toReversed()) {
    const button = spoken.buttons.find(({ id, label }) => label === wanted || id === wanted);
    if (button !== undefined) return { ...button, origin: spoken.origin };
  }
  return undefined;
}
