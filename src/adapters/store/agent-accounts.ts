import type { Kysely } from "kysely";
import type { AgentId } from "../../kernel/ids.ts";
import type { Agent, AgentStore } from "../../runtime/desk-ports.ts";
import { decodeAgent } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Database = Kysely<Tables>;

/** See `AgentStore.add`. */
export async function addAgent(db: Database, agent: Agent, passwordHash: string): Promise<boolean> {
  const added = await db
    .insertInto("agents")
    .values({
      id: agent.id,
      login: agent.login,
      name: agent.name,
      password_hash: passwordHash,
      role: agent.role,
      queues: JSON.stringify(agent.queues),
      capacity: agent.capacity,
      availability: "away",
      lease_until: 0,
      created_at: agent.createdAt,
      disabled_at: agent.disabledAt ?? null,
    })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .returning("id")
    .execute();
  return added.length > 0;
}

export async function findAgent(db: Database, id: AgentId): Promise<Agent | undefined> {
  const row = await db.selectFrom("agents").selectAll().where("id", "=", id).executeTakeFirst();
  return row && decodeAgent(row);
}

/** See `AgentStore.credentials`. */
export async function findCredentials(db: Database, login: string): ReturnType<AgentStore["credentials"]> {
  const row = await db.selectFrom("agents").selectAll().where("login", "=", login).executeTakeFirst();
  return row && { agent: decodeAgent(row), passwordHash: row.password_hash };
}

/** In the order of their logins. */
export async function listAgents(db: Database): Promise<readonly Agent[]> {
  const rows = await db.selectFrom("agents").selectAll().orderBy("login").execute();
  return rows.map(decodeAgent);
}

/** See `AgentStore.change`. */
export async function changeAgent(
  db: Database,
  id: AgentId,
  { name, role, queues, capacity, passwordHash, disabledAt }: Parameters<AgentStore["change"]>[1],
): Promise<boolean> {
  const changed = await db
    .updateTable("agents")
    .set({
      // Something to set, however little is to be changed.
      id,
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(queues !== undefined && { queues: JSON.stringify(queues) }),
      ...(capacity !== undefined && { capacity }),
      ...(passwordHash !== undefined && { password_hash: passwordHash }),
      ...(disabledAt !== undefined && { disabled_at: disabledAt }),
    })
    .where("id", "=", id)
    .returning("id")
    .execute();
  return changed.length > 0;
}

export async function findPreferences(db: Database, id: AgentId): Promise<string | undefined> {
  const row = await db.selectFrom("agents").select("preferences").where("id", "=", id).executeTakeFirst();
  return row?.preferences ?? undefined;
}

export async function savePreferences(db: Database, id: AgentId, preferences: string): Promise<void> {
  await db.updateTable("agents").set({ preferences }).where("id", "=", id).execute();
}
