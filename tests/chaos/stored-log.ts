import Database from "better-sqlite3";
import { Client, types } from "pg";
import type { ConversationState } from "../../src/conversation/state.ts";
import type { ChatEvent, Speaker } from "../../src/protocol/event.ts";
import type { Inside } from "../../src/runtime/ports.ts";

/** An event as it lies in the database. */
export interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: ChatEvent["kind"];
  readonly from: Speaker;
  readonly body: ChatEvent["body"];
  readonly cid?: string;
  readonly inside?: Omit<Inside, "by">;
}

/** A conversation as it lies in the database. */
export interface StoredConversation {
  readonly id: string;
  /** The last seq, as the conversation's row has it. */
  readonly last: number;
  readonly state: Pick<ConversationState, "phase" | "epoch">;
  readonly isOwed: boolean;
  readonly alarm?: "wait" | "silence";
  /** By seq. */
  readonly events: readonly StoredEvent[];
}

/** Reads what servers have stored, past all of their code. */
export interface StoredLog {
  conversations(): Promise<readonly StoredConversation[]>;
  /** Whether every turn is taken and no reminder is to come. */
  isAtRest(): Promise<boolean>;
  close(): Promise<void>;
}

/** A row of either table, as it comes from the database. */
interface EventRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly id: string;
  readonly at: number;
  readonly kind: ChatEvent["kind"];
  readonly speaker: Speaker;
  readonly body: string;
  readonly cid: string | null;
  readonly inside: string | null;
}

interface ConversationRow {
  readonly id: string;
  readonly last_seq: number;
  readonly owed_seq: number;
  readonly paid_seq: number;
  readonly alarm_kind: "wait" | "silence" | null;
  readonly state: string;
}

type Ask = <Row>(sql: string) => Promise<readonly Row[]>;

const NOT_AT_REST = "select id from conversations where owed_seq > paid_seq or alarm_kind = 'wait' limit 1";

/** @param place a database file, or the URL of a PostgreSQL database */
export async function openStoredLog(place: string): Promise<StoredLog> {
  const { ask, close } = place.startsWith("postgres") ? await askPostgres(place) : askSqlite(place);
  return {
    isAtRest: async () => (await ask(NOT_AT_REST)).length === 0,
    async conversations() {
      const events = new Map<string, StoredEvent[]>();
      for (const row of await ask<EventRow>("select * from events order by conversation_id, seq")) {
        const log = events.get(row.conversation_id) ?? [];
        log.push(eventOf(row));
        events.set(row.conversation_id, log);
      }
      const rows = await ask<ConversationRow>("select * from conversations order by id");
      return rows.map((row) => conversationOf(row, events.get(row.id) ?? []));
    },
    close,
  };
}

function eventOf({ seq, id, at, kind, speaker, body, cid, inside }: EventRow): StoredEvent {
  return {
    seq,
    id,
    at,
    kind,
    from: speaker,
    body: JSON.parse(body) as ChatEvent["body"],
    ...(cid === null ? {} : { cid }),
    ...(inside === null ? {} : { inside: JSON.parse(inside) as Inside }),
  };
}

function conversationOf(row: ConversationRow, events: readonly StoredEvent[]): StoredConversation {
  return {
    id: row.id,
    last: row.last_seq,
    state: JSON.parse(row.state) as ConversationState,
    isOwed: row.owed_seq > row.paid_seq,
    ...(row.alarm_kind === null ? {} : { alarm: row.alarm_kind }),
    events,
  };
}

function askSqlite(file: string): { readonly ask: Ask; close(): Promise<void> } {
  const database = new Database(file, { readonly: true, timeout: 5000 });
  return {
    ask: async <Row>(sql: string) => database.prepare(sql).all() as Row[],
    close: async () => void database.close(),
  };
}

async function askPostgres(url: string): Promise<{ readonly ask: Ask; close(): Promise<void> }> {
  const client = new Client({
    connectionString: url,
    types: {
      // Times and counts, which would come as texts.
      getTypeParser: (type, format) =>
        type === types.builtins.INT8 ? Number : types.getTypeParser(type, format),
    },
  });
  await client.connect();
  return {
    ask: async <Row>(sql: string) => (await client.query(sql)).rows as Row[],
    close: () => client.end(),
  };
}
