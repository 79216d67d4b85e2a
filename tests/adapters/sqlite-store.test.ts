import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { receiveEvent } from "../../src/adapters/store/log-writes.ts";
import { connectSqlite } from "../../src/adapters/store/sqlite-connection.ts";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { storeError } from "../../src/adapters/store/store-error.ts";
import { WriteQueue } from "../../src/adapters/store/write-queue.ts";
import { atRest } from "../../src/dialog/state.ts";
import type { AppError } from "../../src/kernel/errors.ts";
import { conversationId } from "../../src/kernel/ids.ts";
import { customerSays, openNew } from "../support/log-events.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeAlarms } from "./alarm-contract.ts";
import { describeStore } from "./store-contract.ts";

const makeDatabase = async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  return { open: () => openSqliteStore(file) };
};
describeStore("SQLite", makeDatabase);
describeAlarms("SQLite", makeDatabase);

test("every commit is flushed to the disk", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const store = await openSqliteStore(file);
  const sqlite = new Sqlite(file);
  expect(sqlite.pragma("journal_mode", { simple: true })).toBe("wal");
  sqlite.close();
  await store.close();
});

test("a database written by a newer version is refused and left alone", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  await (await openSqliteStore(file)).close();
  const sqlite = new Sqlite(file);
  sqlite.exec("insert into kysely_migration values ('9999-from-the-future', '2030-01-01')");
  sqlite.close();
  await expect(openSqliteStore(file)).rejects.toMatchObject({
    code: "STORE_TOO_NEW",
    message: expect.stringContaining("9999-from-the-future"),
  });
});

test("a conversation that the first version of the schema stored goes on where it stood", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  await (await openSqliteStore(file)).close();
  const frame = { dialog: "repay", step: "paid", entry: "paid", via: "start", trail: ["paid"], tried: [] };
  const dialog = { stack: [frame], slots: { period: null }, misses: 1, turns: 3, spoken: [] };
  const state = { phase: "bot", language: "zh", dialog, epoch: 0 };
  const sqlite = new Sqlite(file);
  sqlite.exec(`
    drop table timers;
    drop index conversations_inside_dialogs;
    alter table conversations drop column content;
    delete from kysely_migration where name > '0001-conversation-log';
    insert into conversations values ('old', 'someone', 0, 500, 3, 9, 0, '${JSON.stringify(state)}');
  `);
  sqlite.close();
  const store = await openSqliteStore(file);
  const record = await store.find(conversationId("old"));
  expect(record).toMatchObject({ version: 3, last: 9, state });
  const [moved] = record?.state.dialog.stack ?? [];
  expect(Object.keys(record?.state.dialog ?? {}).sort()).toEqual(Object.keys(atRest).sort());
  expect(moved).toMatchObject({ ...frame, path: [], filled: {}, attempts: 0, asked: {} });
  expect(record).not.toHaveProperty("content");
  expect(await store.positions({ limit: 10 })).toEqual([]);
  await store.close();
});

test("a database that another process holds is an error to the sender, and works again afterwards", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const store = await openSqliteStore(file);
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
  const store = await openSqliteStore(file);
  const { id } = await openNew(store);
  const writer = connectSqlite(file, "write");
  await sql`pragma max_page_count = 40`.execute(writer.db);
  const writes = new WriteQueue(writer.inTransaction);
  const long = "很长".repeat(1500);
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, () =>
      writes
        .run((db) => receiveEvent(db, id, customerSays(long), false))
        .then(
          (received) => received.type,
          (error) => (storeError(error, file) as AppError).code,
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
  await expect(openSqliteStore(file)).rejects.toMatchObject({
    code: "STORE_UNAVAILABLE",
    message: expect.stringContaining(file),
  });
});
