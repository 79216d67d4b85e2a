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
import { openRows } from "./desk-builders.ts";
import { type ReleasedSchema, releasedSchemas, stored } from "./released-schemas.ts";

/** An empty database that can be looked at from outside. */
interface BareDatabase {
  /** Opens it as today's program does, until the running test is over. */
  open(): Promise<WholeStore>;
  /** Runs SQL; returns the rows of the last statement. */
  sql(text: string): Promise<readonly unknown[]>;
  /** All there is of tables, columns, keys and indexes. */
  schema(): Promise<unknown>;
}

type Conversation = ReleasedSchema["conversations"][number];

/** The state as it is to be told: what came to belong to a place in a dialog since it was written is there, empty. */
function stateOf({ state }: Conversation) {
  const written = JSON.parse(state);
  const frame = { path: [], filled: {}, attempts: 0, asked: {} };
  const dialog = { results: {}, noted: [], care: "", nudges: 0, calls: 0, heardAt: 0, unanswered: "" };
  const stack = written.dialog.stack.map((one: object) => ({ ...frame, ...one }));
  const { since, queue, ...rest } = { ...written, dialog: { ...dialog, ...written.dialog, stack } };
  return rest.phase === "bot" ? rest : { ...rest, ticket: { queue, since, urgency: 0 }, passedBy: [] };
}

/** Whom a person is to answer, as the desk shows them. */
const rowOf = (one: Conversation) => {
  const { phase, ticket, passedBy, language } = stateOf(one);
  const [said] = one.events.filter(({ kind }) => kind === "message").slice(-1);
  return {
    id: one.id,
    customerId: stored.customer + one.id,
    identified: one.id === "waiting",
    version: stored.version,
    last: one.events.length,
    customerRead: 0,
    ownership: { phase, ticket, passedBy },
    language,
    latest: { at: stored.at, from: "customer", text: JSON.parse(said?.body ?? "").text },
    seen: 0,
    unread: one.events.filter(({ speaker }) => speaker === "customer").length,
    tags: [],
    reason: "客户要求转人工",
  };
};

const recordOf = (one: Conversation) => ({
  id: one.id,
  customerId: stored.customer + one.id,
  identified: one.id === "waiting",
  createdAt: stored.createdAt,
  version: stored.version,
  last: one.events.length,
  state: stateOf(one),
  ...(one.content === undefined ? {} : { content: one.content }),
});

const eventsOf = ({ id, events }: Conversation) =>
  events.map(({ kind, speaker, body, cid, inside }, index) => ({
    conversationId: id,
    seq: index + 1,
    id: `${id}-${index + 1}`,
    at: stored.at,
    kind,
    from: speaker,
    body: JSON.parse(body),
    ...(cid === undefined ? {} : { cid }),
    ...(inside === undefined ? {} : { inside: JSON.parse(inside) }),
  }));

const byName = (one: string, other: string): number => (one < other ? -1 : 1);

/** What a store has to tell of a database that a released version left. */
const toldOf = (conversations: readonly Conversation[]) => {
  const inside = conversations.filter(({ content }) => content !== undefined);
  const ringing = conversations
    .filter(({ owed }) => owed === undefined)
    .flatMap(({ id, alarm }) => (alarm ? [{ conversationId: id, ...alarm }] : []));
  const alarms = ringing.sort((one, other) => one.due - other.due);
  return {
    records: conversations.map(recordOf),
    logs: conversations.map(eventsOf),
    nextTurns: conversations.map(
      (one) => one.owed && { record: recordOf(one), events: one.owed.map((seq) => eventsOf(one)[seq - 1]) },
    ),
    nextAlarm: alarms[0]?.due,
    alarms,
    positions: inside
      .map((one) => ({ conversationId: one.id, content: one.content, state: stateOf(one) }))
      .sort((one, other) => byName(one.conversationId, other.conversationId)),
    contentInUse: new Set(inside.map(({ content }) => content)),
    waiting: conversations
      .filter((one) => stateOf(one).phase === "waiting")
      .map(rowOf)
      .sort((one, other) => byName(one.id, other.id)),
    said: conversations
      .filter(({ events }) => events.length > 0)
      .map(({ id }) => id)
      .sort(),
  };
};

/** The same, as a store tells it. */
async function tell(
  store: WholeStore,
  ids: readonly string[],
): Promise<Record<keyof ReturnType<typeof toldOf>, unknown>> {
  const each = <Told>(ask: (id: ReturnType<typeof conversationId>) => Promise<Told>) =>
    Promise.all(ids.map((id) => ask(conversationId(id))));
  await store.claimOwed(100);
  return {
    records: await each((id) => store.find(id)),
    logs: await each((id) => store.events(id, { limit: 100 })),
    nextTurns: await each((id) => store.nextTurn(id)),
    nextAlarm: await store.nextAlarm(),
    alarms: await store.claimAlarms(2_000_000_000_000, 100),
    positions: await store.positions({ limit: 100 }),
    contentInUse: await store.contentInUse(),
    waiting: [...(await openRows(store.desk))].sort((one, other) => byName(one.id, other.id)),
    said: (await store.desk.search({ limit: 100 })).map(({ id }) => id).sort(),
  };
}

function describeMigrations(name: string, make: () => Promise<BareDatabase>): void {
  describe.each(releasedSchemas)(`${name}: a database of $name`, ({ sql, conversations }) => {
    const migrated = async () => {
      const database = await make();
      await database.sql(sql);
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
      await database.sql(sql);
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
      await database.sql(`${sql} insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`);
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
    ["a database of the first version", releasedSchemas[0]?.sql ?? ""],
  ])("several processes that open %s at once all succeed, and one of them migrates", async (_, sql) => {
    const database = await make();
    await database.sql(sql);
    const stores = await Promise.all(Array.from({ length: 5 }, () => database.open()));
    await Promise.all(stores.map((store) => store.check()));
    const applied = await database.sql(
      "select name, count(*)::int from kysely_migration group by name order by name",
    );
    expect(applied).toHaveLength(6);
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
