import type { AgentRef, Ownership } from "../desk/ownership.ts";
import type { AgentId, ConversationId, CustomerId, Seq } from "../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Committed, LoggedEvent, NewEvent, Received, TurnOutcome } from "./ports.ts";

/**
 * The part of the store that the desk works with; beside `Store`, on the same database. Every method settles only after the
 * commit is on disk, and throws `STORE_UNAVAILABLE` when it cannot be made.
 */
export interface DeskStore {
  /**
   * Gives a conversation another owner, with the events that tell of it: in one commit, or changes nothing. What the bot has
   * computed on the version before is refused from then on.
   *
   * @param room counts what the agent has in the same transaction: `full` when it is as many already
   */
  move(id: ConversationId, change: TurnOutcome, room?: Room): Promise<Committed | { readonly type: "full" }>;
  /**
   * Appends what an agent writes, unless its cid is in the log already.
   *
   * @param owner who has to have the conversation; anybody or nobody may, when left out
   */
  append(
    id: ConversationId,
    event: NewEvent,
    owner?: AgentId,
  ): Promise<Received | { readonly type: "not theirs" }>;
  rows(ids: readonly ConversationId[]): Promise<readonly DeskRow[]>;
  /** How far each conversation is that is not with the bot and not closed; the 20,000 that came last, if there are more. */
  stamps(): Promise<readonly DeskStamp[]>;
  /** A page of conversations that match, newest first. */
  search(query: DeskSearch): Promise<readonly FoundRow[]>;
  /** A page of what reports count: of conversations in which who answers has changed in a span. One may come again. */
  reportEvents(page: ReportSpan): Promise<ReportPage>;
  /** Remembers up to where an agent has seen the conversation. Never goes back. */
  markSeen(id: ConversationId, seq: Seq): Promise<void>;
  /** @param until nothing is taken from the customer before; from now on again, when undefined */
  setBlocked(id: ConversationId, until: Timestamp | undefined): Promise<void>;
  setTags(id: ConversationId, tags: readonly string[]): Promise<void>;
  readonly agents: AgentStore;
}

/** How many conversations an agent may have at once. */
export interface Room {
  readonly agent: AgentId;
  readonly most: number;
}

/** How far a conversation is: a row with the same stamp shows the same, but for its tags. */
export interface DeskStamp {
  readonly id: ConversationId;
  /** Raised by every change of owner, and of what the customer may do. */
  readonly version: number;
  readonly last: Seq;
  /** Up to where an agent has seen it. */
  readonly seen: Seq;
}

/** Stores cut the latest text of a row there; in characters. */
export const EXCERPT_LENGTH = 120;

/** What the desk shows of a conversation in a list. */
export interface DeskRow extends DeskStamp {
  readonly customerId: CustomerId;
  readonly identified: boolean;
  readonly ownership: Ownership;
  readonly language: "zh" | "en";
  /** The last message or choice of the customer or an agent; of the bot, when there is none. */
  readonly latest?: { readonly at: Timestamp; readonly from: string; readonly text: string };
  /** Up to where the customer has seen it. */
  readonly customerRead: Seq;
  /** What the customer has written since an agent has looked. */
  readonly unread: number;
  /** When the customer wrote first of what no agent has answered yet. */
  readonly asksSince?: Timestamp;
  readonly tags: readonly string[];
  /** Why a person was asked for. */
  readonly reason?: string;
  /** The intent that the bot last helped with. */
  readonly intent?: string;
  readonly vip?: true;
  /** See `ConversationRecord.blockedUntil`. */
  readonly blockedUntil?: Timestamp;
}

/** What a search has found. */
export interface FoundRow extends DeskRow {
  /** When the last message or choice was, whoever's: pages of a search go on by it. */
  readonly saidAt: Timestamp;
}

export interface DeskSearch {
  /** Words in what was said; every one has to be there. */
  readonly text?: string;
  readonly customer?: string;
  readonly tag?: string;
  /** What the bot last helped with. */
  readonly intent?: string;
  readonly agent?: AgentId;
  readonly phase?: Ownership["phase"];
  readonly from?: Timestamp;
  readonly to?: Timestamp;
  /** Only what is older than this one of an earlier page. */
  readonly before?: { readonly at: Timestamp; readonly id: ConversationId };
  readonly limit: number;
}

/** What a report is about: what began from `from` and before `to`, followed until `until`. */
export interface ReportSpan {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly until: Timestamp;
  /** Only what comes after this one of an earlier page. */
  readonly after?: { readonly at: Timestamp; readonly id: ConversationId };
}

export interface ReportPage {
  /** Conversation by conversation in the order of the log; of each also the last change of owner before the span. */
  readonly events: readonly ReportedEvent[];
  /** There were more events than a page holds: some are missing. */
  readonly isCut: boolean;
  /** Where the next page begins; absent on the last one. */
  readonly next?: NonNullable<ReportSpan["after"]>;
}

