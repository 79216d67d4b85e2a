import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { conversationId, customerId } from "../../src/kernel/ids.ts";
import type { NewEvent, Store } from "../../src/runtime/ports.ts";
import type { Database } from "../support/databases.ts";
import { botSays, customerSays, newCid, newNode, openNew, turnOn } from "../support/log-events.ts";

/** What every store promises; run it on each database. `makeDatabase` gives every test an empty one. */
export function describeStore(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async (): Promise<Store> => (await makeDatabase()).open();

  describe(`${name}: conversations`, () => {
    test("a customer comes back to the same conversation", async () => {
      const store = await openFresh();
      const customer = customerId("someone");
      const fresh = { identified: true, createdAt: 500, state: newConversation("en") };
      const first = await store.open(customer, { ...fresh, id: conversationId("first") });
      const again = await store.open(customer, { ...fresh, id: conversationId("second") });
      expect(first).toEqual({ ...fresh, id: "first", customerId: "someone", version: 0, last: 0 });
      expect(again).toEqual(first);
      expect(await store.find(conversationId("second"))).toBeUndefined();
      await store.close();
    });

    test("one customer opening two tabs at once gets one conversation", async () => {
      const store = await openFresh();
      const customer = customerId("someone");
      const fresh = { identified: false, createdAt: 500, state: newConversation("zh") };
      const opened = await Promise.all(
        ["a", "b", "c"].map((id) => store.open(customer, { ...fresh, id: conversationId(id) })),
      );
      expect(new Set(opened.map((record) => record.id)).size).toBe(1);
      await store.close();
    });

    test("a conversation that does not exist is not found and takes no message", async () => {
      const store = await openFresh();
      const nobody = conversationId("nobody");
      expect(await store.find(nobody)).toBeUndefined();
      expect(await store.events(nobody, { limit: 10 })).toEqual([]);
      await expect(store.receive(nobody, customerSays("在吗"), true)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
      await store.close();
    });
  });

  describe(`${name}: the log`, () => {
    test("an event comes back as it was stored, with the next seq", async () => {
      const node = newNode();
      const store = await (await makeDatabase()).open(node);
      const { id } = await openNew(store);
      const event: NewEvent = { ...customerSays("怎么还款"), inside: { asksForHuman: true } };
      const received = await store.receive(id, event, true);
      const stored = { ...event, conversationId: id, seq: 1 };
      expect(received).toEqual({ type: "stored", event: stored, version: 0, claimedBy: node });
      expect(await store.events(id, { limit: 10 })).toEqual([received.event]);
      await store.close();
    });

    test.each([
      ["emoji and other scripts", "🙋🏽‍♀️ 還款 ‏مرحبا é"],
      ["characters that databases and C dislike", "\u0000\u0001\u001f\u007f\uffff'\"\\%_$1?"],
      ["halves of characters", "\ud83d 一半 \ude4b"],
      ["four thousand characters", "很长".repeat(2000)],
    ])("a text with %s comes back as it was", async (_, text) => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays(text), true);
      const [owed] = (await store.nextTurn(record.id))?.events ?? [];
      expect(owed?.body).toEqual({ type: "text", text });
      const turn = turnOn(record, { pays: 1, events: [botSays(text)] });
      const slots = { ...turn.state.dialog.slots, said: text };
      const state = { ...turn.state, dialog: { ...turn.state.dialog, slots } };
      await store.commitTurn(record.id, { ...turn, state });
      const bodies = (await store.events(record.id, { limit: 10 })).map(({ body }) => body);
      expect(bodies).toEqual([
        { type: "text", text },
        { type: "text", text },
      ]);
      expect((await store.find(record.id))?.state.dialog.slots["said"]).toBe(text);
      await store.close();
    });

    test("times are numbers, and come back to the millisecond", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const at = 1_763_856_000_123;
      await store.receive(id, { ...customerSays("几点"), at }, true);
      const record = await store.find(id);
      expect((await store.events(id, { limit: 1 }))[0]?.at).toBe(at);
      expect(record?.createdAt).toBe(500);
      await store.close();
    });

    test("a message sent twice is stored once, and the second time answered with the first", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const cid = newCid();
      const first = await store.receive(id, customerSays("怎么还款", cid), true);
      const resent = await store.receive(id, customerSays("怎么还款", cid), true);
      expect(resent).toEqual({ type: "duplicate", event: first.event });
      expect((await store.nextTurn(id))?.events).toEqual([first.event]);
      expect((await store.find(id))?.last).toBe(1);
      await store.close();
    });

    test("a message sent twice at once is stored once", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const event = customerSays("怎么还款");
      const received = await Promise.all([1, 2, 3].map(() => store.receive(id, event, true)));
      expect(received.map((one) => one.type).sort()).toEqual(["duplicate", "duplicate", "stored"]);
      expect(await store.events(id, { limit: 10 })).toHaveLength(1);
      await store.close();
    });

    test("two customers may use the same cid", async () => {
      const store = await openFresh();
      const [one, other] = [await openNew(store), await openNew(store)];
      const event = customerSays("你好");
      expect((await store.receive(one.id, event, true)).type).toBe("stored");
      expect((await store.receive(other.id, event, true)).type).toBe("stored");
      await store.close();
    });

    test("two hundred messages at once get the seqs 1 to 200, in the order they were sent", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const texts = Array.from({ length: 200 }, (_, index) => `第${index}条`);
      await Promise.all(texts.map((text) => store.receive(id, customerSays(text), false)));
      const events = await store.events(id, { limit: 500 });
      expect(events.map((event) => event.seq)).toEqual(texts.map((_, index) => index + 1));
      expect(events.map((event) => "text" in event.body && event.body.text)).toEqual(texts);
      await store.close();
    });

    test("a write that fails does not take down those that share its commit", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const outcomes = await Promise.allSettled([
        store.receive(id, customerSays("一"), false),
        store.receive(conversationId("nobody"), customerSays("二"), false),
        store.receive(id, customerSays("三"), false),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect((await store.events(id, { limit: 10 })).map((event) => event.seq)).toEqual([1, 2]);
      await store.close();
    });

    test("pages run from after a seq, from before one, or between two", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      for (let count = 0; count < 6; count++) await store.receive(id, customerSays("嗯"), false);
      const seqs = async (range: Parameters<Store["events"]>[1]): Promise<number[]> =>
        (await store.events(id, range)).map((event) => event.seq);
      expect(await seqs({ limit: 2 })).toEqual([1, 2]);
      expect(await seqs({ after: 4, limit: 10 })).toEqual([5, 6]);
      expect(await seqs({ before: 5, limit: 2 })).toEqual([3, 4]);
      expect(await seqs({ after: 1, before: 6, limit: 3 })).toEqual([2, 3, 4]);
      expect(await seqs({ after: 6, limit: 10 })).toEqual([]);
      await store.close();
    });
  });

  describe(`${name}: marks`, () => {
    test("of what was read only move on, and never past the end", async () => {
      const database = await makeDatabase();
      const store = await database.open();
      const { id } = await openNew(store);
      for (const text of ["一", "二"]) await store.receive(id, customerSays(text), true);
      for (const seq of [1, 2, 0, 1, 9]) await store.markRead(id, seq);
      expect(await database.query(`select read_seq from conversations where id = '${id}'`)).toEqual([
        { read_seq: 2 },
      ]);
      await store.close();
    });

    test("of where the logs end come back for as many conversations as are asked for", async () => {
      const store = await openFresh();
      const records = await Promise.all(Array.from({ length: 1100 }, () => openNew(store)));
      const [first, second] = records;
      if (first === undefined || second === undefined) return expect.unreachable("no conversations");
      for (const text of ["一", "二"]) await store.receive(second.id, customerSays(text), true);
      const lasts = await store.lasts([...records.map(({ id }) => id), conversationId("nobody")]);
      expect(new Map(lasts.map(({ conversationId: id, last }) => [id, last]))).toEqual(
        new Map(records.map(({ id }) => [id, id === second.id ? 2 : 0])),
      );
      expect(await store.lasts([])).toEqual([]);
      await store.close();
    });
  });

  describe(`${name}: across restarts`, () => {
    test("everything is there again, and what was owed is still owed", async () => {
      const database = await makeDatabase();
      const before = await database.open();
      const record = await openNew(before);
      const other = await openNew(before);
      await before.receive(record.id, customerSays("一"), true);
      await before.commitTurn(record.id, turnOn(record, { pays: 1, events: [botSays("答一")] }));
      await before.receive(record.id, customerSays("二"), true);
      await before.receive(other.id, customerSays("三"), true);
      const [log, stored] = [await before.events(record.id, { limit: 10 }), await before.find(record.id)];
      await before.close();

      const after = await database.open();
      expect(await after.events(record.id, { limit: 10 })).toEqual(log);
      expect(await after.find(record.id)).toEqual(stored);
      expect([...(await after.claimOwed(10))].sort()).toEqual([record.id, other.id].sort());
      expect((await after.nextTurn(record.id))?.events).toMatchObject([{ seq: 3 }]);
      expect((await after.nextTurn(other.id))?.events).toMatchObject([{ seq: 1 }]);
      await after.close();
    });

    test("a closed store refuses politely, and closing it twice is no error", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const written = store.receive(id, customerSays("最后一句"), false);
      await store.close();
      await store.close();
      expect((await written).type).toBe("stored");
      for (const refused of [store.find(id), store.receive(id, customerSays("喂"), true), store.check()]) {
        await expect(refused).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
      }
    });
  });
}
