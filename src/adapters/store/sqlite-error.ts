import Database from "better-sqlite3";
import { AppError } from "../../kernel/errors.ts";

/**
 * What a failure of the database becomes: a full disk, a lock, or a broken file is `STORE_UNAVAILABLE`; anything else,
 * a violated constraint included, is a bug of ours and stays as it is.
 */
export function sqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith("SQLITE_CONSTRAINT")) return error;
  return new AppError(
    "STORE_UNAVAILABLE",
    `The database ${file} failed: ${error.message} (${error.code}).`,
    { file, sqlite: error.code },
    error,
  );
}
