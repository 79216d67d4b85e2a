import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { addAgent, assignedTo, changeTo, openWaiting } from "./desk-builders.ts";

describeWithPostgres("the desk on PostgreSQL", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  test("a claim that is undone because somebody else was in the way is made again", async () => {
    const database = await makeDatabase();
    const store = await database.open();
    const ann = await addAgent(store.desk);
    const record = await openWaiting(store);
    const other = new Client({ connectionString: database.url });
    await other.connect();
    onTestFinished(() => other.end());
    const areWaiting = async () => (await database.query("select 1 from pg_locks where not granted")).length;

    // Each has what the other one waits for, and the claim began to wait first: it is the one that is undone.
    await other.query("begin");
    await other.query("select 1 from conversations where id = $1 for update", [record.id]);
    const claim = store.desk.move(record.id, changeTo(record, assignedTo(ann)), { agent: ann.id, most: 5 });
    await expect.poll(areWaiting).toBeGreaterThan(0);
    const crossing = other.query("select 1 from agents where id = $1 for update", [ann.id]);
    await crossing.catch(() => {});
    await other.query("rollback");
    expect(await claim).toMatchObject({ type: "committed", record: { version: 2 } });
  });
});
