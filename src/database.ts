import { systemClock } from "./adapters/clock/system-clock.ts";
import type { Config } from "./config.ts";
import type { NodeId } from "./kernel/ids.ts";
import { databaseFile, keptVersions } from "./publication.ts";
import type { DeskStore } from "./runtime/desk-ports.ts";
import type { ReadLogs } from "./runtime/log-ports.ts";
import type { Observe } from "./runtime/moments.ts";
import type { ContentVersions, ReadPositions, Store } from "./runtime/ports.ts";
import type { Publications } from "./runtime/publication-ports.ts";

type DatabaseSettings = Pick<Config, "DATA_DIR" | "DATABASE_URL">;

/** Where conversations are kept, and the versions of the content they are inside of. */
export interface Database {
  readonly store: Store;
  /** Beside the store: it is closed with it. */
  readonly desk: DeskStore;
  readonly versions: ContentVersions;
  /** Which of them is answered with. */
  readonly publications: Publications;
}

/**
 * Opens the database that the settings name, and brings its schema up to date.
 *
 * @throws STORE_UNAVAILABLE, STORE_TOO_NEW
 */
export async function openDatabase(
  config: DatabaseSettings,
  node: NodeId,
  observe: Observe,
): Promise<Database> {
  if (config.DATABASE_URL !== undefined) {
    const { openPostgresStore } = await import("./adapters/store/postgres-store.ts");
    return openPostgresStore(config.DATABASE_URL, node, systemClock, observe);
  }
  const { openSqliteStore } = await import("./adapters/store/sqlite-store.ts");
  const store = await openSqliteStore(databaseFile(config), node, observe, systemClock);
  const { desk, publications } = store;
  return { store, desk, publications, versions: keptVersions(config) };
}

/**
 * Opens the database only to look at conversations and where they stand.
 *
 * @throws STORE_UNAVAILABLE
 */
export async function openPositions(config: DatabaseSettings): Promise<{
  readonly positions: ReadPositions;
  readonly logs: ReadLogs;
  readonly versions: ContentVersions;
  close(): void | Promise<void>;
}> {
  if (config.DATABASE_URL !== undefined) {
    const { openPostgresPositions } = await import("./adapters/store/postgres-positions.ts");
    return openPostgresPositions(config.DATABASE_URL, systemClock);
  }
  const { openSqlitePositions } = await import("./adapters/store/sqlite-positions.ts");
  return { ...(await openSqlitePositions(databaseFile(config))), versions: keptVersions(config) };
}
