import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../../src/adapters/store/sqlite-store.ts";
import { conversationId } from "../../src/kernel/ids.ts";
import type { WholeStore } from "../support/databases.ts";
import { customerSays, newNode } from "../support/log-events.ts";
import { openStoreAt, queryPostgres } from "../support/postgres.ts";
import { scratchDir } from "../support/scratch.ts";
import { describeWithPostgres } from "../support/services.ts";
import { type Counting, type ReleasedSchema, releasedSchemas } from "./released-schemas.ts";
import { eventsOf, tell, toldOf } from "./released-telling.ts";

/** An empty database that can be looked at from outside. */
interface BareDatabase {
  readonly counting: Counting;
  /** Opens it as today's program does, until the running test is over. */
  open(): Promise<WholeStore>;
  /** Runs SQL; returns the rows of the last statement. */
  sql(text: string): Promise<readonly unknown[]>;
  /** All there is of tables, columns, keys and indexes. */
  schema(): Promise<unknown>;
}

function describeMigrations(name: string, make: () => Promise<BareDatabase>): void {
  describe.each(releasedSchemas)(`${name}: a database of $name`, ({ sql, conversations }) => {
    const migrated = async () => {
      const database = await make();
      await database.sql(sql(database.counting));
      return { database, store: await database.open() };
    };

    test("tells everything it told", async () => {
      const { store } = await migrated();
      const ids = conversations.map(({ id }) => id);
      expect(await tell(store, ids)).toEqual(toldOf(conversations));
    });

    test("goes on: nothing is stored twice, what is owed is paid once, and seqs go on", async () => {
      const { store } = await migrated();
      const several = conversations.find(({ id }) => id === "owed-several");
      const id = conversationId("owed-several");
      const [first] = several ? eventsOf(several) : [];
      const resent = await store.receive(id, { ...customerSays("再说一遍"), cid: first?.cid as never }, true);
      expect(resent).toEqual({ type: "duplicate", event: first });
      expect(await store.receive(id, customerSays("还在吗"), true)).toMatchObject({ event: { seq: 8 } });
      await store.claimOwed(100);
      const turn = await store.nextTurn(id);
      expect(turn?.events.map(({ seq }) => seq)).toEqual([3, 6, 7, 8]);
      const { version, state } = turn?.record ?? expect.unreachable("a turn is owed");
      const paid = { version, state, events: [], pays: 8 };
      expect(await store.commitTurn(id, paid)).toMatchObject({ type: "committed", record: { version: 3 } });
      expect(await store.commitTurn(id, { ...paid, version: 3 })).toEqual({ type: "moved" });
      expect(await store.nextTurn(id)).toBeUndefined();
    });

    test("knows of no customer when they were proven, until the host app does it anew", async () => {
      const { store } = await migrated();
      const before = await store.find(conversationId("waiting"));
      expect(before).toMatchObject({ identified: true });
      expect(before).not.toHaveProperty("provenAt");
      const { customerId: customer, ...record } = before ?? expect.unreachable("a conversation");
      const provenAt = 1_795_420_000_000;
      await store.open(customer, { ...record, provenAt });
      expect(await store.find(record.id)).toMatchObject({ provenAt, version: record.version + 1 });
    });

    test("comes to the same tables and indexes as a new one", async () => {
      const { database } = await migrated();
      const fresh = await make();
      await fresh.open();
      expect(await database.schema()).toEqual(await fresh.schema());
    });
  });

  describe(`${name}: a migration`, () => {
    const [{ sql, conversations }] = releasedSchemas as [ReleasedSchema];

    test("that fails half way leaves the database as it was, and runs once the cause is gone", async () => {
      const database = await make();
      await database.sql(sql(database.counting));
      const before = await database.schema();
      // The fourth migration reads every state; the second and the third have been made by then.
      const state = (json: string) => `update conversations set state = '${json}' where id = 'newcomer'`;
      await database.sql(state("{"));
      await expect(database.open()).rejects.toThrow(/JSON/u);
      expect(await database.schema()).toEqual(before);
      expect(await database.sql("select name from kysely_migration")).toEqual([
        { name: "0001-conversation-log" },
      ]);
      await database.sql(state(conversations[0]?.state ?? ""));
      const store = await database.open();
      expect(
        await tell(
          store,
          conversations.map(({ id }) => id),
        ),
      ).toEqual(toldOf(conversations));
    });

    test("is not made by a program that does not know all that were", async () => {
      const database = await make();
      await database.sql(
        `${sql(database.counting)} insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`,
      );
      const before = await database.schema();
      await expect(database.open()).rejects.toMatchObject({
        code: "STORE_TOO_NEW",
        message: expect.stringContaining("9999-from-the-future"),
      });
      expect(await database.schema()).toEqual(before);
    });
  });
}

