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
import { conversationOf } from "./log-reads.ts";
import { decodeConversation, decodeEvent, encodeEvent, recordOf } from "./rows.ts";
import { isFree, type Seat } from "./seat.ts";
import { type Connection, type Place, Statement } from "./statement.ts";
import type { EventTable, Tables } from "./tables.ts";

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
    createdAt: fresh.createdAt,
    state: JSON.stringify(fresh.state),
    content: fresh.content ?? null,
  });
  const [stored] = await connection.run(conversationOf, { customer });
  if (stored === undefined)
    throw new Error("A conversation just made is not there: this is a bug in the store.");
  return decodeConversation(stored);
}

interface Fresh {
  readonly id: string;
  readonly customer: string;
  readonly identified: number;
  readonly createdAt: Timestamp;
  readonly state: string;
  readonly content: string | null;
}

const insertConversation = new Statement((db, place: Place<Fresh>) =>
  db
    .insertInto("conversations")
    .values({
      id: place("id"),
      customer_id: place("customer"),
      identified: place("identified"),
      created_at: place("createdAt"),
      version: 0,
      last_seq: 0,
      read_seq: 0,
      paid_seq: 0,
      owed_seq: 0,
      state: place("state"),
      content: place("content"),
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
  if (event.cid !== undefined) {
    const [known] = await connection.run(eventOfCid, { id, cid: event.cid });
    if (known !== undefined) return { type: "duplicate", event: decodeEvent(known) };
  }
  const [counted] = await (owesTurn
    ? connection.run(countOwed, { id, node })
    : connection.run(countUnowed, { id }));
  if (counted === undefined) {
    throw new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
  }
  const { last_seq: seq, version, claimed_by: claimedBy } = counted;
  await connection.run(insertEvent, encodeEvent(id, seq, event));
  const claim = owesTurn && claimedBy !== null ? { claimedBy: nodeId(claimedBy) } : {};
  return { type: "stored", event: { ...event, conversationId: id, seq }, version, ...claim };
}

const eventOfCid = new Statement((db, place: Place<{ id: string; cid: string }>) =>
  db
    .selectFrom("events")
    .selectAll()
    .where("conversation_id", "=", place("id"))
    .where("cid", "=", place("cid")),
);

const countOwed = new Statement((db, place: Place<{ id: string; node: NodeId }>, isShared) =>
  db
    .updateTable("conversations")
    .set((column) => ({
      last_seq: column("last_seq", "+", 1),
      owed_seq: column("last_seq", "+", 1),
      claimed_by: sql`case when ${isFree(place("node"), isShared)} then ${place("node")} else claimed_by end`,
    }))
    .where("id", "=", place("id"))
    .returning(["last_seq", "version", "claimed_by"]),
);

/** What nobody answers is paid for from the start, unless an answer to something before it is still owed. */
const countUnowed = new Statement((db, place: Place<{ id: string }>) => {
  const next = (mark: "paid_seq" | "owed_seq") =>
    sql<number>`case when owed_seq > paid_seq then ${sql.ref(mark)} else last_seq + 1 end`;
  return db
    .updateTable("conversations")
    .set((column) => ({
      last_seq: column("last_seq", "+", 1),
      paid_seq: next("paid_seq"),
      owed_seq: next("owed_seq"),
    }))
    .where("id", "=", place("id"))
    .returning(["last_seq", "version", "claimed_by"]);
});

const insertEvent = new Statement((db, place: Place<Selectable<EventTable>>) =>
  db.insertInto("events").values({
    conversation_id: place("conversation_id"),
    seq: place("seq"),
    id: place("id"),
    at: place("at"),
    kind: place("kind"),
    speaker: place("speaker"),
    body: place("body"),
    cid: place("cid"),
    inside: place("inside"),
  }),
);

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
  const { state, events: says } = turn;
  const alarm = state.phase === "bot" ? state.alarm : undefined;
  const change = {
    id,
    node,
    version: turn.version,
    says: says.length,
    state: JSON.stringify(state),
    content: turn.content ?? null,
    due: alarm?.due ?? null,
    kind: alarm?.kind ?? null,
  };
  const [moved] = await ("pays" in turn
    ? connection.run(payTurn, { ...change, pays: turn.pays })
    : connection.run(ringAlarm, { ...change, rings: turn.rings, evenIfOwed: turn.evenIfOwed ? 1 : 0 }));
  if (moved === undefined) return { type: "moved" };

  const record = recordOf(id, moved, state);
  const first = record.last - says.length + 1;
  const events = says.map((event, index) => ({ ...event, conversationId: id, seq: first + index }));
  for (const event of events) await connection.run(insertEvent, encodeEvent(id, event.seq, event));
  return { type: "committed", events, record };
}

interface Change {
  readonly id: string;
  readonly node: NodeId;
  /** The version the turn was computed on. */
  readonly version: number;
  /** How many events it appends. */
  readonly says: number;
  readonly state: string;
  readonly content: string | null;
  readonly due: number | null;
  readonly kind: string | null;
}

function changed(db: Kysely<Tables>, place: Place<Change>) {
  return db
    .updateTable("conversations")
    .set({
      version: sql<number>`version + 1`,
      last_seq: sql<number>`last_seq + ${place("says")}`,
      state: place("state"),
      content: place("content"),
      alarm_due: place("due"),
      alarm_kind: place("kind"),
    })
    .where("id", "=", place("id"))
    .where("version", "=", place("version"))
    .where("claimed_by", "=", place("node"))
    .returning(["customer_id", "identified", "created_at", "version", "last_seq", "content"]);
}

const payTurn = new Statement((db, place: Place<Change & { readonly pays: Seq }>) =>
  changed(db, place)
    .set({
      paid_seq: place("pays"),
      claimed_by: sql<string | null>`case when owed_seq > ${place("pays")} then claimed_by end`,
    })
    .where("paid_seq", "<", place("pays"))
    .where("owed_seq", ">=", place("pays")),
);

const ringAlarm = new Statement(
  (db, place: Place<Change & { readonly rings: Timestamp; readonly evenIfOwed: number }>) =>
    changed(db, place)
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
