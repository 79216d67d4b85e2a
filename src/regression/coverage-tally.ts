import type { Coverage, Reached } from "./coverage.ts";
import { type Dimension, dimensions } from "./coverage-goals.ts";

/** How many of some goals were reached. */
export interface Tally {
  readonly reached: number;
  readonly total: number;
}

/** How much of each dimension was reached; of one dialog alone, when it is named. */
export function tallies(coverage: Coverage, dialog?: string): Readonly<Record<Dimension, Tally>> {
  const of = (dimension: Dimension): Tally =>
    tally(coverage[dimension].filter((goal) => dialog === undefined || goal.dialog === dialog));
  return {
    steps: of("steps"),
    edges: of("edges"),
    outcomes: of("outcomes"),
    options: of("options"),
    intents: of("intents"),
  };
}

function tally(goals: readonly Reached[]): Tally {
  return { reached: goals.filter(({ times }) => times > 0).length, total: goals.length };
}

/** The share that was reached, 0 to 1; of nothing, all of it was. */
export function shareOf({ reached, total }: Tally): number {
  return total === 0 ? 1 : reached / total;
}

/** What is asked of a coverage: by dimension, the least share in per cent. */
export type Thresholds = Readonly<Partial<Record<Dimension, number>>>;

/** A dimension that fell short of what was asked. */
export interface Shortfall extends Tally {
  readonly dimension: Dimension;
  /** In per cent. */
  readonly wanted: number;
  /** How many more goals would do. */
  readonly missing: number;
}

/** The dimensions that are below their thresholds, unrounded. */
export function shortfalls(coverage: Coverage, thresholds: Thresholds): readonly Shortfall[] {
  const all = tallies(coverage);
  return dimensions.flatMap((dimension): readonly Shortfall[] => {
    const wanted = thresholds[dimension];
    const { reached, total } = all[dimension];
    if (wanted === undefined || total === 0) return [];
    const missing = Math.ceil((wanted * total) / 100 - 1e-9) - reached;
    return missing > 0 ? [{ dimension, wanted, reached, total, missing }] : [];
  });
}

/** The dialogs of a coverage, those that lack most steps and edges first; equals as they are written. */
export function worstFirst({ steps, edges }: Pick<Coverage, "steps" | "edges">): readonly string[] {
  const lacking = new Map<string, number>();
  for (const { dialog, times } of [...steps, ...edges])
    lacking.set(dialog, (lacking.get(dialog) ?? 0) + (times === 0 ? 1 : 0));
  return [...lacking].sort(([, one], [, other]) => other - one).map(([dialog]) => dialog);
}
