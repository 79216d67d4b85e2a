import type { Generated } from "kysely";

/** The tables as Kysely sees them. Times are milliseconds since 1970, booleans are 0 or 1, objects are JSON text. */
export interface Tables {
  readonly conversations: ConversationTable;
  readonly events: EventTable;
  readonly conversation_tags: TagTable;
  readonly nodes: NodeTable;
  readonly content_versions: ContentVersionTable;
  readonly agents: AgentTable;
  readonly agent_sessions: AgentSessionTable;
  readonly audit: AuditTable;
  readonly replies: ReplyTable;
  readonly images: ImageTable;
  readonly publications: PublicationTable;
}

export interface ConversationTable {
  id: string;
  customer_id: string;
  identified: number;
  created_at: number;
  version: number;
  last_seq: number;
  read_seq: number;
  /** Every turn owed up to this seq is paid. */
  paid_seq: number;
  /** The last event that a turn is owed for; nothing is owed when it is not beyond `paid_seq`. */
  owed_seq: number;
  /** The process whose turn it is. */
  claimed_by: string | null;
  /** The alarm of the state, where it can be found by its time. */
  alarm_due: number | null;
  alarm_kind: string | null;
  state: string;
  content: string | null;
  /** Who owns it, where it can be found by that: the phase of the state, and what the desk looks for; see `StateColumns`. */
  owner: string;
  queue: string | null;
  agent_id: string | null;
  kept_for: string | null;
  since: number | null;
  urgency: number | null;
  /** Up to where an agent has seen it. */
  seen_seq: number;
  /** When the last message or choice was; null while there is none. */
  said_at: number | null;
  vip: number;
  blocked_until: number | null;
  /** What the bot helped with last that is known of: the topic of the state, or of an earlier one. */
  intent: string | null;
  /** What the customer has before their eyes in the host app, as JSON. */
  context: string | null;
  /** When the host app last proved who the customer is; null where it has not, or nobody knows when. */
  proven_at: number | null;
}

export interface EventTable {
  conversation_id: string;
  seq: number;
  id: string;
  at: number;
  kind: string;
  speaker: string;
  body: string;
  cid: string | null;
  inside: string | null;
}

interface TagTable {
  conversation_id: string;
  tag: string;
}

/** The server processes on a shared database, and how long each counts as living, by the database's clock. */
interface NodeTable {
  id: string;
  alive_until: number;
}

/** The files of a version of the content, as JSON. */
interface ContentVersionTable {
  hash: string;
  files: string;
  saved_at: number;
}

export interface AgentTable {
  id: string;
  login: string;
  name: string;
  password_hash: string;
  role: string;
  queues: string;
  capacity: number;
  availability: string;
  /** Until when the agent counts as present. */
  lease_until: number;
  created_at: number;
  disabled_at: number | null;
  preferences: string | null;
}

export interface AgentSessionTable {
  id: string;
  agent_id: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
  address: string;
  browser: string;
}

export interface AuditTable {
  /** Counted up by the database. */
  id: Generated<number>;
  at: number;
  agent_id: string | null;
  action: string;
  conversation_id: string | null;
  about: string | null;
}

export interface ReplyTable {
  id: string;
  shortcut: string;
  zh: string;
  en: string;
  queue: string | null;
}

export interface ImageTable {
  id: string;
  conversation_id: string;
  at: number;
  format: string;
  width: number;
  height: number;
  bytes: Uint8Array;
}

/** What was published, one after the other: the newest of those whose time has come is answered with. */
interface PublicationTable {
  /** Counted up by the database. */
  id: Generated<number>;
  /** The hash of a version of the content; null for the files that each server finds. */
  content: string | null;
  active_at: number;
  note: string;
}