describeMigrations("SQLite", async () => {
  const file = join(await scratchDir(), "fenqi.sqlite");
  const using = <Result>(work: (sqlite: Sqlite.Database) => Result): Result => {
    const sqlite = new Sqlite(file);
    try {
      return work(sqlite);
    } finally {
      sqlite.close();
    }
  };
  return {
    counting: "integer",
    async open() {
      const store = await openSqliteStore(file, newNode());
      onTestFinished(() => store.close());
      return store;
    },
    sql: async (text) =>
      using((sqlite) => (text.startsWith("select") ? sqlite.prepare(text).all() : (sqlite.exec(text), []))),
    schema: async () =>
      using((sqlite) =>
        sqlite
          .prepare<[], { name: string; sql: string | null }>(
            "select name, sql from sqlite_master order by name",
          )
          .all()
          .map((row) => ({ ...row, sql: row.sql?.replaceAll(/["\s]+/gu, " ").toLowerCase() })),
      ),
  };
});

describeWithPostgres("migrations on PostgreSQL", (freshDatabase) => {
  const make = async (): Promise<BareDatabase & { readonly url: string }> => {
    const url = await freshDatabase();
    const sql = (text: string) => queryPostgres(url, text);
    return {
      url,
      counting: "bigserial",
      open: () => openStoreAt(url, newNode()),
      sql,
      schema: async () => ({
        columns: await sql(`select table_name, column_name, data_type, is_nullable, column_default
          from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`),
        keys: await sql(`select conrelid::regclass::text as of, conname, pg_get_constraintdef(oid) as is
          from pg_constraint where connamespace = 'public'::regnamespace order by conname, of`),
        indexes: await sql("select indexdef from pg_indexes where schemaname = 'public' order by indexdef"),
      }),
    };
  };
  describeMigrations("PostgreSQL", make);

  test.each([
    ["an empty database", ""],
    ["a database of the first version", releasedSchemas[0]?.sql("bigserial") ?? ""],
  ])("several processes that open %s at once all succeed, and one of them migrates", async (_, sql) => {
    const database = await make();
    await database.sql(sql);
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
    await Promise.all(stores.map((store) => store.check()));
    const applied = await database.sql(
      "select name, count(*)::int from kysely_migration group by name order by name",
    );
    expect(applied).toHaveLength(10);
    expect(new Set(applied.map((row) => (row as { count: number }).count))).toEqual(new Set([1]));
    const fresh = await make();
    await fresh.open();
    expect(await database.schema()).toEqual(await fresh.schema());
  });

  test("a process waits for another one that migrates for longer than any message may take", async () => {
    const { url, open, sql } = await make();
    const other = new Client({ connectionString: url });
    await other.connect();
    // The lock that Kysely's migrations take.
    await other.query("select pg_advisory_lock(3853314791062309107)");
    const opening = open();
    await expect.poll(() => sql("select 1 from pg_locks where not granted")).not.toEqual([]);
    await other.query("select pg_sleep(6)");
    await other.end();
    await (await opening).check();
  });
});
