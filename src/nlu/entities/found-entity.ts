/** An entity and where it stands in the normalised text, in UTF-16 units: [start, end). */
export interface FoundEntity {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The longest of what overlaps stays; of the same length, what was found first. In the order of the text. */
export function withoutOverlaps<Found extends { readonly start: number; readonly end: number }>(
  found: readonly Found[],
): Found[] {
  if (found.length < 2) return [...found];
  const kept: Found[] = [];
  const taken = new Uint8Array(found.reduce((length, { end }) => Math.max(length, end), 0));
  // Sorting is stable, so what is of one length keeps its order.
  for (const entity of [...found].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    // What is kept is no shorter, so it cannot lie between the first and the last sign.
    if (taken[entity.start] === 1 || taken[entity.end - 1] === 1) continue;
    taken.fill(1, entity.start, entity.end);
    kept.push(entity);
  }
  return kept.sort((a, b) => a.start - b.start);
}
