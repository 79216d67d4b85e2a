/** How well a score tells what is out of scope from what is in scope, whatever threshold a bot sets. */
export interface OutOfScopeFigures {
  /** How often an out-of-scope row scores above an in-scope row, ties counting half; 0.5 is chance. */
  readonly oosAuroc: number | null;
  /** Share of the out-of-scope rows above the lowest threshold that lets 95 % of the in-scope rows pass. */
  readonly oosRecallAt95: number | null;
}

const ACCEPTED = 0.95;

/**
 * Compares the scores of two groups of rows.
 *
 * @param inside  out-of-scope scores of the in-scope rows, higher is further out; any real numbers
 * @param outside the same for the out-of-scope rows
 * @returns nulls when one of the groups is empty or any score is missing
 * @see Hanley and McNeil 1982, "The Meaning and Use of the Area under a ROC Curve"
 */
export function outOfScopeFigures(
  inside: readonly (number | undefined)[],
  outside: readonly (number | undefined)[],
): OutOfScopeFigures {
  const within = ascending(inside);
  const beyond = ascending(outside);
  // The threshold itself passes, so that many rows of one score are kept or lost together.
  const threshold = within?.[Math.ceil(ACCEPTED * within.length) - 1];
  if (within === undefined || beyond === undefined || threshold === undefined || beyond.length === 0) {
    return { oosAuroc: null, oosRecallAt95: null };
  }
  return {
    oosAuroc: shareAbove(within, beyond),
    oosRecallAt95: beyond.filter((score) => score > threshold).length / beyond.length,
  };
}

function ascending(scores: readonly (number | undefined)[]): readonly number[] | undefined {
  const present = scores.filter((score) => score !== undefined);
  return present.length === scores.length ? present.sort((one, other) => one - other) : undefined;
}

/** Both sorted, so that each position is found by walking on from the last one. */
function shareAbove(within: readonly number[], beyond: readonly number[]): number {
  let below = 0;
  let notAbove = 0;
  let wins = 0;
  for (const score of beyond) {
    while (below < within.length && (within[below] ?? 0) < score) below++;
    while (notAbove < within.length && (within[notAbove] ?? 0) <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (within.length * beyond.length);
}
