/** The tables as Kysely sees them. Times are milliseconds since 1970, booleans are 0 or 1, objects are JSON text. */
export interface Tables {
  readonly conversations: ConversationTable;
  readonly events: EventTable;
  readonly owed_turns: OwedTurnTable;
  readonly timers: TimerTable;
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

interface OwedTurnTable {
  conversation_id: string;
  seq: number;
}

/** The alarm of a state, where it can be found by its time. */
export interface TimerTable {
  conversation_id: string;
  due: number;
  kind: string;
}
