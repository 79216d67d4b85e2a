import type { DeskRow } from "../../../src/protocol/desk.ts";
import type { DeskSetup } from "../../../src/protocol/desk-http.ts";

/** How long a customer has waited, as a colour: `calm` is green, `soon` amber, `late` red. */
export type Pressure = "calm" | "soon" | "late";

/** How long the customers of each queue are to wait at most. */
export type Limits = readonly Pick<DeskSetup["queues"][number], "id" | "takeWithinMs" | "answerWithinMs">[];

/** What queues promise that say nothing else: two minutes nobody minds. */
const USUAL_MS = 2 * 60_000;

/** So much of the time is over when whoever is to come or to answer is warned; the server's alerts say the same. */
const SOON_SHARE = 0.75;

/** The queue of conversations that nobody has put into another. */
const USUAL_QUEUE = "default";

export interface Wait {
  /** `line`: for an agent to come; `answer`: for the agent who is there. */
  readonly for: "line" | "answer";
  /** Milliseconds. */
  readonly ms: number;
  readonly pressure: Pressure;
}

/** What the customer of a row waits for at this moment, if for anything. */
export function waitOf(row: DeskRow, now: number, limits: Limits): Wait | undefined {
  const { phase, queue, since, asksSince } = row;
  if (phase === "waiting" && since !== undefined) {
    const ms = passed(since, now);
    return { for: "line", ms, pressure: linePressure(ms, queue, limits) };
  }
  if (phase === "assigned" && asksSince !== undefined) {
    const ms = passed(asksSince, now);
    return { for: "answer", ms, pressure: pressureOf(ms, limitsOf(queue, limits)?.answerWithinMs) };
  }
  return undefined;
}

/** The colour of so many milliseconds in the line of a queue. */
export function linePressure(ms: number, queue: string | undefined, limits: Limits): Pressure {
  return pressureOf(ms, limitsOf(queue, limits)?.takeWithinMs);
}

function limitsOf(queue: string | undefined, limits: Limits): Limits[number] | undefined {
  return limits.find(({ id }) => id === (queue ?? USUAL_QUEUE));
}

function pressureOf(ms: number, withinMs = USUAL_MS): Pressure {
  if (ms < withinMs * SOON_SHARE) return "calm";
  return ms < withinMs ? "soon" : "late";
}

// The clock of the agent's computer may be behind the server's.
function passed(since: string, now: number): number {
  return Math.max(now - Date.parse(since), 0);
}
