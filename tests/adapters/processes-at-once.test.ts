import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { type ConversationId, conversationId, customerId } from "../../src/kernel/ids.ts";
import type { LoggedEvent, Store } from "../../src/runtime/ports.ts";
import { keepAlive, openProcess } from "../support/databases.ts";
import { botSays, customerRates, customerSays, newNode, openNew, turnOn } from "../support/log-events.ts";
import { emptiedDatabase, openStoreAt } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { openOwed } from "./claim-contract.ts";

describeWithPostgres("processes that write at once", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);

  const openTwo = async () => {
    const database = await makeDatabase();
    const [first, second] = [await openProcess(database), await openProcess(database)];
    for (const process of [first, second]) await keepAlive(database, process);
    return { database, first, second };
  };
  const logOf = (store: Store, id: ConversationId): Promise<readonly LoggedEvent[]> =>
    store.events(id, { limit: 1000 });
  const expectGapless = (log: readonly LoggedEvent[]): void => {
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, at) => at + 1));
    const cids = log.flatMap(({ cid }) => cid ?? []);
    expect(new Set(cids).size).toBe(cids.length);
  };

  test("store a message that comes to both once, and give both the same answer", async () => {
    const { first, second } = await openTwo();
    for (let round = 0; round < 30; round++) {
      const { id } = await openNew(first);
      const events = Array.from({ length: 5 }, () => customerSays("在吗"));
      const received = await Promise.all(
        events.map((event) => Promise.all([first.receive(id, event, true), second.receive(id, event, true)])),
      );
      for (const both of received) {
        expect(both.map(({ type }) => type).sort()).toEqual(["duplicate", "stored"]);
        expect(both[0].event).toEqual(both[1].event);
      }
      const log = await logOf(first, id);
      expectGapless(log);
      expect(log).toHaveLength(events.length);
    }
  }, 60_000);

  test("never stand in each other's way for good, however their writes are ordered", async () => {
    const { first, second } = await openTwo();
    const records = await Promise.all(Array.from({ length: 50 }, () => openNew(first)));
    for (let round = 0; round < 5; round++) {
      const shared = records.map(({ id }) => ({ id, event: customerSays("两边") }));
      const sent = await Promise.all([
        ...shared.map(({ id, event }) => first.receive(id, event, true)),
        ...shared.toReversed().map(({ id, event }) => second.receive(id, event, true)),
        ...records.map(({ id }) => first.receive(id, customerSays("一边"), true)),
        ...records.toReversed().map(({ id }) => second.receive(id, customerRates(), false)),
      ]);
      expect(sent.filter(({ type }) => type === "duplicate")).toHaveLength(50);
    }
    for (const { id } of records) {
      const log = await logOf(second, id);
      expectGapless(log);
      expect(log).toHaveLength(15);
    }
  }, 60_000);

  test("number the messages of one conversation without a gap, each process's in the order it took them in", async () => {
    const { first, second } = await openTwo();
    const { id } = await openNew(first);
    const texts = Array.from({ length: 100 }, (_, at) => String(at));
    await Promise.all(
      [first, second].flatMap((store, at) =>
        texts.map((text) => store.receive(id, customerSays(`${at}-${text}`), true)),
      ),
    );
    const log = await logOf(first, id);
    expectGapless(log);
    const said = log.map(({ body }) => (body.type === "text" ? body.text : ""));
    for (const at of [0, 1]) {
      const own = said.filter((text) => text.startsWith(`${at}-`));
      expect(own).toEqual(texts.map((text) => `${at}-${text}`));
    }
  });

  test("make one conversation of a customer who comes to both", async () => {
    const { database, first, second } = await openTwo();
    const customers = Array.from({ length: 40 }, () => customerId(randomUUID()));
    const open = (store: Store, customer: (typeof customers)[number]) =>
      store.open(customer, {
        id: conversationId(randomUUID()),
        identified: false,
        createdAt: 500,
        state: newConversation("zh"),
      });
    const [here, there] = await Promise.all([
      Promise.all(customers.map((customer) => open(first, customer))),
      Promise.all(customers.toReversed().map((customer) => open(second, customer))),
    ]);
    expect(there.toReversed()).toEqual(here);
    expect(await database.query("select count(*)::int as all from conversations")).toEqual([{ all: 40 }]);
  }, 30_000);

  test("answer a conversation once, however both try", async () => {
    const { first, second } = await openTwo();
    for (let round = 0; round < 20; round++) {
      const record = await openOwed(first);
      const turn = turnOn(record, { pays: 1, events: [botSays("答")] });
      const committed = await Promise.all(
        [first, second, first, second].map((store) => store.commitTurn(record.id, turn)),
      );
      expect(committed.map(({ type }) => type).sort()).toEqual(["committed", "moved", "moved", "moved"]);
      expect((await first.find(record.id))?.last).toBe(2);
    }
  });

  test("answer while the other stores what comes, and leave nothing unanswered", async () => {
    const { first, second } = await openTwo();
    for (let round = 0; round < 10; round++) {
      const { id } = await openNew(first);
      const sending = Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? first : second).receive(id, customerSays(String(at)), true),
      );
      let isSent = false;
      const sent = Promise.all(sending).then(() => {
        isSent = true;
      });
      const answerAll = async (store: Store): Promise<number> => {
        let answered = 0;
        for (;;) {
          const wasSent = isSent;
          const next = await store.nextTurn(id);
          if (next === undefined && wasSent) return answered;
          if (next === undefined) continue;
          const pays = next.events[0].seq;
          const turn = turnOn(next.record, { pays, events: [botSays("答")] });
          if ((await store.commitTurn(id, turn)).type === "committed") answered += 1;
        }
      };
      const answered = await Promise.all([answerAll(first), answerAll(second), sent]);
      expect(answered[0] + answered[1]).toBe(20);
      const log = await logOf(first, id);
      expectGapless(log);
      expect(log).toHaveLength(40);
    }
  }, 60_000);

  describe("and start at once on an empty database", () => {
    test("make its tables once", async () => {
      const url = await freshDatabase();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStoreAt(url, newNode())));
      const [record] = await Promise.all(stores.map((store) => openNew(store)));
      for (const store of stores) expect(await store.find(record?.id ?? conversationId(""))).toEqual(record);
    });
  });
});
