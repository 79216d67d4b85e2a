import { type Kysely, sql } from "kysely";
import type { AgentStore, Audited, AuditPage, Reply } from "../../runtime/desk-ports.ts";
import { decodeAudited, decodeReply } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Database = Kysely<Tables>;

export async function addAudited(db: Database, entry: Audited): Promise<void> {
  await db
    .insertInto("audit")
    .values({
      at: entry.at,
      agent_id: entry.agentId ?? null,
      action: entry.action,
      conversation_id: entry.conversationId ?? null,
      about: entry.about === undefined ? null : JSON.stringify(entry.about),
    })
    .execute();
}

/** Newest first; of one time, what was noted last. */
export async function findAuditTrail(
  db: Database,
  { before, limit }: AuditPage,
): ReturnType<AgentStore["auditTrail"]> {
  let query = db.selectFrom("audit").selectAll();
  if (before !== undefined) query = query.where(sql<boolean>`(at, id) < (${before.at}, ${before.id})`);
  const rows = await query.orderBy("at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(decodeAudited);
}

/** In the order of their shortcuts. */
export async function listReplies(db: Database): Promise<readonly Reply[]> {
  const rows = await db.selectFrom("replies").selectAll().orderBy("shortcut").orderBy("id").execute();
  return rows.map(decodeReply);
}

export async function saveReply(db: Database, { id, shortcut, text, queue }: Reply): Promise<void> {
  const columns = { shortcut, zh: text.zh, en: text.en, queue: queue ?? null };
  await db
    .insertInto("replies")
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
    .execute();
}

export async function removeReply(db: Database, id: string): Promise<void> {
  await db.deleteFrom("replies").where("id", "=", id).execute();
}
