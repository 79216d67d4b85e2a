import LevenshteinDistance from "natural/lib/natural/distance/levenshtein_distance.js";

/**
 * The known name a mistyped one probably meant.
 *
 * @returns the closest of `known`, or `undefined` when none is within a third of the name's length (at least 2 edits)
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(typed.length / 3));
  const ranked = known
    .map((name) => ({ name, distance: LevenshteinDistance.LevenshteinDistance(typed, name) }))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  const best = ranked[0];
  return best !== undefined && best.distance <= limit ? best.name : undefined;
}
