import type { AgentId, ConversationId } from "../kernel/ids.ts";
import type { AgentRef, Owned, Ticket } from "./ownership.ts";

/** A conversation in line. */
export interface InLine extends Pick<Owned<"waiting">, "ticket" | "keptFor" | "offer" | "passedBy"> {
  readonly id: ConversationId;
}

/** An agent who works at this moment. */
export interface Present {
  readonly id: AgentId;
  readonly name: string;
  /** The queues they answer; of all, when empty. */
  readonly queues: readonly string[];
  /** Whether they want new conversations. */
  readonly isOnline: boolean;
  readonly capacity: number;
  /** How many conversations they have. */
  readonly load: number;
}

export interface Pairing {
  readonly id: ConversationId;
  readonly agent: AgentRef;
}

/** Who comes first: the more urgent, then who has waited longer. */
export function byPlace(
  a: { readonly id: string; readonly ticket: Ticket },
  b: { readonly id: string; readonly ticket: Ticket },
): number {
  return (
    b.ticket.urgency - a.ticket.urgency ||
    a.ticket.since - b.ticket.since ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** Whether an agent answers a queue. */
export function answers({ queues }: Pick<Present, "queues">, queue: string): boolean {
  return queues.length === 0 || queues.includes(queue);
}

/**
 * Who gets what: first come, first served, each by the agent of its queue who has the least to do, as long as there is room.
 * One that is kept for an agent waits for that agent while they are online; one that an agent has let pass goes to them
 * only when nobody else of the queue is online.
 */
export function assign(line: readonly InLine[], agents: readonly Present[]): readonly Pairing[] {
  const online = agents.filter(({ isOnline }) => isOnline);
  const loads = new Map(online.map(({ id, load }) => [id, load]));
  let room = online.reduce((sum, { capacity, load }) => sum + Math.max(capacity - load, 0), 0);
  if (room === 0) return [];
  const pairings: Pairing[] = [];
  for (const conversation of [...line].sort(byPlace)) {
    if (room === 0) break;
    if (conversation.offer !== undefined) continue;
    const agent = leastBusy(candidates(conversation, online), loads);
    if (agent === undefined) continue;
    loads.set(agent.id, (loads.get(agent.id) ?? 0) + 1);
    room -= 1;
    pairings.push({ id: conversation.id, agent: { id: agent.id, name: agent.name } });
  }
  return pairings;
}

function candidates({ ticket, keptFor, passedBy }: InLine, online: readonly Present[]): readonly Present[] {
  const own = online.filter(({ id }) => id === keptFor?.id);
  if (own.length > 0) return own;
  const skilled = online.filter((agent) => answers(agent, ticket.queue));
  const willing = skilled.filter(({ id }) => !passedBy.includes(id));
  return willing.length > 0 ? willing : skilled;
}

function leastBusy(agents: readonly Present[], loads: ReadonlyMap<AgentId, number>): Present | undefined {
  const loadOf = ({ id, load }: Present) => loads.get(id) ?? load;
  return agents
    .filter((agent) => loadOf(agent) < agent.capacity)
    .reduce<Present | undefined>(
      (least, agent) => (least === undefined || loadOf(agent) < loadOf(least) ? agent : least),
      undefined,
    );
}
