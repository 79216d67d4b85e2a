import type { DeskRow } from "../../../src/protocol/desk.ts";

/** How a queue stands: who waits in it, and what was left there while nobody was in. */
export interface Standing {
  readonly queue: string;
  readonly waiting: number;
  readonly left: number;
  /** Since when the customer waits who came first; ISO 8601. */
  readonly longest?: string;
}

/** How every queue stands, in the order given; those that only the rows know come last. */
export function standingsOf(queues: readonly string[], rows: readonly DeskRow[]): readonly Standing[] {
  const found = new Map<string, Standing>(queues.map((queue) => [queue, empty(queue)]));
  for (const row of rows) {
    if (row.queue === undefined) continue;
    found.set(row.queue, withRow(found.get(row.queue) ?? empty(row.queue), row));
  }
  return [...found.values()];
}

function empty(queue: string): Standing {
  return { queue, waiting: 0, left: 0 };
}

function withRow(standing: Standing, { phase, since }: DeskRow): Standing {
  if (phase === "offline") return { ...standing, left: standing.left + 1 };
  if (phase !== "waiting") return standing;
  const { longest } = standing;
  const first = since !== undefined && (longest === undefined || Date.parse(since) < Date.parse(longest));
  return { ...standing, waiting: standing.waiting + 1, ...(first && { longest: since }) };
}
