/** The tables as Kysely sees them. Times are milliseconds since 1970, booleans are 0 or 1, objects are JSON text. */
export interface Tables {
  readonly conversations: ConversationTable;
  readonly events: EventTable;
  readonly nodes: NodeTable;
  readonly content_versions: ContentVersionTable;
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
