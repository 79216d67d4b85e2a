import { Client } from "pg";
import { beforeAll, onTestFinished } from "vitest";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openPostgresStore } from "../../src/adapters/store/postgres-store.ts";
import type { NodeId } from "../../src/kernel/ids.ts";
import type { Observe } from "../../src/runtime/moments.ts";
import type { Database, WholeStore } from "./databases.ts";
import { newNode } from "./log-events.ts";

/**
 * A PostgreSQL database for the tests of a suite, one after the other.
 *
 * @param freshDatabase see `describeWithPostgres`
 * @returns what empties the database for the running test; making one for each test takes twenty times as long
 */
export function emptiedDatabase(freshDatabase: () => Promise<string>): () => Promise<PostgresDatabase> {
  let url = "";
  beforeAll(async () => {
    url = await freshDatabase();
    const { store } = await openPostgresStore(url, newNode(), systemClock);
    await store.close();
  });
  return async () => {
    const desk = ["images", "conversation_tags", "agent_sessions", "agents", "audit", "replies"];
    const tables = [...desk, "events", "conversations", "nodes", "content_versions"];
    await queryPostgres(url, tables.map((table) => `delete from ${table}`).join(";"));
    return {
      url,
      open: (node = newNode()) => openStoreAt(url, node),
      query: (text) => queryPostgres(url, text),
    };
  };
}

interface PostgresDatabase extends Database {
  readonly url: string;
}

/** Opens the database at a URL as a process, until the running test is over. */
export async function openStoreAt(url: string, node: NodeId, observe?: Observe): Promise<WholeStore> {
  const { store, desk } = await openPostgresStore(url, node, systemClock, observe);
  onTestFinished(() => store.close());
  return Object.assign(store, { desk });
}

export async function queryPostgres(url: string, text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
