import { describe, expect, test } from "vitest";
import { randomImageId } from "../../src/adapters/auth/random-ids.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import { createImages } from "../../src/runtime/images.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { openFileDatabase } from "../support/databases.ts";
import { until } from "../support/ears.ts";
import { newCid, newNode } from "../support/log-events.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { sampleImages } from "../support/sample-images.ts";
import { describeWithPostgres } from "../support/services.ts";
import { twoRuntimes } from "../support/several-runtimes.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const HOUR_MS = 3_600_000;
const refused = { code: "BLOCKED" };

/** The small runtime, and a way to block its customers as the desk does. */
async function blockingRuntime(wrapStore?: (store: Store) => Store) {
  const node = newNode();
  const store = await (await openFileDatabase()).open(node);
  const runtime = await smallRuntime({ node, openStore: async () => store, ...(wrapStore && { wrapStore }) });
  const block = async (id: ConversationId, end: number | undefined) => {
    await store.desk.setBlocked(id, end);
    runtime.live.forget(id);
  };
  return { ...runtime, store, block };
}

describe("a blocked customer", () => {
  test("is refused whatever they send, and told until when", async () => {
    const { open, say, reception, store, clock, block, logOf } = await blockingRuntime();
    const id = await open();
    await say(id, "坏了怎么办");
    const { id: image } = await createImages({ store, clock, newId: randomImageId }).keep(
      id,
      sampleImages.png,
    );
    const before = await logOf(id);
    await block(id, clock.now() + HOUR_MS);
    await expect(reception.say(id, newCid(), "在吗")).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining(new Date(clock.now() + HOUR_MS).toISOString()),
    });
    await expect(reception.choose(id, newCid(), { seq: 3, option: "no" })).rejects.toMatchObject(refused);
    await expect(reception.show(id, newCid(), image)).rejects.toMatchObject(refused);
    await expect(reception.askForHuman(id)).rejects.toMatchObject(refused);
    await expect(reception.rate(id, { score: 1 })).rejects.toMatchObject(refused);
    expect(await logOf(id)).toEqual(before);
  });

  test("gets the old ack for what was stored before, and no second answer", async () => {
    const { open, reception, clock, block, logOf, quiet } = await blockingRuntime();
    const id = await open();
    const [cid, later] = [newCid(), newCid()];
    const first = await reception.say(id, cid, "坏了怎么办");
    const wish = await reception.askForHuman(id, later);
    await quiet(id);
    const before = await logOf(id);
    await block(id, clock.now() + HOUR_MS);
    expect(await reception.say(id, cid, "坏了怎么办")).toEqual(first);
    expect(await reception.askForHuman(id, later)).toEqual(wish);
    await quiet(id);
    expect(await logOf(id)).toEqual(before);
  });

  test("is heard again when the time is over, or the block is lifted", async () => {
    const { open, say, reception, clock, block, transcript } = await blockingRuntime();
    const [patient, forgiven] = [await open(), await open()];
    for (const id of [patient, forgiven]) {
      await block(id, clock.now() + HOUR_MS);
      await expect(reception.say(id, newCid(), "在吗")).rejects.toMatchObject(refused);
    }
    await block(forgiven, undefined);
    await say(forgiven, "坏了怎么办");
    expect(await transcript(forgiven)).toHaveLength(3);
    clock.advance(HOUR_MS);
    await say(patient, "坏了怎么办");
    expect(await transcript(patient)).toHaveLength(3);
  });

  test("still gets the answer that was owed to them", async () => {
    const { open, reception, clock, block, transcript, quiet } = await blockingRuntime();
    const id = await open();
    await reception.say(id, newCid(), "坏了怎么办");
    await block(id, clock.now() + HOUR_MS);
    await quiet(id);
    expect(await transcript(id)).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
  });
});

test("whether a customer is blocked costs no read in a conversation that is going on", async () => {
  let finds = 0;
  const counting = (store: Store): Store => ({
    ...store,
    find: (id) => {
      finds += 1;
      return store.find(id);
    },
  });
  const { open, say } = await blockingRuntime(counting);
  const id = await open();
  await say(id, "坏了怎么办");
  finds = 0;
  await say(id, "没解决");
  await say(id, "解决了");
  expect(finds).toBe(0);
});

describeWithPostgres("several processes", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  const openTwo = async () => {
    const database = await makeDatabase();
    const two = await twoRuntimes(database);
    const desk = two.network.join(newNode());
    const { desk: store } = await database.open();
    const block = async (id: ConversationId) => {
      await store.setBlocked(id, two.here.clock.now() + HOUR_MS);
      desk.publish({ type: "desk", conversationId: id });
    };
    const id = await two.here.open();
    for (const { say } of [two.here, two.there]) await say(id, "坏了怎么办");
    return { ...two, id, block };
  };

  test("all refuse a customer who was blocked at one of them", async () => {
    const { here, there, id, block } = await openTwo();
    await block(id);
    await until(() => here.live.known(id) === undefined && there.live.known(id) === undefined);
    for (const { reception } of [here, there])
      await expect(reception.say(id, newCid(), "在吗")).rejects.toMatchObject(refused);
  });

  test("refuse them after one message at most when nobody hears of it", async () => {
    const { network, here, there, id, block } = await openTwo();
    network.swallow();
    await block(id);
    for (const { reception } of [here, there]) {
      await reception
        .say(id, newCid(), "在吗")
        .catch((error: unknown) => expect(error).toMatchObject(refused));
      await expect(reception.say(id, newCid(), "在吗")).rejects.toMatchObject(refused);
    }
  });
});
