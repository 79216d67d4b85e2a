import type { DeskAlert, DeskRow } from "../../../src/protocol/desk.ts";

/** The conversations of this agent's in which the customer has written what the agent has not looked at. */
export type Unheard = ReadonlySet<string>;

/** What is unheard after an alert of the server. */
export function heardAlert(unheard: Unheard, { kind, id }: DeskAlert): Unheard {
  if (kind === "wrote") return unheard.has(id) ? unheard : new Set([...unheard, id]);
  return kind === "taken" ? withoutOne(unheard, id) : unheard;
}

/** What is unheard once a row says more: it has been read, or is no longer the agent's. */
export function unheardAfter(unheard: Unheard, row: DeskRow, me: string): Unheard {
  const isOver = row.unread === 0 || row.phase !== "assigned" || row.agent?.id !== me;
  return isOver ? withoutOne(unheard, row.id) : unheard;
}

/** What is unheard once all of the agent's conversations are known. */
export function unheardAmong(unheard: Unheard, mine: readonly string[]): Unheard {
  const left = [...unheard].filter((id) => mine.includes(id));
  return left.length === unheard.size ? unheard : new Set(left);
}

function withoutOne(unheard: Unheard, id: string): Unheard {
  return unheard.has(id) ? new Set([...unheard].filter((one) => one !== id)) : unheard;
}
