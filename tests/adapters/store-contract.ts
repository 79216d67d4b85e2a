import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { conversationId, customerId } from "../../src/kernel/ids.ts";
import type { NewEvent, Store } from "../../src/runtime/ports.ts";
import { botSays, customerSays, newCid, openNew, turnOn } from "../support/log-events.ts";

/** One database: what is stored through one store it opens is there in the next. */
export interface Database {
  open(): Promise<Store>;
}

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
      const store = await openFresh();
      const { id } = await openNew(store);
      const event: NewEvent = { ...customerSays("怎么还款"), inside: { asksForHuman: true } };
      const received = await store.receive(id, event, true);
      expect(received).toEqual({ type: "stored", event: { ...event, conversationId: id, seq: 1 } });
      expect(await store.events(id, { limit: 10 })).toEqual([received.event]);
      await store.close();
    });

    test("a message sent twice is stored once, and the second time answered with the first", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      const cid = newCid();
      const first = await store.receive(id, customerSays("怎么还款", cid), true);
      const resent = await store.receive(id, customerSays("怎么还款", cid), true);
      expect(resent).toEqual({ type: "duplicate", event: first.event });
      expect(await store.owedTurns()).toEqual([{ conversationId: id, seq: 1 }]);
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

  describe(`${name}: turns`, () => {
    test("a turn stores its events, its state and its payment together", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("怎么还款"), true);
      const turn = turnOn(record, { pays: 1, events: [botSays("第一步"), botSays("好了吗?")] });
      const committed = await store.commitTurn(record.id, turn);
      expect(committed).toMatchObject({
        type: "committed",
        events: [{ seq: 2 }, { seq: 3 }],
        record: { version: 1, last: 3, state: turn.state },
      });
      expect(await store.owedTurns()).toEqual([]);
      expect(await store.nextTurn(record.id)).toBeUndefined();
      expect((await store.events(record.id, { after: 1, limit: 10 })).map((event) => event.body)).toEqual([
        { type: "text", text: "第一步" },
        { type: "text", text: "好了吗?" },
      ]);
      await store.close();
    });

    test("a silent turn is paid all the same", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("在吗"), true);
      const committed = await store.commitTurn(record.id, turnOn(record, { pays: 1, events: [] }));
      expect(committed).toMatchObject({ type: "committed", events: [], record: { version: 1, last: 1 } });
      expect(await store.owedTurns()).toEqual([]);
      await store.close();
    });

    test("a turn computed on an older state is refused and changes nothing", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("一"), true);
      await store.receive(record.id, customerSays("二"), true);
      await store.commitTurn(record.id, turnOn(record, { pays: 1, events: [botSays("答一")] }));
      const stale = await store.commitTurn(record.id, turnOn(record, { pays: 2, events: [botSays("答二")] }));
      expect(stale).toEqual({ type: "moved" });
      expect(await store.find(record.id)).toMatchObject({ version: 1, last: 3 });
      expect(await store.owedTurns()).toEqual([{ conversationId: record.id, seq: 2 }]);
      await store.close();
    });

    test("a turn is paid once, however often it is handed in", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("一"), true);
      const events = [botSays("答一")];
      const outcomes = await Promise.all(
        [0, 0, 1].map((version) =>
          store.commitTurn(record.id, turnOn({ ...record, version }, { pays: 1, events })),
        ),
      );
      expect(outcomes.map((outcome) => outcome.type)).toEqual(["committed", "moved", "moved"]);
      expect((await store.find(record.id))?.last).toBe(2);
      await store.close();
    });

    test("the next turn is the oldest one owed, with the state as it is now", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("一"), true);
      await store.receive(record.id, customerSays("随便说说"), false);
      await store.receive(record.id, customerSays("二"), true);
      expect(await store.nextTurn(record.id)).toMatchObject({
        events: [{ seq: 1 }, { seq: 3 }],
        record: { version: 0, last: 3 },
      });
      await store.commitTurn(record.id, turnOn(record, { pays: 1, events: [botSays("答一")] }));
      expect(await store.nextTurn(record.id)).toMatchObject({
        events: [{ seq: 3 }],
        record: { version: 1, last: 4 },
      });
      await store.close();
    });

    test("one turn pays for all that was owed up to the event it answers", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      for (const text of ["你好", "我那个", "分期"]) await store.receive(record.id, customerSays(text), true);
      await store.commitTurn(record.id, turnOn(record, { pays: 2, events: [botSays("答")] }));
      expect(await store.owedTurns()).toEqual([{ conversationId: record.id, seq: 3 }]);
      const stale = turnOn({ ...record, version: 1 }, { pays: 2, events: [] });
      expect(await store.commitTurn(record.id, stale)).toEqual({ type: "moved" });
      await store.close();
    });

    test("any mix of messages, resends and turns leaves a log without gaps or doubles", async () => {
      const store = await openFresh();
      const act = fc.oneof(
        fc.record({ do: fc.constant("send" as const), cid: fc.integer({ min: 0, max: 6 }) }),
        fc.record({ do: fc.constant("answer" as const), words: fc.integer({ min: 0, max: 3 }) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
          const { id } = await openNew(store);
          const cids = Array.from({ length: 7 }, newCid);
          await Promise.all(
            acts.map(async (one) => {
              if (one.do === "send")
                return void (await store.receive(id, customerSays("嗯", cids[one.cid]), true));
              const next = await store.nextTurn(id);
              if (next === undefined) return;
              const events = Array.from({ length: one.words }, () => botSays("好"));
              await store.commitTurn(id, turnOn(next.record, { pays: next.events[0].seq, events }));
            }),
          );
          const events = await store.events(id, { limit: 500 });
          expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
          const stored = events.flatMap((event) => event.cid ?? []);
          expect(new Set(stored).size).toBe(stored.length);
          expect((await store.find(id))?.last).toBe(events.length);
        }),
        { numRuns: 40 },
      );
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
      const owed = [
        { conversationId: record.id, seq: 3 },
        { conversationId: other.id, seq: 1 },
      ];
      expect(await after.owedTurns()).toHaveLength(2);
      expect(await after.owedTurns()).toEqual(expect.arrayContaining(owed));
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

    test("the mark of what was read only moves on, and never past the end", async () => {
      const store = await openFresh();
      const { id } = await openNew(store);
      await store.receive(id, customerSays("一"), false);
      for (const seq of [1, 0, 9]) await store.markRead(id, seq);
      await store.check();
      await store.close();
    });
  });
}
