import { type Random, seededRandom } from "../../src/nlu/random.ts";

/** Draws from a seed: the same seed draws the same. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** True this often, from 0 to 1. */
  isLucky(share: number): boolean;
  oneOf<const Item>(items: readonly [Item, ...Item[]]): Item;
  /** One of the names, each as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  /** Draws of its own, which nobody else's draws change. */
  apart(name: string): Chance;
}

export function chance(seed: number): Chance {
  const random = seededRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    whole,
    isLucky: (share) => random() < share,
    oneOf: (items) => items[whole(0, items.length - 1)] ?? items[0],
    weighted: (weights) => weighted(random, weights),
    apart: (name) => chance(mixed(seed, name)),
  };
}

/** A seed for a run that none was given for. */
export function freshSeed(): number {
  return Math.floor(Math.random() * 1_000_000_000);
}

function weighted<Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name {
  const entries = Object.entries(weights) as [Name, number][];
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  throw new Error("There is nothing to draw from.");
}

function mixed(seed: number, name: string): number {
  return Array.from(name).reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, seed);
}
