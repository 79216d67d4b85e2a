import { AppError } from "../../kernel/errors.ts";
import type { Clock } from "../../kernel/time.ts";
import type { ReadLogs } from "../../runtime/log-ports.ts";
import type { ContentVersions, ReadPositions } from "../../runtime/ports.ts";
import { findPositions } from "./log-reads.ts";
import { connectPostgres } from "./postgres-connection.ts";
import { postgresError } from "./postgres-error.ts";
import { findLogs } from "./record-reads.ts";
import { shownUrl } from "./shown-url.ts";
import { storedVersions } from "./stored-versions.ts";

interface PostgresPositions {
  readonly positions: ReadPositions;
  readonly logs: ReadLogs;
  readonly versions: ContentVersions;
  close(): Promise<void>;
}

/**
 * Looks at conversations and where they stand in a PostgreSQL database, and changes nothing in it. Servers may be using it.
 *
 * @throws STORE_UNAVAILABLE when it cannot be reached, or this version of Fenqi has not used it yet
 */
export async function openPostgresPositions(url: string, clock: Clock): Promise<PostgresPositions> {
  const name = shownUrl(url);
  const { db, close } = connectPostgres(url);
  const explain = (error: unknown): unknown => postgresError(error, name);
  try {
    const tables = await db.introspection.getTables();
    if (!tables.some((table) => table.name === "agents")) {
      throw new AppError(
        "STORE_UNAVAILABLE",
        `This version of Fenqi has not used the database ${name} yet. Start the server once to bring it up to date.`,
        { database: name },
      );
    }
  } catch (error) {
    await close();
    throw explain(error);
  }
  const explained = async <Found>(found: Promise<Found>): Promise<Found> => {
    try {
      return await found;
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    positions: (page) => explained(findPositions(db, page)),
    logs: (page) => explained(findLogs(db, page)),
    versions: storedVersions(db, explain, clock),
    close,
  };
}
