import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import { claimConversations } from "./claim-conversations.ts";
import { fillInPositions } from "./fill-in-positions.ts";
import { counting, makeDesk } from "./make-desk.ts";
import { markConversations } from "./mark-conversations.ts";
import type { Tables } from "./tables.ts";

/** Every change of the schema, in order; forward only. A released one is never edited. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-conversation-log": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("conversations")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("customer_id", "text", (column) => column.notNull().unique())
        .addColumn("identified", "integer", (column) => column.notNull())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("last_seq", "integer", (column) => column.notNull())
        .addColumn("read_seq", "integer", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("events")
        .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
        .addColumn("seq", "integer", (column) => column.notNull())
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("speaker", "text", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("cid", "text")
        .addColumn("inside", "text")
        .addPrimaryKeyConstraint("events_by_seq", ["conversation_id", "seq"])
        .execute();
      // Only what a sender named can be resent; the bot's own events stay out of the index.
      await db.schema
        .createIndex("events_by_cid")
        .unique()
        .on("events")
        .columns(["conversation_id", "cid"])
        .where("cid", "is not", null)
        .execute();
      await db.schema
        .createTable("owed_turns")
        .addColumn("conversation_id", "text", (column) => column.notNull().references("conversations.id"))
        .addColumn("seq", "integer", (column) => column.notNull())
        .addPrimaryKeyConstraint("owed_turns_by_seq", ["conversation_id", "seq"])
        .execute();
    },
  },
  "0002-alarms": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("timers")
        .addColumn("conversation_id", "text", (column) =>
          column.primaryKey().references("conversations.id").notNull(),
        )
        .addColumn("due", "bigint", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("timers_by_due").on("timers").column("due").execute();
    },
  },
  "0003-content-of-positions": {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("conversations").addColumn("content", "text").execute();
      // Most conversations are at rest; the few inside a dialog are looked for after every publication.
      await db.schema
        .createIndex("conversations_inside_dialogs")
        .on("conversations")
        .column("id")
        .where(sql.ref("content"), "is not", null)
        .execute();
    },
  },
  "0004-fuller-positions": { up: fillInPositions },
  "0005-claims": { up: claimConversations },
  "0006-desk": { up: makeDesk },
  "0007-marks-and-images": { up: markConversations },
  "0008-host-context": {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("conversations").addColumn("context", "text").execute();
    },
  },
  "0009-proofs-of-customers": {
    async up(db: Kysely<unknown>) {
      // When the customers of before were proven is not known: they are to be proven anew.
      await db.schema.alterTable("conversations").addColumn("proven_at", "bigint").execute();
    },
  },
  "0010-publications": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("publications")
        .addColumn("id", counting(db), (column) => column.primaryKey().notNull())
        .addColumn("content", "text")
        .addColumn("active_at", "bigint", (column) => column.notNull())
        .addColumn("note", "text", (column) => column.notNull())
        .execute();
    },
  },
};

/**
 * Brings the schema up to date.
 *
 * @throws STORE_TOO_NEW when the database knows migrations that this version does not
 */
export async function migrate(db: Kysely<Tables>, where: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const unknown = (await appliedMigrations(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new AppError(
      "STORE_TOO_NEW",
      `The database ${where} was written by a newer version of Fenqi (it has ${unknown.join(", ")}). ` +
        "Start the newer version, or use another database.",
      { where, unknown },
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function appliedMigrations(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
