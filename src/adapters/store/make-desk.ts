import { type Kysely, PostgresAdapter, sql } from "kysely";
import * as z from "zod";

const PAGE = 500;

/** Makes room for agents, and shows in columns which conversation is whose. */
export async function makeDesk(db: Kysely<unknown>): Promise<void> {
  await addColumns(db);
  await giveTickets(db);
  await sql`
    update conversations set said_at = (select at from events
      where conversation_id = conversations.id and kind in ('message', 'choice') order by seq desc limit 1)`.execute(
    db,
  );
  await addIndexes(db);
  await createAgents(db);
  await createRecords(db);
}

async function addColumns(db: Kysely<unknown>): Promise<void> {
  const conversations = () => db.schema.alterTable("conversations");
  await conversations()
    .addColumn("owner", "text", (column) => column.notNull().defaultTo("bot"))
    .execute();
  for (const name of ["queue", "agent_id", "kept_for"])
    await conversations().addColumn(name, "text").execute();
  await conversations().addColumn("since", "bigint").execute();
  await conversations().addColumn("urgency", "integer").execute();
  await conversations()
    .addColumn("seen_seq", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await conversations().addColumn("said_at", "bigint").execute();
}

// Written out, as what a migration does must not change with the program.
const storedState = z.discriminatedUnion("phase", [
  z.looseObject({ phase: z.literal("bot") }),
  z.looseObject({ phase: z.literal("waiting"), since: z.number(), queue: z.string() }),
]);

/** Gives those who wait what is called a ticket by now. Before, there were no others whom the bot does not answer. */
async function giveTickets(db: Kysely<unknown>): Promise<void> {
  let after = "";
  for (;;) {
    // Few wait, and no others need to be read: within a text, a quotation mark is escaped and does not match.
    const { rows } = await sql<{ id: string; state: string }>`
      select id, state from conversations
      where id > ${after} and state like '%"phase":"waiting"%' order by id limit ${PAGE}`.execute(db);
    for (const { id, state } of rows) {
      const written = storedState.parse(JSON.parse(state));
      if (written.phase !== "waiting") continue;
      const { since, queue, phase, ...rest } = written;
      const now = { phase, ticket: { queue, since, urgency: 0 }, passedBy: [], ...rest };
      await sql`
        update conversations
        set state = ${JSON.stringify(now)}, owner = 'waiting', queue = ${queue}, since = ${since}, urgency = 0
        where id = ${id}`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Most conversations are the bot's or closed, and few events are handoffs: the indexes hold what is looked for alone. */
async function addIndexes(db: Kysely<unknown>): Promise<void> {
  await sql`create index conversations_with_people on conversations (id)
    where owner <> 'bot' and owner <> 'closed'`.execute(db);
  await sql`create index conversations_by_agent on conversations (agent_id) where agent_id is not null`.execute(
    db,
  );
  await sql`create index conversations_by_saying on conversations (said_at, id) where said_at is not null`.execute(
    db,
  );
  await sql`create index handoffs on events (conversation_id, seq) where kind = 'handoff'`.execute(db);
}

async function createAgents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("agents")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("login", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("queues", "text", (column) => column.notNull())
    .addColumn("capacity", "integer", (column) => column.notNull())
    .addColumn("availability", "text", (column) => column.notNull())
    .addColumn("lease_until", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("disabled_at", "bigint")
    .addColumn("preferences", "text")
    .execute();
  await db.schema
    .createTable("agent_sessions")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("agent_id", "text", (column) => column.notNull().references("agents.id"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("browser", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("agent_sessions_by_agent").on("agent_sessions").column("agent_id").execute();
}

async function createRecords(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("id", counting(db), (column) => column.primaryKey().notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("agent_id", "text")
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("conversation_id", "text")
    .addColumn("about", "text")
    .execute();
  await db.schema.createIndex("audit_by_time").on("audit").columns(["at", "id"]).execute();
  await db.schema
    .createTable("replies")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("shortcut", "text", (column) => column.notNull())
    .addColumn("zh", "text", (column) => column.notNull())
    .addColumn("en", "text", (column) => column.notNull())
    .addColumn("queue", "text")
    .execute();
  await db.schema
    .createTable("conversation_tags")
    .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
    .addColumn("tag", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("conversation_tags_by_id", ["conversation_id", "tag"])
    .execute();
  await db.schema.createIndex("conversation_tags_by_tag").on("conversation_tags").column("tag").execute();
}

/** The type of a primary key that the database counts up; SQLite does so with any that is an integer. */
export function counting(db: Kysely<unknown>): "bigserial" | "integer" {
  return db.getExecutor().adapter instanceof PostgresAdapter ? "bigserial" : "integer";
}
