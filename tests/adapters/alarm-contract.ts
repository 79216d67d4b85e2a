import { describe, expect, test } from "vitest";
import { type ConversationState, newConversation } from "../../src/conversation/state.ts";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { ConversationRecord, FinishedTurn, Store } from "../../src/runtime/ports.ts";
import type { Database } from "../support/databases.ts";
import { botSays, customerSays, openNew, turnOn } from "../support/log-events.ts";

/** What every store promises of conversations that wait: for a time, or inside a dialog. Run it on each database. */
export function describeAlarms(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async (): Promise<Store> => (await makeDatabase()).open();

  describe(`${name}: alarms`, () => {
    const { language, dialog, epoch } = newConversation("zh");
    const asking = (due: number): ConversationState => ({
      phase: "bot",
      language,
      dialog,
      epoch,
      alarm: { due, kind: "silence" },
    });
    /** A conversation whose bot has asked something, and may ask again at the time. */
    const openAsking = async (store: Store, due: number): Promise<ConversationRecord> => {
      const record = await openNew(store);
      await store.receive(record.id, customerSays("一"), true);
      const turn = { ...turnOn(record, { pays: 1, events: [botSays("问")] }), state: asking(due) };
      const committed = await store.commitTurn(record.id, turn);
      return committed.type === "committed" ? committed.record : expect.unreachable("refused");
    };
    const rung = ({ version }: ConversationRecord, due: number, evenIfOwed = false): FinishedTurn => ({
      version,
      state: newConversation("zh"),
      events: [botSays("还在吗")],
      rings: due,
      evenIfOwed,
    });
    /** Claims every alarm there is, and again those that are claimed already. */
    const dueTimes = async (store: Store): Promise<readonly number[]> =>
      (await store.claimAlarms(10_000, 10)).map(({ due }) => due);

    test("are found when they are due, soonest first, as far as asked for", async () => {
      const store = await openFresh();
      for (const due of [3000, 1000, 2000]) await openAsking(store, due);
      expect(await store.claimAlarms(999, 10)).toEqual([]);
      expect(await store.claimAlarms(3000, 1)).toMatchObject([{ due: 1000, kind: "silence" }]);
      expect((await store.claimAlarms(2000, 10)).map(({ due }) => due)).toEqual([1000, 2000]);
      expect(await dueTimes(store)).toEqual([1000, 2000, 3000]);
      await store.close();
    });

    test("that nobody has claimed are seen coming", async () => {
      const store = await openFresh();
      expect(await store.nextAlarm()).toBeUndefined();
      for (const due of [3000, 1_763_856_000_123, 1000, 2000]) await openAsking(store, due);
      const owed = await openAsking(store, 500);
      await store.receive(owed.id, customerSays("二"), true);
      expect(await store.nextAlarm()).toBe(1000);
      const [soonest] = await store.claimAlarms(1000, 10);
      expect(await store.nextAlarm()).toBe(2000);
      await store.claimAlarms(3000, 10);
      expect(await store.nextAlarm()).toBe(1_763_856_000_123);
      if (soonest === undefined) return expect.unreachable("no alarm");
      await store.release(soonest.conversationId);
      expect(await store.nextAlarm()).toBe(1000);
      await store.close();
    });

    test("are stored with the state, changed with it and gone with it", async () => {
      const store = await openFresh();
      const record = await openAsking(store, 1000);
      await store.receive(record.id, customerSays("二"), true);
      const again = { ...turnOn(record, { pays: 3, events: [] }), state: asking(5000) };
      await store.commitTurn(record.id, again);
      expect(await dueTimes(store)).toEqual([5000]);
      await store.receive(record.id, customerSays("三"), true);
      await store.commitTurn(record.id, turnOn({ ...record, version: 2 }, { pays: 4, events: [] }));
      expect(await dueTimes(store)).toEqual([]);
      await store.close();
    });

    test("wait behind a message that is owed an answer", async () => {
      const store = await openFresh();
      const record = await openAsking(store, 1000);
      await store.receive(record.id, customerSays("二"), true);
      expect(await dueTimes(store)).toEqual([]);
      expect(await store.commitTurn(record.id, rung(record, 1000))).toEqual({ type: "moved" });
      // It has asked the shop's systems already: its answer comes, and then the one to the message.
      expect((await store.commitTurn(record.id, rung(record, 1000, true))).type).toBe("committed");
      expect((await store.nextTurn(record.id))?.events).toMatchObject([{ seq: 3 }]);
      await store.close();
    });

    test("ring once, and not when the conversation has moved on or another time is set", async () => {
      const store = await openFresh();
      const record = await openAsking(store, 1000);
      await store.claimAlarms(1000, 10);
      expect(await store.commitTurn(record.id, rung(record, 999))).toEqual({ type: "moved" });
      expect(await store.commitTurn(record.id, rung({ ...record, version: 0 }, 1000))).toEqual({
        type: "moved",
      });
      const outcomes = await Promise.all([1, 2].map(() => store.commitTurn(record.id, rung(record, 1000))));
      expect(outcomes.map(({ type }) => type)).toEqual(["committed", "moved"]);
      expect(await dueTimes(store)).toEqual([]);
      expect((await store.find(record.id))?.last).toBe(3);
      await store.close();
    });

    test("can be given up, unless another one is set by now", async () => {
      const store = await openFresh();
      const { id } = await openAsking(store, 1000);
      await store.dropAlarm({ conversationId: id, due: 999, kind: "silence" });
      expect(await dueTimes(store)).toEqual([1000]);
      await store.dropAlarm({ conversationId: id, due: 1000, kind: "silence" });
      expect(await dueTimes(store)).toEqual([]);
      await store.close();
    });
  });

  describe(`${name}: positions`, () => {
    test("of conversations inside a dialog are read page by page, with the content they belong to", async () => {
      const store = await openFresh();
      const ids: ConversationId[] = [];
      for (const content of ["old", undefined, "new", "old"]) {
        const record = await openNew(store);
        await store.receive(record.id, customerSays("一"), true);
        const turn = turnOn(record, { pays: 1, events: [] });
        await store.commitTurn(record.id, content === undefined ? turn : { ...turn, content });
        expect((await store.find(record.id))?.content).toBe(content);
        if (content !== undefined) ids.push(record.id);
      }
      const first = await store.positions({ limit: 2 });
      const [, last] = first;
      if (last === undefined) return expect.unreachable("no page");
      const second = await store.positions({ after: last.conversationId, limit: 2 });
      const found = [...first, ...second].map(({ conversationId: id }) => id);
      expect(found).toEqual([...ids].sort());
      expect([...first, ...second].map(({ content }) => content).sort()).toEqual(["new", "old", "old"]);
      expect(await store.contentInUse()).toEqual(new Set(["new", "old"]));
      await store.close();
    });

    test("are looked through without holding anybody up", async () => {
      const store = await openFresh();
      let isAnybodyElseServed = false;
      setImmediate(() => {
        isAnybodyElseServed = true;
      });
      await store.positions({ limit: 2 });
      expect(isAnybodyElseServed).toBe(true);
      await store.close();
    });
  });
}
