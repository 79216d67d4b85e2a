import type { SourceFile } from "../content/source.ts";
import type { HandoffRequest } from "../conversation/effect.ts";
import type { Alarm, ConversationState } from "../conversation/state.ts";
import type { RecordedCall, TurnRecord } from "../conversation/turn-record.ts";
import type { AgentRef } from "../desk/ownership.ts";
import type { Origin } from "../dialog/state.ts";
import type { ClientMessageId, ConversationId, CustomerId, EventId, NodeId, Seq } from "../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { EventBody, EventKind, Speaker } from "../protocol/event.ts";
import type { Writer } from "./bus.ts";
import type { Identity, Session } from "./credential-ports.ts";
import type { ImageStore } from "./image-ports.ts";

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
 * for; that a message is the press of a button, for a person or for an intent, and not typed text; what was asked of the
 * shop's systems.
 */
export interface Inside {
  readonly origin?: Origin;
  readonly handoff?: HandoffRequest;
  readonly asksForHuman?: true;
  /** The intent that a button of the page around the chat stands for. */
  readonly asksFor?: string;
  /** On the first event of a turn: what it was taken with. */
  readonly turn?: TurnRecord;
  /** On the first message of a turn: the calls that the turn made, in order. */
  readonly calls?: readonly RecordedCall[];
  /** Of what an agent wrote or did. */
  readonly by?: AgentRef;
  /** What an agent did, in the words of `DeskCommand` and more. */
  readonly did?: DeskDeed;
}

/** What was done at the desk, for colleagues: what, with whom and why. */
export interface DeskDeed {
  readonly action: string;
  /** The agent, the queue or the dialog that it went to. */
  readonly to?: string;
  /** Why, in the agent's words or the desk's. */
  readonly why?: string;
}

/** An event before the log has given it a seq. */
export type NewEvent = Omit<LoggedEvent, "conversationId" | "seq">;

/** The page of the host app, and the number of the order that the customer looks at there. */
export interface HostContext {
  readonly page?: string;
  readonly order?: string;
}

/** A conversation as it is stored. */
export interface ConversationRecord {
  readonly id: ConversationId;
  readonly customerId: CustomerId;
  /** The host app has proven who the customer is. */
  readonly identified: boolean;
  /** When the host app last did so; absent while it never has, and where that was before it was kept. */
  readonly provenAt?: Timestamp;
  /** The host app says that the shop holds this customer dear. */
  readonly vip?: true;
  /** Until when nothing is taken from the customer. */
  readonly blockedUntil?: Timestamp;
  /** What the customer has before their eyes in the host app. */
  readonly context?: HostContext;
  readonly createdAt: Timestamp;
  /** Raised by every stored state; a turn computed on an older one is refused. */
  readonly version: number;
  /** The last seq of the log; 0 while it is empty. */
  readonly last: Seq;
  /** Up to where an agent had seen the log when this was read; absent while none had. */
  readonly seen?: Seq;
  readonly state: ConversationState;
  /** The hash of the content that the conversation's place belongs to; absent while it is inside no dialog. */
  readonly content?: string;
}

export type Received =
  | {
      readonly type: "stored";
      readonly event: LoggedEvent;
      /** The version of the state that the event met. */
      readonly version: number;
      /** The process that has to take the turn that is owed; absent when none is. */
      readonly claimedBy?: NodeId;
    }
  /** The cid is in the log already; `event` is the one stored then. */
  | { readonly type: "duplicate"; readonly event: LoggedEvent };

/** What a turn came to, to be stored as a whole. */
export type FinishedTurn = TurnOutcome & (Answers | Rings);

export interface TurnOutcome {
  /** The version the turn was computed on. */
  readonly version: number;
  readonly state: ConversationState;
  /** See `ConversationRecord.content`. */
  readonly content?: string;
  readonly events: readonly NewEvent[];
}

interface Answers {
  /** The seq of the last event of the customer that this turn answers; it pays for all that are owed up to there. */
  readonly pays: Seq;
}

interface Rings {
  /** The due time of the alarm that this turn is for. */
  readonly rings: Timestamp;
  /** Stored even if the customer has written meanwhile: the turn has asked the shop's systems, and asks once. */
  readonly evenIfOwed: boolean;
}

export type Committed =
  | {
      readonly type: "committed";
      readonly events: readonly LoggedEvent[];
      readonly record: ConversationRecord;
    }
  /** Somebody else moved the conversation on, or nobody is owed this turn any more: compute again from fresh state. */
  | { readonly type: "moved" };

/** More than one turn ever answers: what a store reads of them at once. */
export const MOST_OWED = 20;

/** What a conversation is owed answers to, oldest first and at least one, and the state they meet. */
export interface NextTurn {
  readonly record: ConversationRecord;
  readonly events: readonly [LoggedEvent, ...LoggedEvent[]];
}

/** A conversation in which the bot has to speak up by itself. */
export interface SetAlarm extends Alarm {
  readonly conversationId: ConversationId;
}

/** A conversation inside a dialog. */
export interface StoredPosition {
  readonly conversationId: ConversationId;
  /** See `ConversationRecord.content`. */
  readonly content: string;
  readonly state: ConversationState;
}

/**
 * The durable log and the state beside it. Adapters implement it; every method settles only after the commit is on
 * disk, and throws `STORE_UNAVAILABLE` when it cannot be made.
 *
 * Several server processes may share one. A conversation that is owed a turn, or whose alarm rings, is claimed by one of
 * them, and only that one can commit a turn of it; what a process has claimed that is not among the living any more, another
 * may claim.
 */
