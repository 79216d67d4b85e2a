import type { DeskRow } from "../../../src/protocol/desk.ts";

/** How long a customer has waited, as a colour: `calm` is green, `soon` amber, `late` red. */
export type Pressure = "calm" | "soon" | "late";

/** Nobody minds two minutes; from five on a customer gives up. */
const SOON_MS = 2 * 60_000;
const LATE_MS = 5 * 60_000;

export interface Wait {
  /** `line`: for an agent to come; `answer`: for the agent who is there. */
  readonly for: "line" | "answer";
  /** Milliseconds. */
  readonly ms: number;
  readonly pressure: Pressure;
}

/** What the customer of a row waits for at this moment, if for anything. */
export function waitOf(row: DeskRow, now: number): Wait | undefined {
  if (row.phase === "waiting" && row.since !== undefined) return wait("line", row.since, now);
  if (row.phase === "assigned" && row.asksSince !== undefined) return wait("answer", row.asksSince, now);
  return undefined;
}

function wait(kind: Wait["for"], since: string, now: number): Wait {
  // The clock of the agent's computer may be behind the server's.
  const ms = Math.max(now - Date.parse(since), 0);
  return { for: kind, ms, pressure: pressureOf(ms) };
}

/** The colour of a wait of so many milliseconds. */
export function pressureOf(ms: number): Pressure {
  if (ms < SOON_MS) return "calm";
  return ms < LATE_MS ? "soon" : "late";
}
