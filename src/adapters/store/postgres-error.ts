import { DatabaseError } from "pg";
import { AppError } from "../../kernel/errors.ts";
import type { Failure } from "./write-queue.ts";

/** Two processes were in each other's way: a unique key, a deadlock, a serialization failure. */
const PASSING = new Set(["23505", "40P01", "40001"]);

/**
 * Classes of SQLSTATE that say something about the server and not about the statement: connection, resources, limits,
 * operator, system, configuration; and single ones: a standby, a lock or statement that took too long.
 *
 * @see PostgreSQL documentation, appendix A
 */
const UNAVAILABLE = /^(08|53|54|57|58|F0|25006|55P03|25P03)/;

/** What a failure of the connection itself is thrown as, by whatever noticed it. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** See `Failure`. An answer from the server to a statement means that its transaction is over. */
export function judgePostgres(error: unknown): Failure {
  if (error instanceof ConnectionLost) return "open";
  if (error instanceof DatabaseError && PASSING.has(error.code ?? "")) return "passing";
  return "undone";
}

/**
 * What a failure of the database becomes: a server that cannot be reached, is stopping, full or too slow is
 * `STORE_UNAVAILABLE`; anything else is a bug of ours and stays as it is.
 */
export function postgresError(error: unknown, name: string): unknown {
  const isLost = error instanceof ConnectionLost;
  if (!isLost && !(error instanceof DatabaseError && UNAVAILABLE.test(error.code ?? ""))) return error;
  const code = isLost ? {} : { sqlstate: error.code };
  return new AppError(
    "STORE_UNAVAILABLE",
    `The database ${name} failed: ${error.message}`,
    { database: name, ...code },
    error,
  );
}
