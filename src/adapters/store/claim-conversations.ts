import { type Kysely, sql } from "kysely";

/**
 * Moves what is owed, and the alarms, from tables of their own into the rows of the conversations, so that one update of
 * one row decides everything about a turn; and makes room for several processes to share them.
 */
export async function claimConversations(db: Kysely<unknown>): Promise<void> {
  for (const name of ["paid_seq", "owed_seq"]) {
    await db.schema
      .alterTable("conversations")
      .addColumn(name, "integer", (column) => column.notNull().defaultTo(0))
      .execute();
  }
  await db.schema.alterTable("conversations").addColumn("claimed_by", "text").execute();
  await db.schema.alterTable("conversations").addColumn("alarm_due", "bigint").execute();
  await db.schema.alterTable("conversations").addColumn("alarm_kind", "text").execute();

  await sql`update conversations set paid_seq = last_seq, owed_seq = last_seq`.execute(db);
  await sql`
    update conversations set
      paid_seq = (select min(seq) - 1 from owed_turns where conversation_id = conversations.id),
      owed_seq = (select max(seq) from owed_turns where conversation_id = conversations.id)
    where id in (select conversation_id from owed_turns)`.execute(db);
  await sql`
    update conversations set
      alarm_due = (select due from timers where conversation_id = conversations.id),
      alarm_kind = (select kind from timers where conversation_id = conversations.id)
    where id in (select conversation_id from timers)`.execute(db);
  await db.schema.dropTable("owed_turns").execute();
  await db.schema.dropTable("timers").execute();

  // Few conversations are owed anything at a time, and not all wait for a time: the indexes hold those alone.
  await sql`create index conversations_owed on conversations (id) where owed_seq > paid_seq`.execute(db);
  await sql`create index conversations_by_alarm on conversations (alarm_due) where alarm_due is not null`.execute(
    db,
  );
  await db.schema
    .createTable("nodes")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("alive_until", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("content_versions")
    .addColumn("hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("files", "text", (column) => column.notNull())
    .addColumn("saved_at", "bigint", (column) => column.notNull())
    .execute();
}