export interface Store {
  /** Whether other processes may be using the same data. */
  readonly isShared: boolean;
  /** How many writes wait for their commit to begin. */
  readonly waiting: number;
  /**
   * The customer's conversation, or a new one made from `fresh` when there is none. `fresh.identified` says that the host app
   * has proven the customer: then `vip` is as it is in `fresh`, and `provenAt` as well if that is later.
   */
  open(
    customerId: CustomerId,
    fresh: Omit<ConversationRecord, "customerId" | "version" | "last">,
  ): Promise<ConversationRecord>;
  find(id: ConversationId): Promise<ConversationRecord | undefined>;
  /** Notes what the customer has before their eyes; a new version, when it is something else than before. */
  setContext(id: ConversationId, context: HostContext): Promise<void>;
  /**
   * Makes an anonymous customer's conversation that of a customer who has proven who they are.
   *
   * @returns undefined, having changed nothing, when it is not the anonymous customer's, or the other one has a conversation
   */
  adopt(session: Session, identity: Identity): Promise<ConversationRecord | undefined>;
  /**
   * Appends a customer's event. When `owesTurn`, the same commit notes that the bot owes it a turn, and claims the
   * conversation for this process unless a living one has claimed it.
   */
  receive(id: ConversationId, event: NewEvent, owesTurn: boolean): Promise<Received>;
  /**
   * Appends the bot's events, stores the state with its alarm, pays the turn, and lets go of the conversation when nothing
   * more is owed: in one commit, or changes nothing.
   */
  commitTurn(id: ConversationId, turn: FinishedTurn): Promise<Committed>;
  /** What the conversation is owed answers to, the first `MOST_OWED`; undefined unless this process has claimed it. */
  nextTurn(id: ConversationId): Promise<NextTurn | undefined>;
  /** Claims conversations that are owed a turn and that no other living process has claimed. */
  claimOwed(limit: number): Promise<readonly ConversationId[]>;
  /** The conversations owed a turn that this process has claimed, in the order of their ids, after `after`. */
  claimed(page: {
    readonly after?: ConversationId;
    readonly limit: number;
  }): Promise<readonly ConversationId[]>;
  /**
   * Claims conversations whose alarm is due by `now`, soonest first; of those that are owed an answer none, for it comes
   * first, and none that another living process has claimed. One that stays claimed, because ringing it failed, is among
   * them again.
   */
  claimAlarms(now: Timestamp, limit: number): Promise<readonly SetAlarm[]>;
  /** When the next alarm is due that neither this process nor another living one has claimed. */
  nextAlarm(): Promise<Timestamp | undefined>;
  /** Lets go of a conversation that this process has claimed, unless it is owed a turn. */
  release(id: ConversationId): Promise<void>;
  /** Forgets an alarm, unless the conversation has another one by now. */
  dropAlarm(alarm: SetAlarm): Promise<void>;
  /** Remembers the highest seq the customer has seen. Never goes back. */
  markRead(id: ConversationId, seq: Seq): Promise<void>;
  /** Events in ascending seq: after `after`, before `before`; with `before` alone the newest `limit` of them. */
  events(
    id: ConversationId,
    range: { readonly after?: Seq; readonly before?: Seq; readonly limit: number },
  ): Promise<readonly LoggedEvent[]>;
  /** The last seqs of these conversations. */
  lasts(ids: readonly ConversationId[]): Promise<readonly LastSeq[]>;
  /** Counts this process among the living for the next few seconds. Returns how many others are. */
  beat(): Promise<number>;
  /** Leaves the living, and everything that is claimed, to the others. */
  resign(): Promise<void>;
  readonly images: ImageStore;
  readonly positions: ReadPositions;
  /** The hashes of all content that a conversation stands in. */
  contentInUse(): Promise<ReadonlySet<string>>;
  /** Throws `STORE_UNAVAILABLE` unless the store answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface LastSeq {
  readonly conversationId: ConversationId;
  readonly last: Seq;
}

/** Reads where conversations stand, a page at a time: those inside a dialog after this one, in the order of their ids. */
export type ReadPositions = (page: {
  readonly after?: ConversationId;
  readonly limit: number;
}) => Promise<readonly StoredPosition[]>;

/** Keeps the content files of every version that a conversation may still be in, by hash. */
export interface ContentVersions {
  save(hash: string, files: readonly SourceFile[]): Promise<void>;
  /** Undefined when there is no such version, or it cannot be read. */
  load(hash: string): Promise<readonly SourceFile[] | undefined>;
  /** Removes every version but these, and those that were saved a short while ago. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>;
}

/** Pushes what has been committed to everyone who watches a conversation. Never fails a turn: the log is the truth. */
export interface Delivery {
  /** @param events of one conversation, in order */
  deliver(events: readonly LoggedEvent[]): void;
  /** The log goes up to `last` by now, and perhaps not all of it was delivered: whoever watches reads on. */
  catchUp(id: ConversationId, last: Seq): void;
  /** Somebody is writing, or has stopped. */
  typing(id: ConversationId, from: Writer, on: boolean): void;
}

/** Makes ids nobody can guess. */
export interface Ids {
  node(): NodeId;
  event(): EventId;
  conversation(): ConversationId;
  customer(): CustomerId;
}

/** Runs something once, later. Returns what cancels it. */
export interface Timers {
  after(delay: Milliseconds, run: () => void): () => void;
}

/** Structured log lines for the operator. Fields never hold what a customer wrote. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
