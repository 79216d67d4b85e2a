import { type Kysely, sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { Store } from "../../runtime/ports.ts";
import { beat, claimAlarms, claimOwed, findClaimed, findNextAlarm, resign } from "./claims.ts";
import {
  findContentInUse,
  findConversation,
  findConversationOf,
  findEvents,
  findLasts,
  findNextTurn,
  findPositions,
} from "./log-reads.ts";
import { commitTurn, dropAlarm, markRead, openConversation, receiveEvent, release } from "./log-writes.ts";
import type { Seat } from "./seat.ts";
import type { Connection } from "./statement.ts";
import type { Tables } from "./tables.ts";
import type { WriteQueue } from "./write-queue.ts";

/** The ways to a database, open. */
export interface LogDatabase {
  /** Where it is, for messages: no password in it. */
  readonly name: string;
  /** For what every message needs. */
  readonly reader: Connection;
  /** For what is read too rarely to be prepared. */
  readonly db: Kysely<Tables>;
  /** Commits writes of one tick together. */
  readonly writes: WriteQueue<Connection>;
  /** Runs one statement that locks rows of several conversations, apart from the grouped writes. */
  apart<Result>(write: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** What a failure becomes that the database threw. */
  readonly explain: (error: unknown) => unknown;
  close(): Promise<void>;
}

/** The store on any database: the same queries, and the same promises. */
export function createLogStore(database: LogDatabase, seat: Seat): Store {
  const { name, reader, db, writes, apart, explain } = database;
  let closing: Promise<void> | undefined;
  const whileOpen = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw new AppError("STORE_UNAVAILABLE", `The database ${name} is closed.`);
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    }
  };
  const write = <Result>(key: string, work: (connection: Connection) => Promise<Result>) =>
    whileOpen(() => writes.run(key, work));
  const writeApart = <Result>(work: (own: Kysely<Tables>) => Promise<Result>) => whileOpen(() => apart(work));

  return {
    isShared: seat.isShared,
    get waiting() {
      return writes.size;
    },
    open: async (customer, fresh) =>
      (await whileOpen(() => findConversationOf(reader, customer))) ??
      // Two processes that open for the same customers wait for each other, and so keep one order, by customer.
      (await write(customer, (connection) => openConversation(connection, customer, fresh))),
    find: (id) => whileOpen(() => findConversation(reader, id)),
    receive: (id, event, owesTurn) =>
      write(id, (connection) => receiveEvent(connection, seat, id, event, owesTurn)),
    commitTurn: (id, turn) => write(id, (connection) => commitTurn(connection, seat, id, turn)),
    nextTurn: (id) => whileOpen(() => findNextTurn(reader, seat, id)),
    claimOwed: (limit) => writeApart((own) => claimOwed(own, seat, limit)),
    claimed: (page) => whileOpen(() => findClaimed(db, seat, page)),
    claimAlarms: (now, limit) => writeApart((own) => claimAlarms(own, seat, now, limit)),
    nextAlarm: () => whileOpen(() => findNextAlarm(db, seat)),
    release: (id) => write(id, (connection) => release(connection, seat, id)),
    dropAlarm: (alarm) => write(alarm.conversationId, (connection) => dropAlarm(connection, alarm)),
    markRead: (id, seq) => write(id, (connection) => markRead(connection, id, seq)),
    events: (id, range) => whileOpen(() => findEvents(reader, id, range)),
    lasts: (ids) => whileOpen(() => findLasts(db, ids)),
    beat: async () => (seat.isShared ? await writeApart((own) => beat(own, seat)) : 0),
    resign: async () => {
      if (seat.isShared) await writeApart((own) => resign(own, seat));
    },
    positions: (page) => whileOpen(() => findPositions(db, page)),
    contentInUse: () => whileOpen(() => findContentInUse(db)),
    check: async () => void (await whileOpen(() => sql`select 1`.execute(db))),
    close() {
      closing ??= writes.drain().then(() => database.close());
      return closing;
    },
  };
}
