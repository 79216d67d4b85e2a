import { existsSync } from "node:fs";
import { sql } from "kysely";
import { AppError } from "../../kernel/errors.ts";
import type { ReadLogs } from "../../runtime/log-ports.ts";
import type { ReadPositions } from "../../runtime/ports.ts";
import { findPositions } from "./log-reads.ts";
import { findLogs } from "./record-reads.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import { sqliteError } from "./sqlite-error.ts";

/**
 * Opens the database file to look at conversations and where they stand, and changes nothing in it. A server may be using it.
 *
 * @throws STORE_UNAVAILABLE when it is not there, or an older version of Fenqi was the last to use it
 */
export async function openSqlitePositions(
  file: string,
): Promise<{ readonly positions: ReadPositions; readonly logs: ReadLogs; close(): void }> {
  const unavailable = (reason: string): AppError => new AppError("STORE_UNAVAILABLE", reason, { file });
  if (!existsSync(file))
    throw unavailable(`There is no database ${file}. Set DATA_DIR to the directory that the server uses.`);
  try {
    const { db, close } = connectSqlite(file, "read");
    const { rows } =
      await sql`select 1 from pragma_table_info('conversations') where name in ('content', 'owner')`.execute(
        db,
      );
    if (rows.length === 2)
      return { positions: (page) => findPositions(db, page), logs: (page) => findLogs(db, page), close };
    close();
  } catch (error) {
    throw sqliteError(error, file);
  }
  throw unavailable(
    `The database ${file} is one of an older version of Fenqi. Start the server once to bring it up to date.`,
  );
}
