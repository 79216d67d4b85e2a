import type { Kysely } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId, CustomerId, Seq } from "../../kernel/ids.ts";
import type {
  Committed,
  ConversationRecord,
  FinishedTurn,
  NewEvent,
  Received,
  SetAlarm,
  Store,
} from "../../runtime/ports.ts";
import { decodeConversation, decodeEvent, encodeEvent } from "./rows.ts";
import type { Tables } from "./tables.ts";

// Every function here runs inside a transaction that others may share, so it decides before it writes: one that
// finds it has nothing to do must have changed nothing.

type Write = Kysely<Tables>;

/** Finds the customer's conversation or makes it from `fresh`. */
export async function openConversation(
  db: Write,
  customer: CustomerId,
  fresh: Parameters<Store["open"]>[1],
): Promise<ConversationRecord> {
  const row = {
    id: fresh.id,
    customer_id: customer,
    identified: fresh.identified ? 1 : 0,
    created_at: fresh.createdAt,
    version: 0,
    last_seq: 0,
    read_seq: 0,
    state: JSON.stringify(fresh.state),
    content: fresh.content ?? null,
  };
  await db
    .insertInto("conversations")
    .values(row)
    .onConflict((conflict) => conflict.column("customer_id").doNothing())
    .execute();
  const stored = db.selectFrom("conversations").selectAll().where("customer_id", "=", customer);
  return decodeConversation(await stored.executeTakeFirstOrThrow());
}

/** Appends a customer's event, unless its cid is in the log already. */
export async function receiveEvent(
  db: Write,
  id: ConversationId,
  event: NewEvent,
  owesTurn: boolean,
): Promise<Received> {
  if (event.cid !== undefined) {
    const known = await db
      .selectFrom("events")
      .selectAll()
      .where("conversation_id", "=", id)
      .where("cid", "=", event.cid)
      .executeTakeFirst();
    if (known !== undefined) return { type: "duplicate", event: decodeEvent(known) };
  }
  const counted = await db
    .updateTable("conversations")
    .set((column) => ({ last_seq: column("last_seq", "+", 1) }))
    .where("id", "=", id)
    .returning("last_seq")
    .executeTakeFirst();
  if (counted === undefined) {
    throw new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
  }
  const seq = counted.last_seq;
  await db
    .insertInto("events")
    .values(encodeEvent(id, seq, event))
    .execute();
  if (owesTurn) await db.insertInto("owed_turns").values({ conversation_id: id, seq }).execute();
  return { type: "stored", event: { ...event, conversationId: id, seq } };
}

/** Stores a turn if it is still wanted and the state it was computed on is still the stored one. */
export async function commitTurn(db: Write, id: ConversationId, turn: FinishedTurn): Promise<Committed> {
  if (!(await isWanted(db, id, turn))) return { type: "moved" };
  const moved = await db
    .updateTable("conversations")
    .set((column) => ({
      version: turn.version + 1,
      last_seq: column("last_seq", "+", turn.events.length),
      state: JSON.stringify(turn.state),
      content: turn.content ?? null,
    }))
    .where("id", "=", id)
    .where("version", "=", turn.version)
    .returningAll()
    .executeTakeFirst();
  if (moved === undefined) return { type: "moved" };

  const record = decodeConversation(moved);
  const first = record.last - turn.events.length + 1;
  const events = turn.events.map((event, index) => ({ ...event, conversationId: id, seq: first + index }));
  if ("pays" in turn) {
    await db
      .deleteFrom("owed_turns")
      .where("conversation_id", "=", id)
      .where("seq", "<=", turn.pays)
      .execute();
  }
  await setTimer(db, id, turn);
  if (events.length > 0) {
    const rows = events.map((event) => encodeEvent(id, event.seq, event));
    await db.insertInto("events").values(rows).execute();
  }
  return { type: "committed", events, record };
}

/** Whether what the turn is for is still there: the debt it pays, or the alarm that nobody has forestalled. */
async function isWanted(db: Write, id: ConversationId, turn: FinishedTurn): Promise<boolean> {
  const owed = db.selectFrom("owed_turns").select("seq").where("conversation_id", "=", id);
  if ("pays" in turn) return (await owed.where("seq", "=", turn.pays).executeTakeFirst()) !== undefined;
  const alarm = db
    .selectFrom("timers")
    .select("due")
    .where("conversation_id", "=", id)
    .where("due", "=", turn.rings);
  if ((await alarm.executeTakeFirst()) === undefined) return false;
  return turn.evenIfOwed || (await owed.limit(1).executeTakeFirst()) === undefined;
}

/** Keeps the row of a conversation's alarm in step with its state. */
async function setTimer(db: Write, id: ConversationId, { state }: FinishedTurn): Promise<void> {
  const alarm = state.phase === "bot" ? state.alarm : undefined;
  if (alarm === undefined) {
    await db.deleteFrom("timers").where("conversation_id", "=", id).execute();
    return;
  }
  const { due, kind } = alarm;
  await db
    .insertInto("timers")
    .values({ conversation_id: id, due, kind })
    .onConflict((conflict) => conflict.column("conversation_id").doUpdateSet({ due, kind }))
    .execute();
}

/** Forgets an alarm, unless the conversation has another one by now. */
export async function dropTimer(db: Write, { conversationId, due }: SetAlarm): Promise<void> {
  await db
    .deleteFrom("timers")
    .where("conversation_id", "=", conversationId)
    .where("due", "=", due)
    .execute();
}

/** Raises the mark of what the customer has seen; beyond the end of the log there is nothing to see. */
export async function markRead(db: Write, id: ConversationId, seq: Seq): Promise<void> {
  await db
    .updateTable("conversations")
    .set({ read_seq: seq })
    .where("id", "=", id)
    .where("read_seq", "<", seq)
    .where("last_seq", ">=", seq)
    .execute();
}
