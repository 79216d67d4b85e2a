import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { Board } from "./board.ts";
import type { Presence } from "./presence.ts";

/** How the desk stands at a moment. */
export interface DeskFigures {
  /** Conversations that people have or are to have, by owner. */
  readonly conversations: Readonly<Record<string, number>>;
  /** Agents who are there, by availability. */
  readonly agents: Readonly<Record<string, number>>;
  /** How long the customer in line has waited who has waited longest; 0 when nobody waits. */
  readonly longestWaitMs: Milliseconds;
}

const OWNERS = ["waiting", "assigned", "snoozed", "offline"] as const;
const AVAILABILITIES = ["online", "away"] as const;

export function deskFigures(board: Board, presence: Presence, now: Timestamp): DeskFigures {
  const rows = [...board.all()];
  const since = board.line().map(({ ticket }) => ticket.since);
  return {
    conversations: counted(
      OWNERS,
      (owner) => rows.filter(({ ownership }) => ownership.phase === owner).length,
    ),
    agents: counted(
      AVAILABILITIES,
      (wanted) => presence.all.filter(({ availability }) => availability === wanted).length,
    ),
    longestWaitMs: since.length === 0 ? 0 : Math.max(now - Math.min(...since), 0),
  };
}

function counted(
  names: readonly string[],
  count: (name: string) => number,
): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name) => [name, count(name)]));
}
