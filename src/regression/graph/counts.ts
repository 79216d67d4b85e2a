import type { Coverage } from "../coverage.ts";
import { goalKey } from "../coverage-goals.ts";
import type { Span } from "./span.ts";
import type { Traffic } from "./traffic.ts";

/** How often the steps and ways of a bot were gone through, by `goalKey`. */
export interface Counts {
  /** By the dialog tests; what no conversation can reach on purpose is not in it. */
  readonly times?: ReadonlyMap<string, number>;
  /** By customers; what is not in it, nobody was seen at. */
  readonly customers?: Traffic["counts"];
}

/** The counts of what was measured: a coverage, traffic, both or neither. */
export function countsOf(
  coverage: Coverage | undefined,
  traffic: Pick<Traffic, "counts"> | undefined,
): Counts {
  const goals = coverage === undefined ? [] : [...coverage.steps, ...coverage.edges];
  return {
    ...(coverage && { times: new Map(goals.map((goal) => [goalKey(goal), goal.times])) }),
    ...(traffic && { customers: traffic.counts }),
  };
}

/** Counts that are known to be so many, no fewer and no more. */
export function exactly(counts: ReadonlyMap<string, number>): ReadonlyMap<string, Span> {
  return new Map([...counts].map(([key, count]) => [key, { least: count, most: count }]));
}
