import { type Kysely, type Selectable, sql } from "kysely";
import type { ConversationState } from "../../conversation/state.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Committed, NewEvent, TurnOutcome } from "../../runtime/ports.ts";
import { encodeEvent, recordOf } from "./rows.ts";
import { type StateColumns, saidAt, setState, stateColumns } from "./state-columns.ts";
import { type Connection, type Place, Statement } from "./statement.ts";
import type { EventTable, Tables } from "./tables.ts";

/** A new state of a conversation, with the events that led to it. */
export interface Change extends StateColumns {
  readonly id: string;
  /** The version it was computed on. */
  readonly version: number;
  /** How many events it appends. */
  readonly says: number;
  readonly saidAt: Timestamp | null;
  readonly content: string | null;
}

export function changeOf(id: ConversationId, { version, state, content, events }: TurnOutcome): Change {
  const said = { says: events.length, saidAt: saidAt(events) };
  return { id, version, ...said, content: content ?? null, ...stateColumns(state) };
}

/** Updates the conversation if its version is still the one that the change was computed on. */
export function changed(db: Kysely<Tables>, place: Place<Change>) {
  return db
    .updateTable("conversations")
    .set({
      version: sql<number>`version + 1`,
      last_seq: sql<number>`last_seq + ${place("says")}`,
      said_at: sql<number | null>`coalesce(${place("saidAt")}, said_at)`,
      content: place("content"),
      ...setState(place),
    })
    .where("id", "=", place("id"))
    .where("version", "=", place("version"))
    .returning([
      "customer_id",
      "identified",
      "proven_at",
      "vip",
      "blocked_until",
      "created_at",
      "version",
      "last_seq",
      "seen_seq",
      "content",
      "context",
    ]);
}

/** Stores the events of a change that was made. */
export async function storeEvents(
  connection: Connection,
  id: ConversationId,
  { state, events: says }: { readonly state: ConversationState; readonly events: readonly NewEvent[] },
  row: Parameters<typeof recordOf>[1],
): Promise<Extract<Committed, { readonly type: "committed" }>> {
  const record = recordOf(id, row, state);
  const first = record.last - says.length + 1;
  const events = says.map((event, index) => ({ ...event, conversationId: id, seq: first + index }));
  for (const event of events) await connection.run(insertEvent, encodeEvent(id, event.seq, event));
  return { type: "committed", events, record };
}

export const insertEvent = new Statement((db, place: Place<Selectable<EventTable>>) =>
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
