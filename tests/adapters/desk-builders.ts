import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { ownedBy } from "../../src/conversation/state.ts";
import type { AgentRef, Ownership, Ticket } from "../../src/desk/ownership.ts";
import { type AgentId, agentId, eventId } from "../../src/kernel/ids.ts";
import type { Agent, DeskRow, DeskStore } from "../../src/runtime/desk-ports.ts";
import type { ConversationRecord, NewEvent, Store, TurnOutcome } from "../../src/runtime/ports.ts";
import type { Database, Process, WholeStore } from "../support/databases.ts";
import { openProcess } from "../support/databases.ts";
import { customerSays, newCid, openNew } from "../support/log-events.ts";

/** A database, and whoever works on it: several processes where there may be several. */
export interface Desks {
  readonly database: Database;
  readonly first: Process;
  /** Another process, or the same where a database has only one. */
  readonly second: Process;
}

export async function openDesks(makeDatabase: () => Promise<Database>): Promise<Desks> {
  const database = await makeDatabase();
  const first = await openProcess(database);
  return { database, first, second: first.isShared ? await openProcess(database) : first };
}

/** An account that is in no database yet. */
export function newAgent(given: Partial<Agent> = {}): Agent {
  const id = agentId(randomUUID());
  return { id, name: "小安", login: id, role: "agent", queues: [], capacity: 5, createdAt: 100, ...given };
}

/** An account that is in the database. */
export async function addAgent({ agents }: DeskStore, given: Partial<Agent> = {}): Promise<Agent> {
  const agent = newAgent(given);
  await agents.add(agent, "hash");
  return agent;
}

export const refOf = ({ id, name }: AgentRef): AgentRef => ({ id, name });

export const ticketOf = (given: Partial<Ticket> = {}): Ticket => ({
  queue: "default",
  since: 1500,
  urgency: 0,
  ...given,
});

export const assignedTo = (agent: AgentRef, ticket = ticketOf()): Ownership => ({
  phase: "assigned",
  ticket,
  agent: refOf(agent),
  at: 3000,
});

export const waiting = (given: Partial<Extract<Ownership, { phase: "waiting" }>> = {}): Ownership => ({
  phase: "waiting",
  ticket: ticketOf(),
  passedBy: [],
  ...given,
});

/** What the log tells of a change of owner. */
export function handoff(
  status: "requested" | "assigned" | "queued" | "closed",
  given: Partial<NewEvent> = {},
): NewEvent {
  return {
    id: eventId(randomUUID()),
    at: 3000,
    kind: "handoff",
    from: "system",
    body: { type: "handoff", status },
    ...given,
  };
}

export function agentSays(text: string, by: AgentRef, given: Partial<NewEvent> = {}): NewEvent {
  return {
    id: eventId(randomUUID()),
    at: 4000,
    kind: "message",
    from: "agent",
    body: { type: "text", text },
    cid: newCid(),
    inside: { by: refOf(by) },
    ...given,
  };
}

export const noteOf = (text: string, by: AgentRef): NewEvent =>
  agentSays(text, by, { kind: "note", body: { type: "note", text } });

/** The change to another owner, computed on the conversation as it is stored. */
export function changeTo(
  { version, state }: ConversationRecord,
  ownership: Ownership,
  events: readonly NewEvent[] = [handoff("assigned")],
): TurnOutcome {
  return { version, state: ownedBy(state, ownership), events };
}

/** The conversation, which has another owner by then. */
export async function moveTo(
  { desk }: Pick<WholeStore, "desk">,
  record: ConversationRecord,
  ownership: Ownership,
  events?: readonly NewEvent[],
): Promise<ConversationRecord> {
  const moved = await desk.move(record.id, changeTo(record, ownership, events));
  return moved.type === "committed" ? moved.record : expect.unreachable(`the move came to ${moved.type}`);
}

/** A conversation in which the customer has said something and the bot owes no answer. */
export async function openSaid(store: Store, ...said: readonly NewEvent[]): Promise<ConversationRecord> {
  const { id } = await openNew(store);
  for (const event of said.length > 0 ? said : [customerSays("在吗")]) await store.receive(id, event, false);
  return (await store.find(id)) ?? expect.unreachable("no conversation");
}

/** A conversation that is in line. */
export async function openWaiting(
  store: WholeStore,
  given: Parameters<typeof waiting>[0] = {},
): Promise<ConversationRecord> {
  return moveTo(store, await openSaid(store), waiting(given), [handoff("requested", { at: 1500 })]);
}

/** A conversation that an agent has. */
export async function openAssigned(store: WholeStore, agent: AgentRef): Promise<ConversationRecord> {
  return moveTo(store, await openWaiting(store), assignedTo(agent));
}

/** How many conversations are assigned to each agent, as the rows tell. */
export async function loadsOf(desk: DeskStore): Promise<ReadonlyMap<AgentId, number>> {
  const loads = new Map<AgentId, number>();
  for (const { ownership } of await openRows(desk)) {
    if (ownership.phase !== "assigned") continue;
    loads.set(ownership.agent.id, (loads.get(ownership.agent.id) ?? 0) + 1);
  }
  return loads;
}

/** The rows of all conversations that people have, or are to have. */
export async function openRows(desk: DeskStore): Promise<readonly DeskRow[]> {
  return desk.rows((await desk.stamps()).map(({ id }) => id));
}
