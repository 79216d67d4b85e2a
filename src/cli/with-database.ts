import { randomIds } from "../adapters/auth/random-ids.ts";
import { openDataDir } from "../adapters/files/data-dir.ts";
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../database.ts";

/** Opens the database that the settings name, which servers may be using, for as long as the work takes. */
export async function withDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  if (config.DATABASE_URL === undefined) await openDataDir(config.DATA_DIR);
  const database = await openDatabase(config, randomIds.node(), () => {});
  try {
    return await work(database);
  } finally {
    await database.store.close();
  }
}
