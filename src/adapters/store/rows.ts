import type { Insertable, Selectable } from "kysely";
import type { ConversationState } from "../../conversation/state.ts";
import {
  type ConversationId,
  clientMessageId,
  conversationId,
  customerId,
  eventId,
  type Seq,
} from "../../kernel/ids.ts";
import type { EventBody, EventKind, Speaker } from "../../protocol/event.ts";
import type { ConversationRecord, Inside, LoggedEvent, NewEvent, SetAlarm } from "../../runtime/ports.ts";
import type { ConversationTable, EventTable, TimerTable } from "./tables.ts";

// Rows were written by this file's own encoders and are trusted: decoding restores types and checks nothing.

export function encodeEvent(id: ConversationId, seq: Seq, event: NewEvent): Insertable<EventTable> {
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
  return {
    id: conversationId(row.id),
    customerId: customerId(row.customer_id),
    identified: row.identified === 1,
    createdAt: row.created_at,
    version: row.version,
    last: row.last_seq,
    state: decodeState(row.state),
    ...(row.content === null ? {} : { content: row.content }),
  };
}

export function decodeState(text: string): ConversationState {
  return JSON.parse(text) as ConversationState;
}

export function decodeTimer(row: Selectable<TimerTable>): SetAlarm {
  return {
    conversationId: conversationId(row.conversation_id),
    due: row.due,
    kind: row.kind as SetAlarm["kind"],
  };
}
