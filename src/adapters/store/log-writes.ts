import { type Kysely, type Selectable, sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import { type ConversationId, type CustomerId, type NodeId, nodeId, type Seq } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type {
  Committed,
  ConversationRecord,
  FinishedTurn,
  NewEvent,
  Received,
  SetAlarm,
  Store,
} from "../../runtime/ports.ts";
import { type Change, changed, changeOf, insertEvent, storeEvents } from "./changes.ts";
import { conversationOf } from "./log-reads.ts";
import { decodeConversation, decodeEvent, encodeContext, encodeEvent } from "./rows.ts";
import { isFree, type Seat } from "./seat.ts";
import { firstState, type StateColumns, saidAt, stateColumns } from "./state-columns.ts";
import { type Connection, type Place, Statement } from "./statement.ts";
import type { ConversationTable, Tables } from "./tables.ts";

// Every function here runs inside a transaction that others may share, so it decides before it writes: one that
// finds it has nothing to do must have changed nothing.

/** Finds the customer's conversation or makes it from `fresh`. */
export async function openConversation(
  connection: Connection,
  customer: CustomerId,
  fresh: Parameters<Store["open"]>[1],
): Promise<ConversationRecord> {
  await connection.run(insertConversation, {
    id: fresh.id,
    customer,
    identified: fresh.identified ? 1 : 0,
    provenAt: fresh.provenAt ?? null,
    vip: fresh.vip ? 1 : 0,
    blockedUntil: fresh.blockedUntil ?? null,
    context: encodeContext(fresh.context ?? {}),
    createdAt: fresh.createdAt,
    content: fresh.content ?? null,
    ...stateColumns(fresh.state),
  });
  const [stored] = await connection.run(conversationOf, { customer });
  if (stored === undefined)
    throw new Error("A conversation just made is not there: this is a bug in the store.");
  return decodeConversation(stored);
}

interface Fresh extends StateColumns {
  readonly id: string;
  readonly customer: string;
  readonly identified: number;
  readonly provenAt: Timestamp | null;
  readonly vip: number;
  readonly blockedUntil: Timestamp | null;
  readonly context: string | null;
  readonly createdAt: Timestamp;
  readonly content: string | null;
}

const insertConversation = new Statement((db, place: Place<Fresh>) =>
  db
    .insertInto("conversations")
    .values({
      id: place("id"),
      customer_id: place("customer"),
      identified: place("identified"),
      proven_at: place("provenAt"),
      vip: place("vip"),
      blocked_until: place("blockedUntil"),
      context: place("context"),
      created_at: place("createdAt"),
      version: 0,
      last_seq: 0,
      read_seq: 0,
      paid_seq: 0,
      owed_seq: 0,
      seen_seq: 0,
      content: place("content"),
      ...firstState(place),
    })
    .onConflict((conflict) => conflict.column("customer_id").doNothing()),
);

/**
 * Appends a customer's event, unless its cid is in the log already.
 *
 * Two processes that store the same cid at once both find it missing; the index refuses the second, which is then written
 * again by itself and finds it.
 */
export async function receiveEvent(
  connection: Connection,
  { node }: Seat,
  id: ConversationId,
  event: NewEvent,
  owesTurn: boolean,
): Promise<Received> {
  const received = await appendEvent(connection, id, event, (at) =>
    owesTurn ? connection.run(countOwed, { id, at, node }) : connection.run(countUnowed, { id, at }),
  );
  if (received !== undefined) return received;
  throw new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
}

/**
 * Appends an event, unless its cid is in the log already.
 *
 * @param count gives it the next seq of the conversation; it is undefined, and nothing stored, when that finds no row
 */
export async function appendEvent(
  connection: Connection,
  id: ConversationId,
  event: NewEvent,
  count: (at: Timestamp | null) => Counted[] | Promise<Counted[]>,
): Promise<Received | undefined> {
  if (event.cid !== undefined) {
    const [known] = await connection.run(eventOfCid, { id, cid: event.cid });
    if (known !== undefined) return { type: "duplicate", event: decodeEvent(known) };
  }
  const [row] = await count(saidAt([event]));
  if (row === undefined) return undefined;
  const { last_seq: seq, version, claimed_by: claimedBy } = row;
  await connection.run(insertEvent, encodeEvent(id, seq, event));
  const claim = claimedBy === null ? {} : { claimedBy: nodeId(claimedBy) };
  return { type: "stored", event: { ...event, conversationId: id, seq }, version, ...claim };
}

type Counted = Pick<Selectable<ConversationTable>, "last_seq" | "version" | "claimed_by">;

const eventOfCid = new Statement((db, place: Place<{ id: string; cid: string }>) =>
  db
    .selectFrom("events")
    .selectAll()
    .where("conversation_id", "=", place("id"))
    .where("cid", "=", place("cid")),
);

/** The conversation that something is said in, and when. */
interface Saying {
  readonly id: string;
  readonly at: Timestamp | null;
}

const countOwed = new Statement((db, place: Place<Saying & { readonly node: NodeId }>, isShared) =>
  db
    .updateTable("conversations")
    .set((column) => ({
      last_seq: column("last_seq", "+", 1),
      owed_seq: column("last_seq", "+", 1),
      said_at: sql<number | null>`coalesce(${place("at")}, said_at)`,
      claimed_by: sql`case when ${isFree(place("node"), isShared)} then ${place("node")} else claimed_by end`,
    }))
    .where("id", "=", place("id"))
    .returning(["last_seq", "version", "claimed_by"]),
);

export const countUnowed = new Statement(counted);

/** What nobody answers is paid for from the start, unless an answer to something before it is still owed. */
export function counted(db: Kysely<Tables>, place: Place<Saying>) {
  const next = (mark: "paid_seq" | "owed_seq") =>
    sql<number>`case when owed_seq > paid_seq then ${sql.ref(mark)} else last_seq + 1 end`;
  return db
    .updateTable("conversations")
    .set((column) => ({
      last_seq: column("last_seq", "+", 1),
      said_at: sql<number | null>`coalesce(${place("at")}, said_at)`,
      paid_seq: next("paid_seq"),
      owed_seq: next("owed_seq"),
    }))
    .where("id", "=", place("id"))
    .returning(["last_seq", "version", sql<string | null>`null`.as("claimed_by")]);
}

/**
 * Stores a turn if it is still wanted, the state it was computed on is still the stored one, and this process has claimed
 * the conversation. One update of one row decides it all, on its newest version, whoever else is writing.
 */
export async function commitTurn(
  connection: Connection,
  { node }: Seat,
  id: ConversationId,
  turn: FinishedTurn,
): Promise<Committed> {
  const change = { ...changeOf(id, turn), node };
  const [row] = await ("pays" in turn
    ? connection.run(payTurn, { ...change, pays: turn.pays })
    : connection.run(ringAlarm, { ...change, rings: turn.rings, evenIfOwed: turn.evenIfOwed ? 1 : 0 }));
  return row === undefined ? { type: "moved" } : storeEvents(connection, id, turn, row);
}

type ByNode = Change & { readonly node: NodeId };

const payTurn = new Statement((db, place: Place<ByNode & { readonly pays: Seq }>) =>
  changed(db, place)
    .where("claimed_by", "=", place("node"))
    .set({
      paid_seq: place("pays"),
      claimed_by: sql<string | null>`case when owed_seq > ${place("pays")} then claimed_by end`,
    })
    .where("paid_seq", "<", place("pays"))
    .where("owed_seq", ">=", place("pays")),
);

const ringAlarm = new Statement(
  (db, place: Place<ByNode & { readonly rings: Timestamp; readonly evenIfOwed: number }>) =>
    changed(db, place)
      .where("claimed_by", "=", place("node"))
      .set({ claimed_by: sql<string | null>`case when owed_seq > paid_seq then claimed_by end` })
      .where("alarm_due", "=", place("rings"))
      .where(sql<boolean>`(owed_seq <= paid_seq or ${place("evenIfOwed")} = 1)`),
);

/** Forgets an alarm, unless the conversation has another one by now. */
export async function dropAlarm(connection: Connection, { conversationId, due }: SetAlarm): Promise<void> {
  await connection.run(deleteAlarm, { id: conversationId, due });
}

const deleteAlarm = new Statement((db, place: Place<{ id: string; due: Timestamp }>) =>
  db
    .updateTable("conversations")
    .set({ alarm_due: null, alarm_kind: null })
    .where("id", "=", place("id"))
    .where("alarm_due", "=", place("due")),
);

/** Raises the mark of what the customer has seen; beyond the end of the log there is nothing to see. */
export async function markRead(connection: Connection, id: ConversationId, seq: Seq): Promise<void> {
  await connection.run(raiseRead, { id, seq });
}

const raiseRead = new Statement((db, place: Place<{ id: string; seq: Seq }>) =>
  db
    .updateTable("conversations")
    .set({ read_seq: place("seq") })
    .where("id", "=", place("id"))
    .where("read_seq", "<", place("seq"))
    .where("last_seq", ">=", place("seq")),
);

/** See `Store.release`. */
export async function release(connection: Connection, { node }: Seat, id: ConversationId): Promise<void> {
  await connection.run(dropClaim, { id, node });
}

const dropClaim = new Statement((db, place: Place<{ id: string; node: NodeId }>) =>
  db
    .updateTable("conversations")
    .set({ claimed_by: null })
    .where("id", "=", place("id"))
    .where("claimed_by", "=", place("node"))
    .whereRef("owed_seq", "<=", "paid_seq"),
);
