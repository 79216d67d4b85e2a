import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { onTestFinished } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import type { NodeId } from "../../src/kernel/ids.ts";
import type { DeskStore } from "../../src/runtime/desk-ports.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { newNode } from "./log-events.ts";
import { scratchDir } from "./scratch.ts";

/** All that a process has of its database. */
export interface WholeStore extends Store {
  readonly desk: DeskStore;
}

/** One database: what is stored through one store it opens is there in the next. */
export interface Database {
  /** Opens it as a server process, until the running test is over; as a new one when left out. */
  open(node?: NodeId): Promise<WholeStore>;
  /** Runs SQL on it, for what no store tells or does. */
  query(text: string): Promise<readonly unknown[]>;
}

/** A store, and the process that has opened it. */
export interface Process extends WholeStore {
  readonly node: NodeId;
}

export async function openProcess(database: Database): Promise<Process> {
  const node = newNode();
  return { ...(await database.open(node)), node };
}

/** Counts the process among the living until it is killed, however long the test takes. */
export async function keepAlive(database: Database, { node }: Pick<Process, "node">): Promise<void> {
  await database.query(`insert into nodes (id, alive_until) values ('${node}', ${FOR_EVER})
    on conflict (id) do update set alive_until = excluded.alive_until`);
}

const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** The others hear nothing of the process any more. Of an SQLite file, no other process is ever counted as living. */
export async function kill(database: Database, { node }: Pick<Process, "node">): Promise<void> {
  await database.query(`update nodes set alive_until = 0 where id = '${node}'`);
}

/** An SQLite file that is gone when the running test is over. */
export async function openFileDatabase(): Promise<Database> {
  const file = join(await scratchDir(), "fenqi.sqlite");
  return {
    async open(node = newNode()) {
      const store = await openSqliteStore(file, node);
      onTestFinished(() => store.close());
      return store;
    },
    async query(text) {
      const sqlite = new Sqlite(file);
      try {
        const statement = sqlite.prepare(text);
        return statement.reader ? statement.all() : [statement.run()];
      } finally {
        sqlite.close();
      }
    },
  };
}
