import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { receiveEvent } from "../../src/adapters/store/log-writes.ts";
import { connectSqlite } from "../../src/adapters/store/sqlite-connection.ts";
import { sqliteError } from "../../src/adapters/store/sqlite-error.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { WriteQueue } from "../../src/adapters/store/write-queue.ts";
import type { AppError } from "../../src/kernel/errors.ts";
import { cachedDatabase } from "../support/cached-database.ts";
import { openFileDatabase } from "../support/databases.ts";
import { customerSays, newNode, openNew } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeAgents } from "./agent-contract.ts";
import { describeAlarms } from "./alarm-contract.ts";
import { describeClaims } from "./claim-contract.ts";
import { describeCustomers } from "./customer-contract.ts";
import { describeDesk } from "./desk-contract.ts";
import { describeDeskLists } from "./desk-lists-contract.ts";
import { describeDeskRaces } from "./desk-races-contract.ts";
import { describeDeskSearch } from "./desk-search-contract.ts";
import { describeImages } from "./image-contract.ts";
import { describeMarks } from "./mark-contract.ts";
import { describeStore } from "./store-contract.ts";
import { describeTurns } from "./turn-contract.ts";

describeStore("SQLite", openFileDatabase);
describeTurns("SQLite", openFileDatabase);
describeAlarms("SQLite", openFileDatabase);
describeClaims("SQLite", openFileDatabase);
describeDesk("SQLite", openFileDatabase);
describeDeskLists("SQLite", openFileDatabase);
describeDeskSearch("SQLite", openFileDatabase);
describeDeskRaces("SQLite", openFileDatabase);
describeAgents("SQLite", openFileDatabase);
describeMarks("SQLite", openFileDatabase);
describeImages("SQLite", openFileDatabase);
describeCustomers("SQLite", openFileDatabase);

const makeCached = async () => cachedDatabase(await openFileDatabase());
describeStore("SQLite by way of memory", makeCached);
describeTurns("SQLite by way of memory", makeCached);
describeAlarms("SQLite by way of memory", makeCached);
describeMarks("SQLite by way of memory", makeCached);
describeCustomers("SQLite by way of memory", makeCached);

test("every commit is flushed to the disk", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const store = await openSqliteStore(file, newNode());
  const sqlite = new Sqlite(file);
  expect(sqlite.pragma("journal_mode", { simple: true })).toBe("wal");
  sqlite.close();
  await store.close();
});

test("a database written by a newer version is refused and left alone", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  await (await openSqliteStore(file, newNode())).close();
  const sqlite = new Sqlite(file);
  sqlite.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
  sqlite.close();
  await expect(openSqliteStore(file, newNode())).rejects.toMatchObject({
    code: "STORE_TOO_NEW",
    message: expect.stringContaining("9999-from-the-future"),
  });
});

test("a database that another process holds is an error to the sender, and works again afterwards", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const store = await openSqliteStore(file, newNode());
  const { id } = await openNew(store);
  const other = new Sqlite(file);
  other.exec("begin immediate");
  const refused = store.receive(id, customerSays("在吗"), true);
  await expect(refused).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  other.exec("rollback");
  other.close();
  expect((await store.receive(id, customerSays("在吗"), true)).type).toBe("stored");
  await store.close();
}, 15_000);

test("a full disk is an error to the sender, and what fits is stored without a gap", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const store = await openSqliteStore(file, newNode());
  const { id } = await openNew(store);
  const writer = connectSqlite(file, "write");
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(writer.db);
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 12)}`.execute(writer.db);
  const writes = new WriteQueue({ inTransaction: writer.inTransaction });
  const seat = { node: newNode(), isShared: false };
  const long = "很长".repeat(1500);
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, () =>
      writes
        .run(id, (connection) => receiveEvent(connection, seat, id, customerSays(long), true))
        .then(
          (received) => received.type,
          (error) => (sqliteError(error, file) as AppError).code,
        ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(["stored", "STORE_UNAVAILABLE"]));
  const seqs = (await store.events(id, { limit: 100 })).map((event) => event.seq);
  expect(seqs).toEqual(outcomes.filter((outcome) => outcome === "stored").map((_, index) => index + 1));
  writer.close();
  await store.close();
});

test("a file that is not a database is named in the error", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  await writeFile(file, "certainly not a database, and long enough to be noticed as such".repeat(100));
  await expect(openSqliteStore(file, newNode())).rejects.toMatchObject({
    code: "STORE_UNAVAILABLE",
    message: expect.stringContaining(file),
  });
});
