import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { conversationId, customerId } from "../../src/kernel/ids.ts";
import type { ConversationRecord, Store } from "../../src/runtime/ports.ts";
import type { Database, WholeStore } from "../support/databases.ts";
import { botSays, customerSays, openNew, turnOn } from "../support/log-events.ts";
import { addAgent, assignedTo, moveTo, openDesks, openSaid, openWaiting, waiting } from "./desk-builders.ts";

/** What every store promises of how conversations are marked: dear, blocked, and what about. Run it on each database. */
export function describeMarks(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const rowOf = async ({ desk }: WholeStore, { id }: Pick<ConversationRecord, "id">) =>
    (await desk.rows([id]))[0] ?? expect.unreachable("no row");
  const marksOf = ({ vip, blockedUntil }: Pick<ConversationRecord, "vip" | "blockedUntil">) => ({
    vip,
    blockedUntil,
  });

  describe(`${name}: a dear customer`, () => {
    const customer = customerId("someone");
    const fresh = {
      id: conversationId("first"),
      identified: true,
      createdAt: 500,
      state: newConversation("zh"),
    };
    const openAs = (store: Store, given: { readonly identified?: boolean; readonly vip?: true }) =>
      store.open(customer, { ...fresh, id: conversationId("another"), ...given });

    test("is one from the start, or becomes one, as the host app says last", async () => {
      const store = await openFresh();
      const first = await store.open(customer, { ...fresh, vip: true });
      expect(first).toEqual({ ...fresh, vip: true, customerId: customer, version: 0, last: 0 });
      expect(await openAs(store, { vip: true })).toEqual(first);
      const plain = await openAs(store, {});
      expect(plain).toEqual({ ...fresh, customerId: customer, version: 1, last: 0 });
      expect(await store.find(first.id)).toEqual(plain);
      expect(await openAs(store, { vip: true })).toEqual({ ...first, version: 2 });
      expect((await rowOf(store, first)).vip).toBe(true);
    });

    test("stays one for who comes without the host app's word", async () => {
      const store = await openFresh();
      const first = await store.open(customer, { ...fresh, vip: true });
      expect(await openAs(store, { identified: false })).toEqual(first);
      const stranger = await store.open(customerId("stranger"), {
        ...fresh,
        id: conversationId("strange"),
        identified: false,
      });
      const named = { ...fresh, id: conversationId("other"), identified: false, vip: true } as const;
      expect(await store.open(customerId("stranger"), named)).toEqual(stranger);
      expect(await rowOf(store, stranger)).not.toHaveProperty("vip");
    });

    test("who opens two pages at once, one as dear and one not, has one conversation that is either", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const opened = await Promise.all([
        openAs(first, { vip: true }),
        openAs(second, {}),
        openAs(first, {}),
        openAs(second, { vip: true }),
      ]);
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      const stored = (await first.find(conversationId("another"))) ?? expect.unreachable("opened");
      expect([true, undefined]).toContain(stored.vip);
      expect(await openAs(second, { vip: true })).toMatchObject({ vip: true });
    });

    test("is one to the turn that is taken then: what was computed before is refused", async () => {
      const store = await openFresh();
      const record = await store.open(customer, fresh);
      await store.receive(record.id, customerSays("转人工"), true);
      await openAs(store, { vip: true });
      const turn = { pays: 1, events: [botSays("好")] };
      expect(await store.commitTurn(record.id, turnOn(record, turn))).toEqual({ type: "moved" });
      const next = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      expect(next.record.vip).toBe(true);
      expect(await store.commitTurn(record.id, turnOn(next.record, turn))).toMatchObject({
        type: "committed",
        record: { vip: true },
      });
    });
  });

  describe(`${name}: a customer who is blocked`, () => {
    const until = 1_795_420_000_000;

    test("is so in every record and row, until the block is lifted", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openWaiting(store);
      await store.desk.setBlocked(record.id, until);
      const blocked = (await store.find(record.id)) ?? expect.unreachable("a conversation");
      expect(blocked).toEqual({ ...record, version: record.version + 1, blockedUntil: until });
      expect(await rowOf(store, record)).toMatchObject({ blockedUntil: until });
      const moved = await moveTo(store, blocked, assignedTo(ann));
      expect(marksOf(moved)).toEqual({ vip: undefined, blockedUntil: until });
      await store.desk.setBlocked(record.id, undefined);
      expect(await store.find(record.id)).toEqual({
        ...moved,
        version: moved.version + 1,
        blockedUntil: undefined,
      });
      expect(await rowOf(store, record)).not.toHaveProperty("blockedUntil");
    });

    test("is so to the turns that are taken afterwards, and in what they leave", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("在吗"), true);
      await store.desk.setBlocked(record.id, until);
      const next = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
      expect(next.record.blockedUntil).toBe(until);
      const turn = turnOn(next.record, { pays: 1, events: [] });
      expect(await store.commitTurn(record.id, turn)).toMatchObject({ record: { blockedUntil: until } });
    });

    test("shows in the stamp, so that no process goes on with an older row", async () => {
      const store = await openFresh();
      await openWaiting(store);
      const [before] = await store.desk.stamps();
      await store.desk.setBlocked(before?.id ?? conversationId(""), until);
      expect((await store.desk.stamps())[0]).not.toEqual(before);
    });

    test("is in a conversation there is", async () => {
      const store = await openFresh();
      const blocked = store.desk.setBlocked(conversationId("nobody"), until);
      await expect(blocked).rejects.toMatchObject({ code: "NOT_FOUND" });
    });
  });

  describe(`${name}: what a conversation is about`, () => {
    const about = ({ state }: ConversationRecord, topic?: string) => ({
      ...state,
      dialog: { ...state.dialog, ...(topic !== undefined && { topic }) },
    });

    test("is what the bot helped with last, also when the state tells it no more", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      expect(await rowOf(store, record)).not.toHaveProperty("intent");
      let version = 0;
      const answered = async (topic?: string) => {
        await store.receive(record.id, customerSays("在吗"), true);
        const next = (await store.nextTurn(record.id)) ?? expect.unreachable("a turn is owed");
        const pays = next.record.last;
        const state = about(record, topic);
        await store.commitTurn(record.id, { version, state, events: [botSays("好")], pays });
        version += 1;
        return (await rowOf(store, record)).intent;
      };
      expect(await answered("repay.how")).toBe("repay.how");
      expect(await answered("limit.why")).toBe("limit.why");
      expect(await answered()).toBe("limit.why");
      const stored = (await store.find(record.id)) ?? record;
      await moveTo(store, stored, waiting());
      expect((await rowOf(store, record)).intent).toBe("limit.why");
    });

    test("is known of a conversation that begins with it", async () => {
      const store = await openFresh();
      const state = about(await openNew(store), "repay.how");
      const id = conversationId("about");
      await store.open(customerId("who asks"), { id, identified: false, createdAt: 500, state });
      expect((await rowOf(store, { id })).intent).toBe("repay.how");
    });

    test("finds it, together with all else that is searched for", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const openAbout = async (topic: string, at: number) => {
        const said = await openSaid(store, { ...customerSays(`${at} 号`), at });
        return moveTo(store, { ...said, state: about(said, topic) }, waiting(), []);
      };
      const [old, other, recent] = [
        await openAbout("repay.how", 1000),
        await openAbout("limit.why", 2000),
        await openAbout("repay.how", 3000),
      ];
      await moveTo(store, old, assignedTo(ann), []);
      const finding = async (query: object) =>
        (await store.desk.search({ limit: 10, ...query })).map(({ id }) => id);
      expect(await finding({ intent: "repay.how" })).toEqual([recent.id, old.id]);
      expect(await finding({ intent: "limit.why" })).toEqual([other.id]);
      expect(await finding({ intent: "repay" })).toEqual([]);
      expect(await finding({ intent: "repay.how\0" })).toEqual([]);
      expect(await finding({ intent: "repay.how", phase: "assigned" })).toEqual([old.id]);
      expect(await finding({ intent: "repay.how", text: "3000" })).toEqual([recent.id]);
      expect(await finding({ intent: "repay.how", limit: 1, before: { at: 3000, id: recent.id } })).toEqual([
        old.id,
      ]);
    });
  });
}
