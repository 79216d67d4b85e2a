import { type Kysely, sql } from "kysely";
import { type AgentId, type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { Availability, PresentAgent } from "../../runtime/desk-ports.ts";
import { isWithPeople } from "./desk-reads.ts";
import { decodeAgent, decodeAvailability } from "./rows.ts";
import type { Now } from "./seat.ts";
import type { Tables } from "./tables.ts";

type Database = Kysely<Tables>;

/** Whether an agent is present: a condition on their row. */
const isPresent = (now: Now) => sql<boolean>`(lease_until > ${now()} and disabled_at is null)`;

/** See `AgentStore.keepPresent`. */
export async function keepPresent(
  db: Database,
  isShared: boolean,
  now: Now,
  ids: readonly AgentId[],
  leaseMs: Milliseconds,
): Promise<void> {
  if (ids.length === 0) return;
  // In one order, as another process may keep the same agents present, and nobody is to wait in a circle.
  const kept = db
    .selectFrom("agents")
    .select("id")
    .where("id", "in", ids)
    .orderBy("id")
    .$if(isShared, (query) => query.forUpdate());
  await db
    .updateTable("agents")
    .set({ lease_until: sql<number>`${now()} + cast(${leaseMs} as bigint)` })
    .where("id", "in", kept)
    .execute();
}

/** See `AgentStore.setAvailability`. */
export async function setAvailability(db: Database, id: AgentId, availability: Availability): Promise<void> {
  await db.updateTable("agents").set({ availability }).where("id", "=", id).execute();
}

/** See `AgentStore.leave`. */
export async function leave(db: Database, id: AgentId): Promise<void> {
  await db.updateTable("agents").set({ lease_until: 0 }).where("id", "=", id).execute();
}

/** See `AgentStore.present`. In the order of their ids. */
export async function findPresent(db: Database, now: Now): Promise<readonly PresentAgent[]> {
  const rows = await db
    .selectFrom("agents")
    .selectAll()
    .select(
      sql<number>`(select count(*) from conversations
        where conversations.owner = 'assigned' and conversations.agent_id = agents.id)`.as("load"),
    )
    .where(isPresent(now))
    .orderBy("id")
    .execute();
  return rows.map((row) => {
    const { id, name, queues, capacity, role } = decodeAgent(row);
    return {
      id,
      name,
      queues,
      capacity,
      role,
      availability: decodeAvailability(row.availability),
      load: row.load,
    };
  });
}

/** See `AgentStore.abandoned`. Who has waited longest comes first. */
export async function findAbandoned(
  db: Database,
  now: Now,
  limit: number,
): Promise<readonly ConversationId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations
    where ${isWithPeople}
      and (owner = 'assigned' or (owner = 'waiting' and kept_for is not null))
      and not exists (select 1 from agents
        where agents.id = coalesce(conversations.agent_id, conversations.kept_for) and ${isPresent(now)})
    order by since, id limit ${limit}`.execute(db);
  return rows.map(({ id }) => conversationId(id));
}
