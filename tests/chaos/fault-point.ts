import { seededRandom, shuffled } from "../../src/nlu/random.ts";
import type { Moment } from "../../src/runtime/moments.ts";
import type { Chance } from "../support/chance.ts";

type MomentType = Moment["type"];

/** How often each moment comes within a second of these runs, roughly: the one it strikes at is drawn up to there. */
const often: Readonly<Record<MomentType, number>> = {
  received: 25,
  stored: 25,
  pushed: 25,
  acknowledged: 25,
  taken: 25,
  understood: 20,
  asking: 15,
  asked: 15,
  computed: 25,
  committed: 25,
  moved: 1,
  delivered: 25,
  failed: 1,
  writing: 25,
  written: 25,
};

/**
 * Where a server is to die, one point for each of its starts: `committed:17` is its 17th moment of that type. Every type
 * of moment comes before one comes a second time.
 */
export function faultPoints(seed: number, count: number, chance: Chance): readonly string[] {
  const types = Object.keys(often) as MomentType[];
  const points: string[] = [];
  for (let round = 0; points.length < count; round++) {
    for (const type of shuffled(types, seededRandom(seed + round))) {
      points.push(`${type}:${chance.whole(1, often[type])}`);
    }
  }
  return points.slice(0, count);
}
