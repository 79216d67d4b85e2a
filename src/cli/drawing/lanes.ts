/** A line beside a drawing that gathers arrows to one target: from its topmost to its lowest end. */
export interface Trunk {
  readonly target: string;
  readonly from: number;
  readonly to: number;
}

/** Gives each trunk a lane, 0 the innermost, so that no two in a lane meet; the shortest come innermost. */
export function lanesOf(trunks: readonly Trunk[]): ReadonlyMap<string, number> {
  const lanes: Trunk[][] = [];
  const placed = new Map<string, number>();
  for (const trunk of [...trunks].sort((one, other) => one.to - one.from - (other.to - other.from))) {
    const free = lanes.findIndex((lane) =>
      lane.every((other) => trunk.to < other.from || trunk.from > other.to),
    );
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = [...(lanes[lane] ?? []), trunk];
    placed.set(trunk.target, lane);
  }
  return placed;
}
