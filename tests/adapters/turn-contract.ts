import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Seq } from "../../src/kernel/ids.ts";
import { MOST_OWED, type Store } from "../../src/runtime/ports.ts";
import type { Database } from "../support/databases.ts";
import {
  botSays,
  customerRates,
  customerSays,
  newCid,
  openNew,
  owedIn,
  turnOn,
} from "../support/log-events.ts";

/** What every store promises of the turns that are owed. Run it on each database. */
export function describeTurns(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async (): Promise<Store> => (await makeDatabase()).open();

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
      expect(await store.nextTurn(record.id)).toBeUndefined();
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
      expect((await store.nextTurn(record.id))?.events).toMatchObject([{ seq: 2 }]);
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
      await store.receive(record.id, customerRates(), false);
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

    test("of much that is owed the first is read, and the rest afterwards", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await Promise.all(
        Array.from({ length: MOST_OWED + 3 }, () => store.receive(record.id, customerSays("嗯"), true)),
      );
      const first = await store.nextTurn(record.id);
      expect(first?.events.map(({ seq }) => seq)).toEqual(
        Array.from({ length: MOST_OWED }, (_, at) => at + 1),
      );
      await store.commitTurn(record.id, turnOn(record, { pays: MOST_OWED, events: [] }));
      const rest = await store.nextTurn(record.id);
      expect(rest?.events.map(({ seq }) => seq)).toEqual([1, 2, 3].map((at) => MOST_OWED + at));
      await store.close();
    });

    test("a rating owes no turn, and changes nothing about those that are owed", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      const rate = () => store.receive(record.id, customerRates(), false);
      expect(await rate()).not.toHaveProperty("claimedBy");
      expect(await owedIn(store)).toEqual([]);
      await store.receive(record.id, customerSays("一"), true);
      expect(await rate()).not.toHaveProperty("claimedBy");
      expect((await store.nextTurn(record.id))?.events).toMatchObject([{ seq: 2 }]);
      const paid = await store.commitTurn(record.id, turnOn(record, { pays: 2, events: [botSays("答一")] }));
      expect(paid).toMatchObject({ type: "committed", events: [{ seq: 4 }] });
      await rate();
      expect(await owedIn(store)).toEqual([]);
      await store.receive(record.id, customerSays("二"), true);
      expect(await store.nextTurn(record.id)).toMatchObject({ record: { last: 6 }, events: [{ seq: 6 }] });
      await store.close();
    });

    test("one turn pays for all that was owed up to the event it answers", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      for (const text of ["你好", "我那个", "分期"]) await store.receive(record.id, customerSays(text), true);
      await store.commitTurn(record.id, turnOn(record, { pays: 2, events: [botSays("答")] }));
      expect((await store.nextTurn(record.id))?.events).toMatchObject([{ seq: 3 }]);
      const stale = turnOn({ ...record, version: 1 }, { pays: 2, events: [] });
      expect(await store.commitTurn(record.id, stale)).toEqual({ type: "moved" });
      await store.close();
    });

    test("any mix of messages, resends and turns leaves a log without gaps or doubles", async () => {
      const store = await openFresh();
      const act = fc.oneof(
        fc.record({ do: fc.constant("send" as const), cid: fc.integer({ min: 0, max: 6 }) }),
        fc.record({ do: fc.constant("answer" as const), words: fc.integer({ min: 0, max: 3 }) }),
        fc.record({ do: fc.constant("rate" as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
          const { id } = await openNew(store);
          const cids = Array.from({ length: 7 }, newCid);
          const paid: Seq[] = [];
          const answer = async (words: number): Promise<boolean> => {
            const next = await store.nextTurn(id);
            if (next === undefined) return false;
            const pays = next.events[0].seq;
            const events = Array.from({ length: words }, () => botSays("好"));
            const { type } = await store.commitTurn(id, turnOn(next.record, { pays, events }));
            if (type === "committed") paid.push(pays);
            return true;
          };
          await Promise.all(
            acts.map(async (one) => {
              if (one.do === "send") await store.receive(id, customerSays("嗯", cids[one.cid]), true);
              else if (one.do === "rate") await store.receive(id, customerRates(), false);
              else await answer(one.words);
            }),
          );
          while (await answer(1));
          const events = await store.events(id, { limit: 500 });
          expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
          const stored = events.flatMap((event) => event.cid ?? []);
          expect(new Set(stored).size).toBe(stored.length);
          expect((await store.find(id))?.last).toBe(events.length);
          expect(paid).toEqual(events.filter(({ cid }) => cid !== undefined).map(({ seq }) => seq));
        }),
        { numRuns: 40 },
      );
      await store.close();
    });
  });
}
