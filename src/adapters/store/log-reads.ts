import type { Kysely } from "kysely";
import { type ConversationId, type CustomerId, conversationId } from "../../kernel/ids.ts";
import type {
  ConversationRecord,
  LoggedEvent,
  NextTurn,
  OwedTurn,
  ReadPositions,
  SetAlarm,
  Store,
  StoredPosition,
} from "../../runtime/ports.ts";
import { decodeConversation, decodeEvent, decodeState, decodeTimer } from "./rows.ts";
import type { Tables } from "./tables.ts";

type Read = Kysely<Tables>;

export async function findConversation(
  db: Read,
  id: ConversationId,
): Promise<ConversationRecord | undefined> {
  const row = await db.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : decodeConversation(row);
}

export async function findConversationOf(
  db: Read,
  customer: CustomerId,
): Promise<ConversationRecord | undefined> {
  const query = db.selectFrom("conversations").selectAll().where("customer_id", "=", customer);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : decodeConversation(row);
}

/** More than one turn ever answers. */
const MOST_OWED = 20;

/** The record is read after the events: a commit in between makes it newer, and its turn is then refused as moved. */
export async function findNextTurn(db: Read, id: ConversationId): Promise<NextTurn | undefined> {
  const rows = await db
    .selectFrom("owed_turns")
    .innerJoin("events", (join) =>
      join
        .onRef("events.conversation_id", "=", "owed_turns.conversation_id")
        .onRef("events.seq", "=", "owed_turns.seq"),
    )
    .selectAll("events")
    .where("owed_turns.conversation_id", "=", id)
    .orderBy("owed_turns.seq")
    .limit(MOST_OWED)
    .execute();
  const [first, ...more] = rows.map(decodeEvent);
  if (first === undefined) return undefined;
  const record = await findConversation(db, id);
  return record === undefined ? undefined : { record, events: [first, ...more] };
}

/** The alarms that are due first; see `Store.alarms`. */
export async function findAlarms(db: Read, limit: number): Promise<readonly SetAlarm[]> {
  const rows = await db
    .selectFrom("timers")
    .selectAll()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("owed_turns")
            .select("owed_turns.seq")
            .whereRef("owed_turns.conversation_id", "=", "timers.conversation_id"),
        ),
      ),
    )
    .orderBy("due")
    .limit(limit)
    .execute();
  return rows.map(decodeTimer);
}

/** A page of the conversations inside a dialog; see `ReadPositions`. */
export async function findPositions(
  db: Read,
  { after, limit }: Parameters<ReadPositions>[0],
): Promise<readonly StoredPosition[]> {
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
  db: Read,
  id: ConversationId,
  { after, before, limit }: Parameters<Store["events"]>[1],
): Promise<readonly LoggedEvent[]> {
  const fromTheEnd = after === undefined && before !== undefined;
  let query = db.selectFrom("events").selectAll().where("conversation_id", "=", id);
  if (after !== undefined) query = query.where("seq", ">", after);
  if (before !== undefined) query = query.where("seq", "<", before);
  const rows = await query
    .orderBy("seq", fromTheEnd ? "desc" : "asc")
    .limit(limit)
    .execute();
  const events = rows.map(decodeEvent);
  return fromTheEnd ? events.reverse() : events;
}

export async function findOwedTurns(db: Read): Promise<readonly OwedTurn[]> {
  const rows = await db
    .selectFrom("owed_turns")
    .selectAll()
    .orderBy("conversation_id")
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({ conversationId: conversationId(row.conversation_id), seq: row.seq }));
}
