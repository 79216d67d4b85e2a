import type { Kysely } from "kysely";
import type { AgentId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { AgentSession, AgentStore } from "../../runtime/desk-ports.ts";
import { findAgent } from "./agent-accounts.ts";
import { decodeSession } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Database = Kysely<Tables>;

/** Stores a session, and forgets those of the agent that are over. */
export async function openSession(db: Database, session: AgentSession): Promise<void> {
  await db
    .deleteFrom("agent_sessions")
    .where("agent_id", "=", session.agentId)
    .where("expires_at", "<=", session.createdAt)
    .execute();
  await db
    .insertInto("agent_sessions")
    .values({
      id: session.id,
      agent_id: session.agentId,
      created_at: session.createdAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
      address: session.address,
      browser: session.browser,
    })
    .execute();
}

/** See `AgentStore.session`. */
export async function findSession(
  db: Database,
  id: string,
  now: Timestamp,
): ReturnType<AgentStore["session"]> {
  const row = await db
    .selectFrom("agent_sessions")
    .selectAll()
    .where("id", "=", id)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const session = decodeSession(row);
  const agent = await findAgent(db, session.agentId);
  return agent === undefined || agent.disabledAt !== undefined ? undefined : { session, agent };
}

/** See `AgentStore.renewSession`. */
export async function renewSession(
  db: Database,
  id: string,
  seenAt: Timestamp,
  expiresAt: Timestamp,
): Promise<void> {
  await db
    .updateTable("agent_sessions")
    .set({ seen_at: seenAt, expires_at: expiresAt })
    .where("id", "=", id)
    .execute();
}

/** Newest first. */
export async function findSessionsOf(db: Database, agent: AgentId): Promise<readonly AgentSession[]> {
  const rows = await db
    .selectFrom("agent_sessions")
    .selectAll()
    .where("agent_id", "=", agent)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(decodeSession);
}

export async function closeSession(db: Database, id: string): Promise<void> {
  await db.deleteFrom("agent_sessions").where("id", "=", id).execute();
}

export async function closeSessionsOf(db: Database, agent: AgentId): Promise<void> {
  await db.deleteFrom("agent_sessions").where("agent_id", "=", agent).execute();
}
