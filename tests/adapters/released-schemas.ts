import { releasedConversations, type StoredConversation, stored } from "./released-conversations.ts";
import { releasedTables } from "./released-tables.ts";

// The rows as released versions left them, written out: what is tested with them is how today's program
// comes to terms with what stands in a database. Nothing here follows the program when it changes.

/** A database as a released version left it. */
export interface ReleasedSchema {
  /** The last migration it has had. */
  readonly name: string;
  /** Makes the tables and fills them. */
  readonly sql: (counting: Counting) => string;
  readonly conversations: readonly StoredConversation[];
}

/** The type of a column that counts up by itself: SQLite's, or PostgreSQL's. */
export type Counting = "integer" | "bigserial";

/** The type of bytes, on the database with that type of counting. */
const BYTES: Readonly<Record<Counting, string>> = { integer: "blob", bigserial: "bytea" };

const names = Object.keys(releasedTables);

export const releasedSchemas: readonly ReleasedSchema[] = releasedConversations.map(
  (conversations, index) => {
    const applied = names.slice(0, index + 1);
    return {
      name: applied.at(-1) ?? "",
      conversations,
      sql: (counting) =>
        [tablesOf(applied, counting), ...conversations.map((one) => rowsOf(one, applied))].join("\n"),
    };
  },
);

function tablesOf(applied: readonly string[], counting: Counting): string {
  return `
    create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
    create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
    insert into kysely_migration_lock values ('migration_lock', 0);
    ${applied.map((name) => `${releasedTables[name]?.replace("COUNTING", counting).replace("BYTES", BYTES[counting])} insert into kysely_migration values ('${name}', '2026-11-22T23:03:20.000Z');`).join("\n")}`;
}

function rowsOf(one: StoredConversation, applied: readonly string[]): string {
  // What is owed and the alarm stand in the conversation's own row.
  const areClaimed = applied.includes("0005-claims");
  const { id, state, content, events, owed = [], alarm } = one;
  const { customer, createdAt, at, version } = stored;
  const row = {
    id,
    customer_id: customer + id,
    identified: id === "waiting" ? 1 : 0,
    created_at: createdAt,
    version,
    last_seq: events.length,
    read_seq: 0,
    state,
    ...(content === undefined ? {} : { content }),
    ...(areClaimed && claimOf(one)),
    ...(applied.includes("0006-desk") && ownerOf(one)),
  };
  const rows = events.map(({ kind, speaker, body, cid, inside }, index) =>
    insert("events", [id, index + 1, `${id}-${index + 1}`, at, kind, speaker, body, cid, inside]),
  );
  const apart = [
    ...owed.map((seq) => insert("owed_turns", [id, seq])),
    ...(alarm === undefined ? [] : [insert("timers", [id, alarm.due, alarm.kind])]),
  ];
  const conversation = insert(`conversations (${Object.keys(row).join(", ")})`, Object.values(row));
  return [conversation, ...rows, ...(areClaimed ? [] : apart)].join("\n");
}

function claimOf({ events, owed, alarm }: StoredConversation) {
  const mark = { alarm_due: alarm?.due, alarm_kind: alarm?.kind };
  if (owed === undefined) return { ...mark, paid_seq: events.length, owed_seq: events.length };
  return { ...mark, paid_seq: Math.min(...owed) - 1, owed_seq: Math.max(...owed), claimed_by: "before" };
}

function ownerOf({ state, events }: StoredConversation) {
  const { phase, ticket, agent, keptFor } = JSON.parse(state);
  const isSaid = events.some(({ kind }) => kind === "message" || kind === "choice");
  return {
    owner: phase,
    queue: ticket?.queue,
    agent_id: agent?.id,
    kept_for: keptFor?.id,
    since: ticket?.since,
    urgency: ticket?.urgency,
    said_at: isSaid ? stored.at : undefined,
  };
}

function insert(into: string, values: readonly (string | number | undefined)[]): string {
  const written = values.map((value) => {
    if (value === undefined) return "null";
    return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
  });
  return `insert into ${into} values (${written.join(", ")});`;
}
