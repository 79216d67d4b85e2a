import type { Random } from "../random.ts";

/** A way in which customers write the same thing differently, meaning what they meant before. */
export interface Perturbation {
  /** Kebab-case; unique within a language. */
  readonly name: string;
  /** What becomes of the text, in a few words. */
  readonly does: string;
  /** The text perturbed, or the text as it is where it offers nothing to change. The same draws, the same result. */
  readonly perturb: (text: string, random: Random) => string;
}

/** One of the items, each as likely as the other; undefined when there is none. */
export function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** Puts `inserted` in the place of the `length` UTF-16 units from `at` on. */
export function splice(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}
