import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/kernel/ids.ts";
import { LiveConversations } from "../../src/runtime/live-conversations.ts";
import type { Store } from "../../src/runtime/ports.ts";
import { openFileDatabase } from "../support/databases.ts";
import { deferred } from "../support/deferred.ts";
import { answering, customerRates, customerSays, openNew } from "../support/log-events.ts";

describe("a conversation that goes on", () => {
  const counting = async () => {
    const store = await (await openFileDatabase()).open();
    let reads = 0;
    const counted: Store = {
      ...store,
      nextTurn(id) {
        reads += 1;
        return store.nextTurn(id);
      },
    };
    const { id } = await openNew(store);
    return { store, live: new LiveConversations(counted), id, reads: () => reads };
  };

  test("is read once, and then known by what is stored", async () => {
    const { store, live, id, reads } = await counting();
    for (const text of ["一", "二", "三"]) {
      await live.receive(id, customerSays(text), true);
      await live.receive(id, customerRates(), false);
      const next = await live.nextTurn(id);
      expect(next).toEqual(await store.nextTurn(id));
      if (next === undefined) return expect.unreachable("nothing owed");
      await live.commitTurn(id, answering(next));
      expect(await live.nextTurn(id)).toBeUndefined();
    }
    expect(reads()).toBe(1);
  });

  test("is read again when somebody else has stored something", async () => {
    const { store, live, id } = await counting();
    await live.receive(id, customerSays("一"), true);
    const next = await live.nextTurn(id);
    if (next === undefined) return expect.unreachable("nothing owed");
    await store.receive(id, customerSays("二"), true);
    await live.commitTurn(id, answering(next));
    expect((await live.nextTurn(id))?.events).toMatchObject([{ seq: 2 }]);
  });

  test("is read again when somebody else has taken a turn in which the bot said nothing", async () => {
    const { store, live, id } = await counting();
    await live.receive(id, customerSays("一"), true);
    const next = await live.nextTurn(id);
    if (next === undefined) return expect.unreachable("nothing owed");
    await store.commitTurn(id, { ...answering(next), events: [] });
    await live.receive(id, customerSays("二"), true);
    expect(await live.nextTurn(id)).toMatchObject({ record: { version: 1 }, events: [{ seq: 2 }] });
  });

  test("that is stored to while it is read is not known by what was read", async () => {
    const store = await (await openFileDatabase()).open();
    const isRead = deferred<void>();
    let isSlow = true;
    const live = new LiveConversations({
      ...store,
      async nextTurn(id) {
        const next = await store.nextTurn(id);
        if (isSlow) await isRead.promise;
        return next;
      },
    });
    const { id } = await openNew(store);
    await live.receive(id, customerSays("一"), true);
    const reading = live.nextTurn(id);
    await live.receive(id, customerSays("二"), true);
    isRead.resolve();
    await reading;
    isSlow = false;
    expect((await live.nextTurn(id))?.events).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  });

  test("is read again when it is not known what became of a message, and when it is sent again", async () => {
    const { store, id } = await counting();
    let isOpen = false;
    const live = new LiveConversations({
      ...store,
      async receive(...given) {
        const received = await store.receive(...given);
        if (isOpen) throw new Error("The connection was lost.");
        return received;
      },
    });
    await live.receive(id, customerSays("一"), true);
    const next = await live.nextTurn(id);
    if (next === undefined) return expect.unreachable("nothing owed");
    await live.commitTurn(id, answering(next));
    isOpen = true;
    const event = customerSays("二");
    await expect(live.receive(id, event, true)).rejects.toThrow("lost");
    expect((await live.nextTurn(id))?.events).toMatchObject([{ seq: 3 }]);
  });

  test("is read again when a message turns out to be stored that was not known of", async () => {
    const { store, live, id } = await counting();
    await live.receive(id, customerSays("一"), true);
    const next = await live.nextTurn(id);
    if (next === undefined) return expect.unreachable("nothing owed");
    await live.commitTurn(id, answering(next));
    const event = customerSays("二");
    await store.receive(id, event, true);
    expect((await live.receive(id, event, true)).type).toBe("duplicate");
    expect((await live.nextTurn(id))?.events).toMatchObject([{ seq: 3 }]);
  });

  test("is forgotten when thousands of others have gone on since", async () => {
    const { store, live, id, reads } = await counting();
    const owe = async (one: ConversationId) => {
      await live.receive(one, customerSays("一"), true);
      await live.nextTurn(one);
    };
    await owe(id);
    const others = await Promise.all(Array.from({ length: 5000 }, () => openNew(store)));
    await Promise.all(others.map((other) => owe(other.id)));
    expect(live.size).toBe(5000);
    const before = reads();
    expect((await live.nextTurn(id))?.events).toHaveLength(1);
    expect(reads()).toBe(before + 1);
  });
});
