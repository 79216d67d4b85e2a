import type { Kysely } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { Connection } from "./statement.ts";
import type { Tables } from "./tables.ts";
import type { WriteQueue } from "./write-queue.ts";

/** The ways to a database, open. */
export interface OpenDatabase {
  /** Where it is, for messages: no password in it. */
  readonly name: string;
  /** For what every message needs. */
  readonly reader: Connection;
  /** For what is read too rarely to be prepared. */
  readonly db: Kysely<Tables>;
  /** Commits writes of one tick together. */
  readonly writes: WriteQueue<Connection>;
  /**
   * Writes apart from the grouped writes what belongs to no one conversation, or locks several at once. Every statement may
   * be a commit of its own.
   */
  apart<Result>(write: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** Commits writes of which each needs a transaction of its own, because of what it locks. */
  readonly alone: WriteQueue<Connection>;
  /** What a failure becomes that the database threw. */
  readonly explain: (error: unknown) => unknown;
  close(): Promise<void>;
}

/** The same ways for all who work with the database: closed for all at once, and failing as the ports promise. */
export interface Access extends Pick<OpenDatabase, "reader" | "db"> {
  /** How many writes wait for their commit to begin. */
  readonly waiting: number;
  read<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Writes in a commit that others share; `key` is the conversation that is written to. */
  write<Result>(key: string, work: (connection: Connection) => Promise<Result>): Promise<Result>;
  writeApart<Result>(work: (own: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  writeAlone<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** Refuses everything from now on, and settles when what was begun is done. */
  close(): Promise<void>;
}

export function openAccess(database: OpenDatabase): Access {
  const { name, reader, db, writes, alone, apart, explain } = database;
  let closing: Promise<void> | undefined;
  const whileOpen = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw new AppError("STORE_UNAVAILABLE", `The database ${name} is closed.`);
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    reader,
    db,
    get waiting() {
      return writes.size;
    },
    read: whileOpen,
    write: (key, work) => whileOpen(() => writes.run(key, work)),
    writeApart: (work) => whileOpen(() => apart(work)),
    writeAlone: (work) => whileOpen(() => alone.run("", work)),
    close() {
      closing ??= Promise.all([writes.drain(), alone.drain()]).then(() => database.close());
      return closing;
    },
  };
}