/** An event that reports count: a handoff, a rating, a deed at the desk; or, without a body, that an agent wrote. */
export type ReportedEvent = Pick<LoggedEvent, "conversationId" | "at" | "inside"> & {
  readonly body?: LoggedEvent["body"];
};

export type Role = "agent" | "supervisor" | "admin";

/** An agent's account. */
export interface Agent extends AgentRef {
  /** What they sign in with; lower case. */
  readonly login: string;
  readonly role: Role;
  /** The queues they answer; of all, when empty. */
  readonly queues: readonly string[];
  /** How many conversations they may have at once. */
  readonly capacity: number;
  readonly createdAt: Timestamp;
  readonly disabledAt?: Timestamp;
}

/** Whether an agent wants conversations: gets new ones, keeps their own, or neither. */
export type Availability = "online" | "away";

/** An agent who works at this moment, wherever their browser is connected. */
export interface PresentAgent extends Pick<Agent, "id" | "name" | "queues" | "capacity" | "role"> {
  readonly availability: Availability;
  /** How many conversations they have. */
  readonly load: number;
}

/** A browser in which an agent has signed in. */
export interface AgentSession {
  /** A hash of the token, which is nowhere. */
  readonly id: string;
  readonly agentId: AgentId;
  readonly createdAt: Timestamp;
  readonly seenAt: Timestamp;
  readonly expiresAt: Timestamp;
  readonly address: string;
  readonly browser: string;
}

/** Something that was done at the desk and must be answerable for later. */
export interface Audited {
  readonly at: Timestamp;
  /** Who did it; absent when it was done from the command line. */
  readonly agentId?: AgentId;
  readonly action: string;
  readonly conversationId?: ConversationId;
  readonly about?: Readonly<Record<string, string | number | boolean>>;
}

/** A page of the audit trail: what comes before this entry of an earlier page. */
export interface AuditPage {
  readonly before?: { readonly at: Timestamp; readonly id: number };
  readonly limit: number;
}

/** A text that agents send again and again. */
export interface Reply {
  readonly id: string;
  /** What brings it up after a slash. */
  readonly shortcut: string;
  readonly text: { readonly zh: string; readonly en: string };
  /** Only for this queue. */
  readonly queue?: string;
}

export interface AgentStore {
  /** @returns false when the login is taken */
  add(agent: Agent, passwordHash: string): Promise<boolean>;
  find(id: AgentId): Promise<Agent | undefined>;
  /** The account with this login, and what its password is checked against. */
  credentials(login: string): Promise<{ readonly agent: Agent; readonly passwordHash: string } | undefined>;
  list(): Promise<readonly Agent[]>;
  /** @returns false when there is no such agent */
  change(
    id: AgentId,
    change: Partial<Pick<Agent, "name" | "role" | "queues" | "capacity">> & {
      readonly passwordHash?: string;
      /** `null` lets a disabled one in again. */
      readonly disabledAt?: Timestamp | null;
    },
  ): Promise<boolean>;

  openSession(session: AgentSession): Promise<void>;
  /** The session and its agent, unless it has expired or the agent is disabled. */
  session(
    id: string,
    now: Timestamp,
  ): Promise<{ readonly session: AgentSession; readonly agent: Agent } | undefined>;
  /** Notes that a session is in use, and until when it may be so without being used again. */
  renewSession(id: string, seenAt: Timestamp, expiresAt: Timestamp): Promise<void>;
  sessionsOf(id: AgentId): Promise<readonly AgentSession[]>;
  closeSession(id: string): Promise<void>;
  closeSessionsOf(id: AgentId): Promise<void>;

  /** Counts agents as present for so long from now, by the database's clock. */
  keepPresent(ids: readonly AgentId[], leaseMs: Milliseconds): Promise<void>;
  /** What the agent wants; `online` counts only while they are present. */
  setAvailability(id: AgentId, availability: Availability): Promise<void>;
  /** Ends the presence of an agent who has signed out everywhere. */
  leave(id: AgentId): Promise<void>;
  /** Every agent who is present, with what they have. */
  present(): Promise<readonly PresentAgent[]>;
  /** Conversations assigned to agents, or kept for them or offered to them, who are not present. */
  abandoned(limit: number): Promise<readonly ConversationId[]>;

  audit(entry: Audited): Promise<void>;
  /** Newest first; `id` counts up, and of two entries of one time the higher is the newer. */
  auditTrail(page: AuditPage): Promise<readonly (Audited & { readonly id: number })[]>;

  replies(): Promise<readonly Reply[]>;
  saveReply(reply: Reply): Promise<void>;
  removeReply(id: string): Promise<void>;
  /** What an agent has set for themselves; JSON of their browser. */
  preferences(id: AgentId): Promise<string | undefined>;
  savePreferences(id: AgentId, json: string): Promise<void>;
}
