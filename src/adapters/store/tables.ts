/** The tables as Kysely sees them. Times are milliseconds since 1970, booleans are 0 or 1, objects are JSON text. */
export interface Tables {
  readonly conversations: ConversationTable;
  readonly events: EventTable;
  readonly owed_turns: OwedTurnTable;
}

export interface ConversationTable {
  id: string;
  customer_id: string;
  identified: number;
  created_at: number;
  version: number;
  last_seq: number;
  read_seq: number;
  state: string;
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

interface OwedTurnTable {
  conversation_id: string;
  seq: number;
}
