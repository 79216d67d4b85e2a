import { setImmediate } from "node:timers/promises";
import type { Kysely } from "kysely";
import {
  type ConversationId,
  type CustomerId,
  conversationId,
  type NodeId,
  type Seq,
} from "../../kernel/ids.ts";
import {
  type ConversationRecord,
  type LastSeq,
  type LoggedEvent,
  MOST_OWED,
  type NextTurn,
  type ReadPositions,
  type Store,
  type StoredPosition,
} from "../../runtime/ports.ts";
import { decodeConversation, decodeEvent, decodeState } from "./rows.ts";
import type { Seat } from "./seat.ts";
import { type Connection, type Place, Statement } from "./statement.ts";
import type { Tables } from "./tables.ts";

type Read = Kysely<Tables>;

/** Databases bound how many parameters a query may have. */
const MOST_IDS = 1000;

export async function findConversation(
  connection: Connection,
  id: ConversationId,
): Promise<ConversationRecord | undefined> {
  const [row] = await connection.run(conversationById, { id });
  return row === undefined ? undefined : decodeConversation(row);
}

const conversationById = new Statement((db, place: Place<{ id: string }>) =>
  db.selectFrom("conversations").selectAll().where("id", "=", place("id")),
);

export async function findConversationOf(
  connection: Connection,
  customer: CustomerId,
): Promise<ConversationRecord | undefined> {
  const [row] = await connection.run(conversationOf, { customer });
  return row === undefined ? undefined : decodeConversation(row);
}

export const conversationOf = new Statement((db, place: Place<{ customer: string }>) =>
  db.selectFrom("conversations").selectAll().where("customer_id", "=", place("customer")),
);

/** The record is read before the events: a commit in between makes it older, and its turn is then refused as moved. */
export async function findNextTurn(
  connection: Connection,
  { node }: Seat,
  id: ConversationId,
): Promise<NextTurn | undefined> {
  const [row] = await connection.run(owedConversation, { id, node });
  if (row === undefined) return undefined;
  const rows = await connection.run(owedEvents, { id, after: row.paid_seq, to: row.owed_seq });
  const [first, ...more] = rows.map(decodeEvent);
  return first === undefined ? undefined : { record: decodeConversation(row), events: [first, ...more] };
}

const owedConversation = new Statement((db, place: Place<{ id: string; node: NodeId }>) =>
  db
    .selectFrom("conversations")
    .selectAll()
    .where("id", "=", place("id"))
    .where("claimed_by", "=", place("node"))
    .whereRef("owed_seq", ">", "paid_seq"),
);

const owedEvents = new Statement((db, place: Place<{ id: string; after: Seq; to: Seq }>) =>
  db
    .selectFrom("events")
    .selectAll()
    .where("conversation_id", "=", place("id"))
    .where("seq", ">", place("after"))
    .where("seq", "<=", place("to"))
    .where("speaker", "=", "customer")
    .where("kind", "<>", "rating")
    .orderBy("seq")
    .limit(MOST_OWED),
);

/** A page of the conversations inside a dialog; see `ReadPositions`. */
export async function findPositions(
  db: Read,
  { after, limit }: Parameters<ReadPositions>[0],
): Promise<readonly StoredPosition[]> {
  // SQLite answers at once: without a pause all the pages would be one tick, in which nobody else is answered.
  await setImmediate();
  let query = db.selectFrom("conversations").select(["id", "content", "state"]);
  if (after !== undefined) query = query.where("id", ">", after);
  const rows = await query
    .where("content", "is not", null)
    .$narrowType<{ content: string }>()
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id, content, state }) => ({
    conversationId: conversationId(id),
    content,
    state: decodeState(state),
  }));
}

/** The hashes of all content that a conversation stands in. */
export async function findContentInUse(db: Read): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("conversations")
    .select("content")
    .distinct()
    .where("content", "is not", null)
    .execute();
  return new Set(rows.flatMap(({ content }) => content ?? []));
}

/** A page of the log; see `Store.events` for the range. */
export async function findEvents(
  connection: Connection,
  id: ConversationId,
  { after, before, limit }: Parameters<Store["events"]>[1],
): Promise<readonly LoggedEvent[]> {
  if (before === undefined) {
    const rows = await connection.run(eventsAfter, { id, after: after ?? 0, limit });
    return rows.map(decodeEvent);
  }
  const range = { id, after: after ?? 0, before, limit };
  if (after !== undefined) return (await connection.run(eventsBetween, range)).map(decodeEvent);
  const newestFirst = await connection.run(eventsBefore, range);
  return newestFirst.map(decodeEvent).reverse();
}

interface Range {
  readonly id: string;
  readonly after: Seq;
  readonly limit: number;
}

const eventsAfter = new Statement((db, place: Place<Range>) =>
  db
    .selectFrom("events")
    .selectAll()
    .where("conversation_id", "=", place("id"))
    .where("seq", ">", place("after"))
    .orderBy("seq")
    .limit(place("limit")),
);

const eventsBetween = eventsWithin("asc");
const eventsBefore = eventsWithin("desc");

function eventsWithin(order: "asc" | "desc") {
  return new Statement((db, place: Place<Range & { readonly before: Seq }>) =>
    db
      .selectFrom("events")
      .selectAll()
      .where("conversation_id", "=", place("id"))
      .where("seq", ">", place("after"))
      .where("seq", "<", place("before"))
      .orderBy("seq", order)
      .limit(place("limit")),
  );
}

/** See `Store.lasts`. */
export async function findLasts(db: Read, ids: readonly ConversationId[]): Promise<readonly LastSeq[]> {
  const found: LastSeq[] = [];
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const rows = await db
      .selectFrom("conversations")
      .select(["id", "last_seq"])
      .where("id", "in", ids.slice(from, from + MOST_IDS))
      .execute();
    for (const row of rows) found.push({ conversationId: conversationId(row.id), last: row.last_seq });
  }
  return found;
}
