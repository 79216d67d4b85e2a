import { AppError } from "../../kernel/errors.ts";
import type { Clock } from "../../kernel/time.ts";
import type { ContentVersions, ReadPositions } from "../../runtime/ports.ts";
import { findPositions } from "./log-reads.ts";
import { connectPostgres } from "./postgres-connection.ts";
import { postgresError } from "./postgres-error.ts";
import { shownUrl } from "./shown-url.ts";
import { storedVersions } from "./stored-versions.ts";

interface PostgresPositions {
  readonly positions: ReadPositions;
  readonly versions: ContentVersions;
  close(): Promise<void>;
}

/**
 * Looks where conversations stand in a PostgreSQL database, and changes nothing in it. Servers may be using it.
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
  return {
    async positions(page) {
      try {
        return await findPositions(db, page);
      } catch (error) {
        throw explain(error);
      }
    },
    versions: storedVersions(db, explain, clock),
    close,
  };
}
