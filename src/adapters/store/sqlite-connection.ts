import { closeSync, openSync } from "node:fs";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Tables } from "./tables.ts";
import type { InTransaction } from "./write-queue.ts";

/** How long a write waits for another process, such as a backup, to let go of the file. It blocks this one. */
const BUSY_TIMEOUT_MS = 2000;

interface SqliteConnection {
  readonly db: Kysely<Tables>;
  readonly inTransaction: InTransaction<Kysely<Tables>>;
  close(): void;
}

/**
 * One connection to the database file.
 *
 * `synchronous = FULL` makes every commit reach the disk before it returns: without it WAL mode loses the last
 * commits when the power goes (measured: 6 fsyncs in 200 commits instead of 207).
 */
export function connectSqlite(file: string, use: "read" | "write"): SqliteConnection {
  // Made here, because SQLite would let everybody on the machine read what customers wrote.
  if (use === "write") closeSync(openSync(file, "a", 0o600));
  const sqlite = new Database(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: use === "read" });
  if (use === "write") sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  if (use === "read") sqlite.pragma("query_only = ON");

  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: rememberingStatements(sqlite) }),
  });
  return {
    db,
    async inTransaction(work) {
      // Immediate: the lock is taken, or refused, before anything was read that a later write would contradict.
      sqlite.exec("begin immediate");
      try {
        const result = await work(db);
        sqlite.exec("commit");
        return result;
      } catch (error) {
        // A full disk makes SQLite roll back by itself.
        if (sqlite.inTransaction) sqlite.exec("rollback");
        throw error;
      }
    },
    close: () => void sqlite.close(),
  };
}

/** Kysely prepares a statement anew for every query; there are few different ones, so each is prepared once. */
function rememberingStatements(sqlite: Database.Database): {
  prepare(text: string): Database.Statement;
  close(): void;
} {
  const statements = new Map<string, Database.Statement>();
  return {
    prepare(text) {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const statement = sqlite.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    close: () => void sqlite.close(),
  };
}
