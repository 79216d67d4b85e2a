import type { HandoffRequest } from "../conversation/effect.ts";
import type { ConversationState } from "../conversation/state.ts";
import type { Origin } from "../dialog/state.ts";
import type { ClientMessageId, ConversationId, CustomerId, EventId, Seq } from "../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { EventBody, EventKind, Speaker } from "../protocol/event.ts";

/** One event of a conversation's log, immutable once stored. */
export interface LoggedEvent {
  readonly conversationId: ConversationId;
  readonly seq: Seq;
  readonly id: EventId;
  readonly at: Timestamp;
  readonly kind: EventKind;
  readonly from: Speaker;
  readonly body: EventBody;
  /** What the sender named it; a resend carries the same. */
  readonly cid?: ClientMessageId;
  /** What customers do not see. */
  readonly inside?: Inside;
}

/**
 * The part of an event that stays inside: the step that said it, or whose button was pressed; why a person was asked
 * for; that a message is the press of the button for a person and not typed text.
 */
export interface Inside {
  readonly origin?: Origin;
  readonly handoff?: HandoffRequest;
  readonly asksForHuman?: true;
}

/** An event before the log has given it a seq. */
export type NewEvent = Omit<LoggedEvent, "conversationId" | "seq">;

/** A conversation as it is stored. */
export interface ConversationRecord {
  readonly id: ConversationId;
  readonly customerId: CustomerId;
  /** The host app has proven who the customer is. */
  readonly identified: boolean;
  readonly createdAt: Timestamp;
  /** Raised by every stored state; a turn computed on an older one is refused. */
  readonly version: number;
  /** The last seq of the log; 0 while it is empty. */
  readonly last: Seq;
  readonly state: ConversationState;
}

export type Received =
  | { readonly type: "stored"; readonly event: LoggedEvent }
  /** The cid is in the log already; `event` is the one stored then. */
  | { readonly type: "duplicate"; readonly event: LoggedEvent };

export interface FinishedTurn {
  /** The version the turn was computed on. */
  readonly version: number;
  /** The seq of the customer's event that this turn answers. */
  readonly pays: Seq;
  readonly state: ConversationState;
  readonly events: readonly NewEvent[];
}

export type Committed =
  | {
      readonly type: "committed";
      readonly events: readonly LoggedEvent[];
      readonly record: ConversationRecord;
    }
  /** Somebody else moved the conversation on, or this turn is paid already: compute again from fresh state. */
  | { readonly type: "moved" };

export interface OwedTurn {
  readonly conversationId: ConversationId;
  readonly seq: Seq;
}

/** The oldest turn a conversation is owed: the customer's event, and the state it meets. */
export interface NextTurn {
  readonly record: ConversationRecord;
  readonly event: LoggedEvent;
}

/**
 * The durable log and the state beside it. Adapters implement it; every method settles only after the commit is on
 * disk, and throws `STORE_UNAVAILABLE` when it cannot be made.
 */
export interface Store {
  /** The customer's conversation, or a new one made from `fresh` when there is none. */
  open(
    customerId: CustomerId,
    fresh: Omit<ConversationRecord, "customerId" | "version" | "last">,
  ): Promise<ConversationRecord>;
  find(id: ConversationId): Promise<ConversationRecord | undefined>;
  /** Appends a customer's event and, when `owesTurn`, notes in the same commit that the bot owes it a turn. */
  receive(id: ConversationId, event: NewEvent, owesTurn: boolean): Promise<Received>;
  /** Appends the bot's events, stores the state and pays the turn, in one commit, or changes nothing. */
  commitTurn(id: ConversationId, turn: FinishedTurn): Promise<Committed>;
  /** The oldest owed turn of the conversation; undefined when every turn is paid. */
  nextTurn(id: ConversationId): Promise<NextTurn | undefined>;
  /** Remembers the highest seq the customer has seen. Never goes back. */
  markRead(id: ConversationId, seq: Seq): Promise<void>;
  /** Events in ascending seq: after `after`, before `before`; with `before` alone the newest `limit` of them. */
  events(
    id: ConversationId,
    range: { readonly after?: Seq; readonly before?: Seq; readonly limit: number },
  ): Promise<readonly LoggedEvent[]>;
  /** Turns that a crash left unpaid, oldest first within each conversation. */
  owedTurns(): Promise<readonly OwedTurn[]>;
  /** Throws `STORE_UNAVAILABLE` unless the store answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Pushes what has been committed to everyone who watches a conversation. Never fails a turn: the log is the truth. */
export interface Delivery {
  deliver(event: LoggedEvent): void;
  /** The bot is about to answer, or has. */
  typing(id: ConversationId, on: boolean): void;
}

/** Makes ids nobody can guess. */
export interface Ids {
  event(): EventId;
  conversation(): ConversationId;
  customer(): CustomerId;
}

/** Runs something once, later. Returns what cancels it. */
export interface Timers {
  after(delay: Milliseconds, run: () => void): () => void;
}

/** What the session token says: whose it is, and which conversation it opens. */
export interface Session {
  readonly customerId: CustomerId;
  readonly conversationId: ConversationId;
}

/** Signs and reads what proves who somebody is. */
export interface Credentials {
  issue(session: Session): Promise<string>;
  /** @throws SESSION_INVALID when the token is not ours, was changed, or is too old */
  readSession(token: string): Promise<Session>;
  /** @throws IDENTITY_INVALID when the host app did not sign it, or it lives too long */
  readIdentity(token: string): Promise<CustomerId>;
}

/** Structured log lines for the operator. Fields never hold what a customer wrote. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
