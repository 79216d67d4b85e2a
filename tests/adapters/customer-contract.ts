import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { conversationId, customerId } from "../../src/kernel/ids.ts";
import type { ConversationRecord, Store } from "../../src/runtime/ports.ts";
import type { Database } from "../support/databases.ts";
import { answering, customerSays, openNew, turnOn } from "../support/log-events.ts";
import { openDesks } from "./desk-builders.ts";

/** What every store promises of what is known of customers: where they are, and who they are. Run it on each database. */
export function describeCustomers(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const find = async (store: Store, { id }: Pick<ConversationRecord, "id">) =>
    (await store.find(id)) ?? expect.unreachable("a conversation");

  describe(`${name}: what a customer has before their eyes`, () => {
    test("is kept with the conversation from its beginning", async () => {
      const store = await openFresh();
      const context = { page: "https://shop.example/orders/7\0\ud800", order: "7" };
      const id = conversationId("looking");
      const fresh = { id, identified: false, context, createdAt: 500, state: newConversation("zh") };
      const opened = await store.open(customerId("who looks"), fresh);
      expect(opened.context).toEqual(context);
      expect((await find(store, { id })).context).toEqual(context);
    });

    test("gives way to the next, and makes a new version only when it is another", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      expect(record).not.toHaveProperty("context");
      await store.setContext(record.id, { page: "/a" });
      await store.setContext(record.id, { page: "/a" });
      expect(await find(store, record)).toEqual({ ...record, version: 1, context: { page: "/a" } });
      await store.setContext(record.id, { order: "9", page: "/b" });
      await store.setContext(record.id, { page: "/b", order: "9" });
      expect(await find(store, record)).toMatchObject({ version: 2, context: { page: "/b", order: "9" } });
      await store.setContext(record.id, {});
      expect(await find(store, record)).toEqual({ ...record, version: 3 });
    });

    test("is known to the turn that is taken then, and to what it leaves: what was computed before is refused", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("这个订单怎么还"), true);
      const early = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      await store.setContext(record.id, { order: "9" });
      const turn = { pays: 1, events: [] };
      expect(await store.commitTurn(record.id, turnOn(early.record, turn))).toEqual({ type: "moved" });
      const next = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      expect(next.record.context).toEqual({ order: "9" });
      expect(await store.commitTurn(record.id, answering(next))).toMatchObject({
        type: "committed",
        record: { context: { order: "9" } },
      });
      await store.receive(record.id, customerSays("好"), true);
      expect((await store.nextTurn(record.id))?.record.context).toEqual({ order: "9" });
    });
  });

  describe(`${name}: when the host app has proven a customer`, () => {
    const customer = customerId("sub:7");
    const fresh = (provenAt?: number) => ({
      id: conversationId("proven"),
      identified: true,
      ...(provenAt !== undefined && { provenAt }),
      createdAt: 500,
      state: newConversation("zh"),
    });
    /** Beyond what fits into 32 bits. */
    const FIRST = 1_795_420_000_000;

    test("is kept from the beginning, goes up with every later proof, and never back", async () => {
      const store = await openFresh();
      const first = await store.open(customer, fresh(FIRST));
      expect(first).toEqual({ ...fresh(FIRST), customerId: customer, version: 0, last: 0 });
      const later = await store.open(customer, fresh(FIRST + 1));
      expect(later).toEqual({ ...first, provenAt: FIRST + 1, version: 1 });
      for (const known of [FIRST + 1, FIRST, undefined])
        expect(await store.open(customer, fresh(known))).toEqual(later);
      expect(await find(store, first)).toEqual(later);
    });

    test("is noted together with what else the host app says, and an older proof takes nothing of it back", async () => {
      const store = await openFresh();
      const first = await store.open(customer, { ...fresh(FIRST), vip: true });
      expect(await store.open(customer, fresh(FIRST + 5))).toEqual({
        ...fresh(FIRST + 5),
        customerId: customer,
        version: 1,
        last: 0,
      });
      expect(await store.open(customer, { ...fresh(FIRST), vip: true })).toEqual({
        ...first,
        provenAt: FIRST + 5,
        version: 2,
      });
    });

    test("is learned of one who was proven before anybody kept it", async () => {
      const store = await openFresh();
      const first = await store.open(customer, fresh());
      expect(first).not.toHaveProperty("provenAt");
      expect(await store.open(customer, fresh(FIRST))).toEqual({ ...first, provenAt: FIRST, version: 1 });
    });

    test("is nothing that who comes without a proof can say", async () => {
      const store = await openFresh();
      const first = await store.open(customer, fresh(FIRST));
      await store.open(customer, { ...fresh(FIRST + 9), identified: false });
      expect(await find(store, first)).toEqual(first);
    });

    test("is the latest, whichever of two processes comes first", async () => {
      const { first, second } = await openDesks(makeDatabase);
      await Promise.all(
        [3, 9, 1, 7, 2].map((later, nth) =>
          (nth % 2 === 0 ? first : second).open(customer, fresh(FIRST + later)),
        ),
      );
      expect(await find(first, fresh())).toMatchObject({ provenAt: FIRST + 9 });
    });

    test("is known to the turn that is taken then, and to what it leaves: what was computed before is refused", async () => {
      const store = await openFresh();
      const record = await store.open(customer, fresh(FIRST));
      await store.receive(record.id, customerSays("打开自动还款"), true);
      const early = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      await store.open(customer, fresh(FIRST + 1));
      expect(await store.commitTurn(record.id, answering(early))).toEqual({ type: "moved" });
      const next = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      expect(next.record.provenAt).toBe(FIRST + 1);
      expect(await store.commitTurn(record.id, answering(next))).toMatchObject({
        type: "committed",
        record: { provenAt: FIRST + 1 },
      });
    });
  });

  describe(`${name}: a conversation that a customer has begun without a name`, () => {
    const [customer, provenAt] = [customerId("sub:7"), 1_795_420_000_000];
    const adopt = (store: Store, { id, customerId: own }: ConversationRecord, vip?: true) =>
      store.adopt(
        { conversationId: id, customerId: own },
        { customerId: customer, provenAt, ...(vip && { vip }) },
      );
    const openOwn = (store: Store) =>
      store.open(customer, {
        id: conversationId(randomUUID()),
        identified: true,
        createdAt: 500,
        state: newConversation("zh"),
      });

    test("becomes theirs, with all that was said in it", async () => {
      const store = await openFresh();
      const anonymous = await openNew(store);
      await store.receive(anonymous.id, customerSays("怎么还款"), true);
      const adopted = await adopt(store, anonymous, true);
      expect(adopted).toEqual({
        ...anonymous,
        customerId: customer,
        identified: true,
        provenAt,
        vip: true,
        version: 1,
        last: 1,
      });
      expect(await openOwn(store)).toMatchObject({ id: anonymous.id, identified: true });
      expect(await store.events(anonymous.id, { limit: 10 })).toHaveLength(1);
    });

    test("is theirs in the turn that is taken then: what was computed before is refused", async () => {
      const store = await openFresh();
      const anonymous = await openNew(store);
      await store.receive(anonymous.id, customerSays("查额度"), true);
      const early = (await store.nextTurn(anonymous.id)) ?? expect.unreachable("a turn is owed");
      await adopt(store, anonymous);
      expect(await store.commitTurn(anonymous.id, answering(early))).toEqual({ type: "moved" });
      const next = (await store.nextTurn(anonymous.id)) ?? expect.unreachable("a turn is owed");
      expect(next.record).toMatchObject({ customerId: customer, identified: true });
      expect(await store.commitTurn(anonymous.id, answering(next))).toMatchObject({ type: "committed" });
    });

    test("stays as it is when they have one already", async () => {
      const store = await openFresh();
      const [own, anonymous] = [await openOwn(store), await openNew(store)];
      expect(await adopt(store, anonymous)).toBeUndefined();
      expect(await find(store, anonymous)).toEqual(anonymous);
      expect(await find(store, own)).toEqual(own);
    });

    test("is nobody else's: neither one of another customer's, nor one that a proven customer has", async () => {
      const store = await openFresh();
      const anonymous = await openNew(store);
      expect(await adopt(store, { ...anonymous, customerId: customerId("another") })).toBeUndefined();
      const proven = await store.open(customerId("sub:8"), {
        id: conversationId("proven"),
        identified: true,
        createdAt: 500,
        state: newConversation("zh"),
      });
      expect(await adopt(store, proven)).toBeUndefined();
      expect([await find(store, anonymous), await find(store, proven)]).toEqual([anonymous, proven]);
      expect(await adopt(store, { ...anonymous, id: conversationId("nowhere") })).toBeUndefined();
    });

    test("of two that are to be theirs at once, one becomes it, and every page gets that one", async () => {
      for (let round = 0; round < 5; round++) {
        const { first, second } = await openDesks(makeDatabase);
        const anonymous = [await openNew(first), await openNew(second), await openNew(first)];
        const pages = await Promise.all(
          anonymous.map(async (one, index) => {
            const store = index % 2 === 0 ? first : second;
            return (await adopt(store, one)) ?? (await openOwn(store));
          }),
        );
        expect(new Set(pages.map(({ id }) => id)).size).toBe(1);
        const after = await Promise.all(anonymous.map((one) => find(first, one)));
        expect(after.filter(({ identified }) => identified)).toHaveLength(1);
      }
    });

    test("against a new one that is opened at once, there is one in the end", async () => {
      for (let round = 0; round < 5; round++) {
        const { first, second } = await openDesks(makeDatabase);
        const anonymous = await openNew(first);
        const [page, other] = await Promise.all([
          adopt(first, anonymous).then((own) => own ?? openOwn(first)),
          openOwn(second),
        ]);
        expect(page.id).toBe(other.id);
      }
    });
  });
}
