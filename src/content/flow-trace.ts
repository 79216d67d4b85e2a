import type { Flow, FlowWay } from "./flow.ts";

/** Where a name may hold nothing, and where it may hold something. */
export interface Trace {
  /** The shortest way to a step on which nothing has set the name, from where it begins. */
  emptyWayTo(step: string): readonly Stop[] | undefined;
  /** Whether there is a way to the step on which the name may be set. */
  isSetOn(step: string): boolean;
}

/** A step on a way, and how it is left. */
export interface Stop {
  readonly step: string;
  readonly way?: string;
}

interface Spot {
  readonly step: string;
  readonly isSet: boolean;
  readonly from?: Spot;
  readonly way?: string;
}

/**
 * Follows a name through a flow, breadth first, so that the first way found is the shortest.
 *
 * @param starts where the ways begin, with nothing set
 * @param follows the ways to be taken
 */
export function traceName(
  flow: Flow,
  name: string,
  starts: readonly string[],
  follows: (way: FlowWay) => boolean,
): Trace {
  const found = { empty: new Map<string, Spot>(), set: new Map<string, Spot>() };
  const spots: Spot[] = starts.map((step) => ({ step, isSet: false }));
  for (const spot of spots) {
    const known = spot.isSet ? found.set : found.empty;
    if (known.has(spot.step)) continue;
    known.set(spot.step, spot);
    for (const way of flow.waysFrom(spot.step).filter(follows)) {
      const isSet = way.sets.has(name) || (spot.isSet && !way.clears(name));
      const may = way.unsettles?.(name) === true ? [false, true] : [isSet];
      spots.push(...may.map((held) => ({ step: way.to, isSet: held, from: spot, way: way.way })));
    }
  }
  return {
    emptyWayTo: (step) => {
      const spot = found.empty.get(step);
      return spot === undefined ? undefined : stopsTo(spot);
    },
    isSetOn: (step) => found.set.has(step),
  };
}

/** A way in words: `limit → look (outcome:error) → say`, with the dialog before a step of another one. */
export function describeWay(stops: readonly Stop[], dialog: string): string {
  return stops
    .map(({ step, way }) => {
      const name = step.startsWith(`${dialog}#`) ? step.slice(dialog.length + 1) : step;
      return way === undefined || way === "next" ? name : `${name} (${way})`;
    })
    .join(" → ");
}

function stopsTo(last: Spot): readonly Stop[] {
  const stops: Stop[] = [{ step: last.step }];
  for (let { from, way } = last; from !== undefined; { from, way } = from) {
    stops.unshift({ step: from.step, ...(way === undefined ? {} : { way }) });
  }
  return stops;
}
