import type { Selectable } from "kysely";
import type { Alarm, ConversationState } from "../../conversation/state.ts";
import {
  type ConversationId,
  clientMessageId,
  conversationId,
  customerId,
  eventId,
  type Seq,
} from "../../kernel/ids.ts";
import type { EventBody, EventKind, Speaker } from "../../protocol/event.ts";
import type { ConversationRecord, Inside, LoggedEvent, NewEvent } from "../../runtime/ports.ts";
import type { ConversationTable, EventTable } from "./tables.ts";

// Rows were written by this file's own encoders and are trusted: decoding restores types and checks nothing.

export function encodeEvent(id: ConversationId, seq: Seq, event: NewEvent): Selectable<EventTable> {
  return {
    conversation_id: id,
    seq,
    id: event.id,
    at: event.at,
    kind: event.kind,
    speaker: event.from,
    body: JSON.stringify(event.body),
    cid: event.cid ?? null,
    inside: event.inside === undefined ? null : JSON.stringify(event.inside),
  };
}

export function decodeEvent(row: Selectable<EventTable>): LoggedEvent {
  return {
    conversationId: conversationId(row.conversation_id),
    seq: row.seq,
    id: eventId(row.id),
    at: row.at,
    kind: row.kind as EventKind,
    from: row.speaker as Speaker,
    body: JSON.parse(row.body) as EventBody,
    ...(row.cid === null ? {} : { cid: clientMessageId(row.cid) }),
    ...(row.inside === null ? {} : { inside: JSON.parse(row.inside) as Inside }),
  };
}

export function decodeConversation(row: Selectable<ConversationTable>): ConversationRecord {
  return recordOf(conversationId(row.id), row, decodeState(row.state));
}

/** A conversation whose state is known. */
export function recordOf(
  id: ConversationId,
  row: Omit<Selectable<ConversationTable>, "id" | "state" | Unrecorded>,
  state: ConversationState,
): ConversationRecord {
  return {
    id,
    customerId: customerId(row.customer_id),
    identified: row.identified === 1,
    createdAt: row.created_at,
    version: row.version,
    last: row.last_seq,
    state,
    ...(row.content === null ? {} : { content: row.content }),
  };
}

/** What only the store looks at. */
type Unrecorded = "read_seq" | "paid_seq" | "owed_seq" | "claimed_by" | "alarm_due" | "alarm_kind";

export function decodeState(text: string): ConversationState {
  return JSON.parse(text) as ConversationState;
}

export function decodeAlarmKind(text: string): Alarm["kind"] {
  return text as Alarm["kind"];
}
