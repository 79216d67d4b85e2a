import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Redis } from "ioredis";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { beatOf, newConversation, openEars, owed, stored, throughPort, until } from "../support/ears.ts";
import { type FaultProxy, faultProxy } from "../support/fault-proxy.ts";
import { handClock } from "../support/hand-clock.ts";
import { relayTo } from "../support/redis-relay.ts";
import { describeWithRedis } from "../support/services.ts";

const AWAY = expect.stringMatching(/^warn: Redis is away/);
const BACK = expect.stringMatching(/^info: Redis is back/);

describeWithRedis("the bus over a Redis that fails", (url) => {
  const redisPort = Number(new URL(url).port || 6379);
  const redis = new Redis(url);
  afterAll(() => redis.disconnect());

  /** A way to Redis that can be broken. */
  async function brittle(): Promise<{ readonly proxy: FaultProxy; readonly url: string }> {
    const proxy = await faultProxy({ upstreams: [redisPort] });
    onTestFinished(() => proxy.close());
    return { proxy, url: throughPort(url, proxy.port) };
  }

  test("opens without Redis, says so once however often it tries, and comes up when Redis is there", async () => {
    const way = await brittle();
    const nobody = await refusingServer();
    way.proxy.lead([nobody.port]);
    const one = await openEars(way.url);
    const id = newConversation();
    one.bus.watch(id);
    one.bus.publish(stored(id, 1));
    await until(() => nobody.refused() > 6);
    expect([one.bus.isUp, one.bus.peers, one.log]).toEqual([false, 0, [AWAY]]);

    way.proxy.lead([redisPort]);
    await until(() => one.ups === 1);
    expect(one.bus.isUp).toBe(true);
    const other = await openEars(url);
    other.bus.publish(stored(id, 2));
    await one.hear(stored(id, 2));
    expect([one.notices, one.log]).toEqual([[stored(id, 2)], [AWAY, BACK]]);
  });

  test("hears everything again from the moment it says it is up, however often it is cut off", async () => {
    const way = await brittle();
    const [one, other] = [await openEars(way.url), await openEars(url)];
    const ids = Array.from({ length: 2000 }, newConversation);
    await one.watch(...ids);
    for (let time = 1; time <= 4; time += 1) {
      way.proxy.cut();
      await until(() => !one.bus.isUp);
      for (const id of ids) one.bus.publish(stored(id, time));
      one.atUp(() => {
        for (const id of ids) other.bus.publish(stored(id, 10 + time));
      });
      way.proxy.mend();
      await until(() => one.ups === time);
      await one.hear(stored(ids.at(-1) ?? newConversation(), 10 + time));
      expect(one.notices.length).toBe(time * ids.length);
    }
    expect(one.log).toEqual([AWAY, BACK, AWAY, BACK, AWAY, BACK, AWAY, BACK]);
  });

  test("is not up again before it listens to everything that is watched", async () => {
    const clock = handClock();
    const relay = await relayTo(url);
    const [one, other] = [await openEars(throughPort(url, relay.port), clock), await openEars(url)];
    const ids = Array.from({ length: 1500 }, newConversation);
    await one.watch(...ids);
    const before = relay.subscribes;
    relay.hold();
    relay.cut();
    await until(() => !one.bus.isUp);
    // More channels than one command takes: the beats' is among the first, and its own beat reaches it again.
    await until(() => relay.subscribes >= before + 2);
    await beatOf(one, clock, url);
    const afterTheBeat = owed(newConversation(), one.node);
    other.bus.publish(afterTheBeat);
    await one.hear(afterTheBeat);
    expect(one.bus.isUp).toBe(false);

    one.atUp(() => {
      for (const id of ids) other.bus.publish(stored(id, 1));
    });
    relay.release();
    await until(() => one.notices.length === 1 + ids.length);
  });

  test("has the others look for what it could not tell them", async () => {
    const way = await brittle();
    const [one, other] = [await openEars(way.url), await openEars(url)];
    await until(() => other.bus.peers > 0);
    const { ups } = other;
    way.proxy.cut();
    await until(() => !one.bus.isUp);
    one.bus.publish(stored(newConversation(), 1));
    way.proxy.mend();
    await until(() => other.ups > ups);
    expect(other.log).toEqual([]);
  });

  test.each(["the connection that listens", "the connection that publishes"])(
    "is down without %s, and heals",
    async (which) => {
      const [one, other] = [await openEars(url), await openEars(url)];
      const id = newConversation();
      await one.watch(id);
      await kill(one.node, which === "the connection that listens");
      await until(() => one.ups === 1);
      expect(one.log).toEqual([AWAY, BACK]);
      other.bus.publish(stored(id, 1));
      await one.hear(stored(id, 1));
    },
  );

  test("notices a Redis that has fallen silent without closing anything, and heals", async () => {
    const clock = handClock();
    const way = await brittle();
    const [one, other] = [await openEars(way.url, clock), await openEars(url)];
    const id = newConversation();
    await one.watch(id);
    way.proxy.swallow();
    for (let beat = 0; beat < 4; beat += 1) clock.advance(1000);
    expect([one.bus.isUp, one.log]).toEqual([false, [AWAY]]);
    one.bus.publish(stored(id, 1));

    way.proxy.mend();
    await until(() => one.bus.isUp);
    other.bus.publish(stored(id, 2));
    await one.hear(stored(id, 2));
    expect(one.log).toEqual([AWAY, BACK]);
  });

  test("gives up on a Redis that takes connections and says nothing", async () => {
    const way = await brittle();
    way.proxy.swallow();
    const one = await openEars(way.url);
    expect([one.bus.isUp, one.log]).toEqual([false, [AWAY]]);
    way.proxy.mend();
    await until(() => one.bus.isUp);
  });

  test("forgets what is watched and left while Redis is away", async () => {
    const way = await brittle();
    const one = await openEars(way.url);
    const kept = newConversation();
    await one.watch(kept);
    const before = one.bus.size;
    way.proxy.cut();
    await until(() => !one.bus.isUp);
    const gone = Array.from({ length: 1000 }, newConversation);
    for (const id of gone) one.bus.watch(id);
    await new Promise((resolve) => setImmediate(resolve));
    for (const id of gone) one.bus.unwatch(id);
    await until(() => one.bus.size === before);
    way.proxy.mend();
    await until(() => one.bus.isUp);
    expect(one.bus.size).toBe(before);
  });

  test("is down, with the reason, where Redis does not let it in", async () => {
    const locked = Object.assign(new URL(url), { username: "nobody", password: "not-this-one" }).href;
    const one = await openEars(locked);
    expect([one.bus.isUp, one.log]).toEqual([false, [AWAY]]);
  });

  test.each(["connected", "cut off", "silent"])("closes while it is %s", async (state) => {
    const way = await brittle();
    const one = await openEars(way.url);
    if (state === "cut off") {
      way.proxy.cut();
      await until(() => !one.bus.isUp);
    }
    if (state === "silent") way.proxy.swallow();
    await one.bus.close();
    one.bus.publish(stored(newConversation(), 1));
    one.bus.watch(newConversation());
    expect(one.bus.isUp).toBe(false);
    await until(async () => (await connectionsOf(one.node)).length === 0 || state === "silent");
  });

  test("still tells the others what was published just before it is closed", async () => {
    const [one, other] = [await openEars(url), await openEars(url)];
    const id = newConversation();
    await other.watch(id);
    one.bus.publish(stored(id, 1));
    await one.bus.close();
    await other.hear(stored(id, 1));
  });

  async function connectionsOf(node: string): Promise<{ readonly id: string; readonly listens: boolean }[]> {
    const list = String(await redis.client("LIST"));
    return list
      .split("\n")
      .filter((line) => line.includes(`name=fenqi:${node} `))
      .map((line) => ({ id: /^id=(\d+)/.exec(line)?.[1] ?? "", listens: / flags=\w*P/.test(line) }));
  }

  async function kill(node: string, listens: boolean): Promise<void> {
    const found = (await connectionsOf(node)).find((connection) => connection.listens === listens);
    await redis.client("KILL", "ID", found?.id ?? "");
  }
});

/** A server that is there and lets nobody stay. */
async function refusingServer(): Promise<{ readonly port: number; refused(): number }> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.resetAndDestroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, refused: () => count };
}
