import { sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { Store } from "../../runtime/ports.ts";
import {
  findAlarms,
  findContentInUse,
  findConversation,
  findConversationOf,
  findEvents,
  findNextTurn,
  findOwedTurns,
  findPositions,
} from "./log-reads.ts";
import { commitTurn, dropTimer, markRead, openConversation, receiveEvent } from "./log-writes.ts";
import { migrate } from "./migrations.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import { storeError } from "./store-error.ts";
import { WriteQueue } from "./write-queue.ts";

/**
 * Opens the database file, creating it or bringing its schema up to date.
 *
 * Two connections: one writes, the other reads what is committed and never waits for the writer (WAL).
 *
 * @throws STORE_UNAVAILABLE, STORE_TOO_NEW
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw storeError(error, file);
    }
  };
  const writer = await guarded(async () => connectSqlite(file, "write"));
  await guarded(() => migrate(writer.db, file));
  const reader = await guarded(async () => connectSqlite(file, "read"));
  const writes = new WriteQueue(writer.inTransaction);

  let closing: Promise<void> | undefined;
  const whileOpen = <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw new AppError("STORE_UNAVAILABLE", `The database ${file} is closed.`);
    return guarded(work);
  };
  const write: typeof writes.run = (work) => whileOpen(() => writes.run(work));

  return {
    open: async (customer, fresh) =>
      (await whileOpen(() => findConversationOf(reader.db, customer))) ??
      (await write((db) => openConversation(db, customer, fresh))),
    find: async (id) => await whileOpen(() => findConversation(reader.db, id)),
    receive: async (id, event, owesTurn) => await write((db) => receiveEvent(db, id, event, owesTurn)),
    commitTurn: async (id, turn) => await write((db) => commitTurn(db, id, turn)),
    nextTurn: async (id) => await whileOpen(() => findNextTurn(reader.db, id)),
    markRead: async (id, seq) => await write((db) => markRead(db, id, seq)),
    events: async (id, range) => await whileOpen(() => findEvents(reader.db, id, range)),
    owedTurns: async () => await whileOpen(() => findOwedTurns(reader.db)),
    alarms: async (limit) => await whileOpen(() => findAlarms(reader.db, limit)),
    dropAlarm: async (alarm) => await write((db) => dropTimer(db, alarm)),
    positions: async (page) => await whileOpen(() => findPositions(reader.db, page)),
    contentInUse: async () => await whileOpen(() => findContentInUse(reader.db)),
    check: async () => void (await whileOpen(() => sql`select 1`.execute(reader.db))),
    close: () => {
      closing ??= writes.drain().then(() => {
        reader.close();
        writer.close();
      });
      return closing;
    },
  };
}
