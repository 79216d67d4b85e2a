import type { ConversationId } from "../kernel/ids.ts";
import type { Milliseconds } from "../kernel/time.ts";
import { answers, byPlace, type InLine, type Present } from "./assignment.ts";

/** Where a customer stands in line. */
export interface Place {
  /** Counted from 1, among those of the same queue. */
  readonly place: number;
  /** How long it is likely to take; absent while there is nothing to tell it by. */
  readonly waitMs?: Milliseconds;
}

/**
 * Where everybody stands.
 *
 * @param handlingMs how long an agent is usually with a customer, when that is known: with as many agents, the line moves
 *   on one place in that time divided by how many conversations they can have at once
 */
export function places(
  line: readonly InLine[],
  agents: readonly Present[],
  handlingMs: Milliseconds | undefined,
): ReadonlyMap<ConversationId, Place> {
  const seats = new Map<string, number>();
  const taken = new Map<string, number>();
  const found = new Map<ConversationId, Place>();
  for (const { id, ticket } of [...line].sort(byPlace)) {
    const { queue } = ticket;
    const place = (taken.get(queue) ?? 0) + 1;
    taken.set(queue, place);
    if (!seats.has(queue)) seats.set(queue, seatsOf(queue, agents));
    const many = seats.get(queue) ?? 0;
    const isKnown = handlingMs !== undefined && many > 0;
    found.set(id, isKnown ? { place, waitMs: Math.ceil((place * handlingMs) / many) } : { place });
  }
  return found;
}

function seatsOf(queue: string, agents: readonly Present[]): number {
  return agents
    .filter((agent) => agent.isOnline && answers(agent, queue))
    .reduce((sum, { capacity }) => sum + capacity, 0);
}
