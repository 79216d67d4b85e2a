import { existsSync } from "node:fs";
import { agentSecrets } from "../adapters/auth/agent-secrets.ts";
import { scryptPasswords } from "../adapters/auth/passwords.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import type { Config } from "../config.ts";
import { AppError } from "../kernel/errors.ts";
import { databaseFile } from "../publication.ts";
import { Accounts } from "../runtime/accounts.ts";
import { withDatabase } from "./with-database.ts";

/** Opens the accounts of the database that the settings name, which servers may be using, for as long as the work takes. */
export async function withAccounts<Result>(
  config: Config,
  work: (accounts: Accounts) => Promise<Result>,
): Promise<Result> {
  return withDatabase(config, ({ desk }) =>
    work(
      new Accounts({
        store: desk.agents,
        passwords: scryptPasswords(),
        secrets: agentSecrets,
        clock: systemClock,
      }),
    ),
  );
}

/**
 * Only adding an agent makes a database: anything else is looking in the wrong place.
 *
 * @throws STORE_UNAVAILABLE
 */
export function refuseNoDatabase(config: Config): void {
  const file = databaseFile(config);
  if (config.DATABASE_URL !== undefined || existsSync(file)) return;
  throw new AppError(
    "STORE_UNAVAILABLE",
    `There is no database ${file}. Set DATA_DIR to the directory that the server uses.`,
    { file },
  );
}

/** Where the accounts are, in words. */
export function placeOf(config: Config): string {
  return config.DATABASE_URL === undefined ? databaseFile(config) : "the database of DATABASE_URL";
}
