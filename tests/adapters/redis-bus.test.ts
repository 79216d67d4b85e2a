import { Redis } from "ioredis";
import { afterAll, expect, test } from "vitest";
import { noBus } from "../../src/adapters/bus/no-bus.ts";
import {
  beatOf,
  databaseOf,
  newConversation,
  openEars,
  owed,
  stored,
  throughPort,
  typing,
  until,
} from "../support/ears.ts";
import { handClock } from "../support/hand-clock.ts";
import { relayTo } from "../support/redis-relay.ts";
import { describeWithRedis } from "../support/services.ts";

describeWithRedis("the bus over Redis", (url) => {
  const channels = `fenqi:${databaseOf(url)}`;
  const redis = new Redis(url);
  afterAll(() => redis.disconnect());

  test("tells who watches a conversation what was stored in it, and that somebody types", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const id = newConversation();
    await other.watch(id);
    one.bus.publish(typing(id, true));
    one.bus.publish(stored(id, 3));
    one.bus.publish(typing(id, false));
    await other.hear(typing(id, false));
    expect(other.notices).toEqual([typing(id, true), stored(id, 3), typing(id, false)]);
  });

  test("tells nobody else, nor the process that told it", async () => {
    const [one, watcher, other] = [await openEars(url), await openEars(url), await openEars(url)];
    const [id, end] = [newConversation(), newConversation()];
    await Promise.all([one.watch(id), watcher.watch(id), other.watch(end)]);
    one.bus.publish(stored(id, 1));
    watcher.bus.publish(stored(id, 2));
    one.bus.publish(stored(end, 3));
    await Promise.all([watcher.hear(stored(id, 1)), one.hear(stored(id, 2)), other.hear(stored(end, 3))]);
    expect([watcher.notices, one.notices, other.notices]).toEqual([
      [stored(id, 1)],
      [stored(id, 2)],
      [stored(end, 3)],
    ]);
  });

  test("is silent about a conversation that is watched no more", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const [left, kept] = [newConversation(), newConversation()];
    await other.watch(left, kept);
    other.bus.unwatch(left);
    await until(async () => (await listenersOf(`${channels}:conversation:${left}`)) === 0);
    one.bus.publish(stored(left, 1));
    one.bus.publish(stored(kept, 2));
    await other.hear(stored(kept, 2));
    expect(other.notices).toEqual([stored(kept, 2)]);
  });

  test("goes on with a conversation that is left and watched again at once", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const [id, next] = [newConversation(), newConversation()];
    await other.watch(id);
    other.bus.unwatch(id);
    other.bus.watch(id);
    await other.watch(next);
    one.bus.publish(stored(id, 1));
    await other.hear(stored(id, 1));
  });

  test("tells of an owed turn the process that has to take it, and no other", async () => {
    const [one, other, third] = [await openEars(url), await openEars(url), await openEars(url)];
    const [id, end] = [newConversation(), newConversation()];
    await third.watch(end);
    one.bus.publish(owed(id, other.node));
    one.bus.publish(stored(end, 1));
    await Promise.all([other.hear(owed(id, other.node)), third.hear(stored(end, 1))]);
    expect(third.notices).toEqual([stored(end, 1)]);
  });

  test("does not hear another installation on the same Redis", async () => {
    const elsewhere = Object.assign(new URL(url), { pathname: "/0" }).href;
    const [one, other, far] = [await openEars(url), await openEars(url), await openEars(elsewhere)];
    const id = newConversation();
    await other.watch(id);
    far.bus.publish(stored(id, 1));
    far.bus.publish(owed(id, far.node));
    await until(() => far.bus.isUp && one.bus.peers > 0);
    one.bus.publish(stored(id, 2));
    await other.hear(stored(id, 2));
    expect(other.notices).toEqual([stored(id, 2)]);
  });

  test("takes ten thousand conversations watched in one tick with a few commands, and forgets them", async () => {
    const relay = await relayTo(url);
    const [one, other] = [await openEars(url), await openEars(throughPort(url, relay.port))];
    const before = other.bus.size;
    const ids = Array.from({ length: 10_000 }, newConversation);
    await other.watch(...ids);
    expect(relay.subscribes).toBeLessThan(20);

    for (const half of [ids.slice(0, 5000), ids.slice(5000)]) {
      for (const id of half) one.bus.publish(stored(id, 1));
      await until(() => other.notices.at(-1)?.conversationId === half.at(-1));
    }
    expect(other.notices.length).toBe(ids.length);

    for (const id of ids) other.bus.unwatch(id);
    await until(() => other.bus.size === before);
    await until(async () => (await listenersOf(`${channels}:conversation:${ids.at(-1)}`)) === 0);
  });

  test("ignores what no process of ours would say, and logs it rarely", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const id = newConversation();
    const channel = `${channels}:conversation:${id}`;
    await other.watch(id);
    const nonsense = [
      "",
      "{}",
      "stored 3",
      "x stored",
      "x stored 0",
      "x stored -1",
      "x stored 1.5",
      "x stored 1e3",
      "x stored 9999999999999999",
      "x stored 3 4",
      " stored 3",
      "x typing maybe",
      `x owed ${id}`,
      "x beat 1",
      `x stored 3${" ".repeat(1_000_000)}`,
    ];
    for (const text of nonsense) await redis.publish(channel, text);
    for (const text of ["x beat -1", "x stored 3", "\u0000"]) await redis.publish(`${channels}:beats`, text);
    for (const text of ["x stored 3", "x owed", "x owed a/b", "x owed "])
      await redis.publish(`${channels}:node:${other.node}`, text);
    one.bus.publish(stored(id, 5));
    await other.hear(stored(id, 5));
    expect(other.notices).toEqual([stored(id, 5)]);
    expect(other.log).toEqual(
      Array(2).fill(expect.stringMatching(/^warn: Something says what no server process would/)),
    );
  });

  test("counts who is heard, and does not count who has fallen silent", async () => {
    const clock = handClock();
    const [one, other] = [await openEars(url, clock), await openEars(url)];
    const others = one.bus.peers;
    const third = await openEars(url);
    await until(() => one.bus.peers > others);
    await Promise.all([other.bus.close(), third.bus.close()]);
    for (let beat = 0; beat < 4; beat += 1) await beatOf(one, clock, url);
    expect(one.bus.isUp).toBe(true);
    expect(one.bus.peers).toBe(0);
  });

  test("takes no more than it can hold, and has the others look for the rest", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const id = newConversation();
    await other.watch(id);
    await until(() => one.bus.peers > 0 && other.bus.peers > 0);
    const { ups } = other;
    for (let last = 1; last <= 30_000; last += 1) one.bus.publish(stored(id, last));
    await other.hear(stored(id, 10_000));
    await until(() => other.ups > ups);
    expect(other.notices.length).toBe(10_000);
  });

  test("without Redis carries nothing, hears nobody, and says so", async () => {
    const id = newConversation();
    const told: unknown[] = [];
    noBus.listen(
      (notice) => told.push(notice),
      () => told.push("up"),
      (ids) => told.push(ids),
    );
    noBus.watch(id);
    noBus.publish(stored(id, 1));
    noBus.unwatch(id);
    await noBus.close();
    expect([noBus.isUp, noBus.peers, told]).toEqual([false, 0, []]);
  });

  async function listenersOf(channel: string): Promise<number> {
    const [, count] = await redis.pubsub("NUMSUB", channel);
    return Number(count);
  }
});
