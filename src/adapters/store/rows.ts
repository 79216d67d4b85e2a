import type { Selectable } from "kysely";
import type { Alarm, ConversationState } from "../../conversation/state.ts";
import type { Ownership } from "../../desk/ownership.ts";
import {
  agentId,
  type ConversationId,
  clientMessageId,
  conversationId,
  customerId,
  eventId,
  imageId,
  type Seq,
} from "../../kernel/ids.ts";
import type { EventBody, EventKind, Speaker } from "../../protocol/event.ts";
import type { Agent, AgentSession, Audited, Availability, Reply, Role } from "../../runtime/desk-ports.ts";
import type { ImageFormat, StoredImage } from "../../runtime/image-ports.ts";
import type { ConversationRecord, HostContext, Inside, LoggedEvent, NewEvent } from "../../runtime/ports.ts";
import type {
  AgentSessionTable,
  AgentTable,
  AuditTable,
  ConversationTable,
  EventTable,
  ImageTable,
  ReplyTable,
} from "./tables.ts";

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
    body: decodeBody(row.body),
    ...(row.cid === null ? {} : { cid: clientMessageId(row.cid) }),
    ...(row.inside === null ? {} : { inside: decodeInside(row.inside) }),
  };
}

export function decodeBody(text: string): EventBody {
  return JSON.parse(text) as EventBody;
}

export function decodeInside(text: string): Inside {
  return JSON.parse(text) as Inside;
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
    ...(row.proven_at !== null && { provenAt: row.proven_at }),
    ...decodeMarks(row),
    ...(row.context !== null && { context: decodeContext(row.context) }),
    createdAt: row.created_at,
    version: row.version,
    last: row.last_seq,
    ...(row.seen_seq > 0 && { seen: row.seen_seq }),
    state,
    ...(row.content === null ? {} : { content: row.content }),
  };
}

/** What of a customer is told only where it is so. */
export function decodeMarks({
  vip,
  blocked_until: blockedUntil,
}: Pick<Selectable<ConversationTable>, "vip" | "blocked_until">): Pick<
  ConversationRecord,
  "vip" | "blockedUntil"
> {
  return { ...(vip === 1 && { vip: true }), ...(blockedUntil !== null && { blockedUntil }) };
}

/** Null when nothing of it is known. The same context always makes the same text. */
export function encodeContext({ page = "", order = "" }: HostContext): string | null {
  if (page === "" && order === "") return null;
  return JSON.stringify({ ...(page !== "" && { page }), ...(order !== "" && { order }) });
}

function decodeContext(text: string): HostContext {
  return JSON.parse(text) as HostContext;
}

/** What only the store looks at. */
type Unrecorded =
  | "read_seq"
  | "paid_seq"
  | "owed_seq"
  | "claimed_by"
  | "alarm_due"
  | "alarm_kind"
  | "owner"
  | "queue"
  | "agent_id"
  | "kept_for"
  | "since"
  | "urgency"
  | "said_at"
  | "intent";

export function decodeState(text: string): ConversationState {
  return JSON.parse(text) as ConversationState;
}

/** Of a state without dialog, epoch and alarm. */
export function decodeOwnership(text: string): Ownership & Pick<ConversationState, "language"> {
  return JSON.parse(text) as Ownership & Pick<ConversationState, "language">;
}

export function decodeAlarmKind(text: string): Alarm["kind"] {
  return text as Alarm["kind"];
}

export function decodeAgent(
  row: Omit<Selectable<AgentTable>, "password_hash" | "availability" | "lease_until" | "preferences">,
): Agent {
  return {
    id: agentId(row.id),
    login: row.login,
    name: row.name,
    role: row.role as Role,
    queues: JSON.parse(row.queues) as string[],
    capacity: row.capacity,
    createdAt: row.created_at,
    ...(row.disabled_at === null ? {} : { disabledAt: row.disabled_at }),
  };
}

export function decodeAvailability(text: string): Availability {
  return text as Availability;
}

export function decodeSession(row: Selectable<AgentSessionTable>): AgentSession {
  return {
    id: row.id,
    agentId: agentId(row.agent_id),
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    address: row.address,
    browser: row.browser,
  };
}

export function decodeAudited(row: Selectable<AuditTable>): Audited & { readonly id: number } {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    ...(row.agent_id === null ? {} : { agentId: agentId(row.agent_id) }),
    ...(row.conversation_id === null ? {} : { conversationId: conversationId(row.conversation_id) }),
    ...(row.about === null ? {} : { about: JSON.parse(row.about) as NonNullable<Audited["about"]> }),
  };
}

export function decodeReply({ id, shortcut, zh, en, queue }: Selectable<ReplyTable>): Reply {
  return { id, shortcut, text: { zh, en }, ...(queue === null ? {} : { queue }) };
}

export function encodeImage(image: StoredImage): Selectable<ImageTable> {
  const { conversationId: conversation_id, bytes, ...rest } = image;
  // The one form of bytes that the drivers of both databases take.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { ...rest, conversation_id, bytes: buffer };
}

export function decodeImage({
  id,
  conversation_id,
  format,
  bytes,
  ...rest
}: Selectable<ImageTable>): StoredImage {
  return {
    ...rest,
    id: imageId(id),
    conversationId: conversationId(conversation_id),
    format: format as ImageFormat,
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  };
}
