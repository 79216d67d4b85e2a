import { type Kysely, PostgresAdapter, sql } from "kysely";

/** Shows of conversations whose they are and what they are about, and makes room for images. */
export async function markConversations(db: Kysely<unknown>): Promise<void> {
  const conversations = () => db.schema.alterTable("conversations");
  await conversations()
    .addColumn("vip", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await conversations().addColumn("blocked_until", "bigint").execute();
  // No state written so far tells what it is about: there is nothing to fill in.
  await conversations().addColumn("intent", "text").execute();
  // In the order of a search: by the intent alone, SQLite took 160 ms to sort the 100,000 conversations of a frequent one.
  await sql`create index conversations_by_intent on conversations (intent, said_at, id)
    where intent is not null`.execute(db);
  await createImages(db);
}

async function createImages(db: Kysely<unknown>): Promise<void> {
  const binary = db.getExecutor().adapter instanceof PostgresAdapter ? "bytea" : "blob";
  await db.schema
    .createTable("images")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("format", "text", (column) => column.notNull())
    .addColumn("width", "integer", (column) => column.notNull())
    .addColumn("height", "integer", (column) => column.notNull())
    .addColumn("bytes", binary, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("images_by_conversation")
    .on("images")
    .columns(["conversation_id", "at"])
    .execute();
}
