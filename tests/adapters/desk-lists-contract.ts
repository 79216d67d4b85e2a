import { describe, expect, test } from "vitest";
import { newConversation } from "../../src/conversation/state.ts";
import { conversationId } from "../../src/kernel/ids.ts";
import type { ConversationRecord, NewEvent } from "../../src/runtime/ports.ts";
import type { Database, WholeStore } from "../support/databases.ts";
import { botSays, customerRates, customerSays, openNew } from "../support/log-events.ts";
import {
  addAgent,
  agentSays,
  assignedTo,
  handoff,
  moveTo,
  noteOf,
  openAssigned,
  openRows,
  openSaid,
  openWaiting,
  ticketOf,
  waiting,
} from "./desk-builders.ts";

/** What every store promises of the lists that the desk shows. Run it on each database. */
export function describeDeskLists(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const at = (time: number, event: NewEvent): NewEvent => ({ ...event, at: time });
  const rowOf = async ({ desk }: WholeStore, { id }: Pick<ConversationRecord, "id">) =>
    (await desk.rows([id]))[0] ?? expect.unreachable("no row");

  describe(`${name}: the rows of the desk`, () => {
    test("tell all there is to know of a conversation", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const said = await openSaid(store, customerSays("我要人工"));
      const request = { reason: "客户要求转人工", queue: "repay", brief: {} };
      const ownership = waiting({
        ticket: ticketOf({ queue: "repay", urgency: 2, wantsCall: true }),
        keptFor: { id: ann.id, name: ann.name },
        passedBy: [ann.id],
      });
      const record = await moveTo(store, said, ownership, [
        handoff("requested", { inside: { handoff: request } }),
      ]);
      await store.markRead(record.id, 2);
      expect(await rowOf(store, record)).toEqual({
        id: record.id,
        customerId: record.customerId,
        identified: false,
        version: 1,
        last: 2,
        customerRead: 2,
        seen: 0,
        ownership,
        language: "zh",
        latest: { at: 1000, from: "customer", text: "我要人工" },
        unread: 1,
        tags: [],
        reason: "客户要求转人工",
      });
    });

    test("come whatever characters customers have sent", async () => {
      const store = await openFresh();
      const text = "\u0000 \ud83d '\"\\u0000 \\";
      const { dialog } = newConversation("zh");
      const said = await openSaid(store, customerSays(text));
      const state = { ...said.state, dialog: { ...dialog, slots: { said: text } } };
      await moveTo(store, { ...said, state }, waiting());
      expect(await openRows(store.desk)).toMatchObject([{ ownership: waiting(), latest: { text } }]);
    });

    test("are of all who are not with the bot and not done, or of those who are asked for", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const withBot = await openSaid(store);
      const line = await openWaiting(store);
      const taken = await openAssigned(store, ann);
      const aside = { phase: "snoozed", ticket: ticketOf(), agent: ann, until: 9000 } as const;
      const later = await moveTo(store, await openAssigned(store, ann), aside);
      const left = await moveTo(store, await openSaid(store), { phase: "offline", ticket: ticketOf() });
      const done = await moveTo(store, await openAssigned(store, ann), { phase: "closed", at: 5000 });
      const open = [line, taken, later, left].map(({ id }) => id);
      expect((await openRows(store.desk)).map(({ id }) => id).sort()).toEqual([...open].sort());
      const asked = [done.id, conversationId("nobody"), withBot.id, done.id];
      expect((await store.desk.rows(asked)).map(({ id }) => id)).toEqual([done.id, withBot.id]);
      expect(await store.desk.rows([])).toEqual([]);
    });

    test("show what was said last in 120 characters, whatever else has happened since", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openAssigned(store, ann);
      await store.desk.append(record.id, agentSays("🙋🏽".repeat(100), ann), ann.id);
      await store.desk.append(record.id, noteOf("只有同事看得见", ann));
      await store.receive(record.id, customerRates(), false);
      expect((await rowOf(store, record)).latest).toEqual({
        at: 4000,
        from: "agent",
        text: "🙋🏽".repeat(60),
      });
      const body = { type: "choice", seq: 1, option: "yes", label: "解决了" } as const;
      await store.receive(record.id, { ...customerSays("x"), at: 4500, kind: "choice", body }, false);
      expect((await rowOf(store, record)).latest).toEqual({ at: 4500, from: "customer", text: "解决了" });
    });

    test("show what the bot has said only where nobody else has said anything", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const silent = await openNew(store);
      await store.desk.append(silent.id, noteOf("还没说话", ann));
      expect(await rowOf(store, silent)).not.toHaveProperty("latest");
      await store.receive(silent.id, botSays("您好，请问有什么可以帮您？"), false);
      expect((await rowOf(store, silent)).latest).toMatchObject({ from: "bot" });
      const record = await openSaid(store, customerSays("我要退款"));
      await moveTo(store, record, waiting(), [botSays("同事马上就来"), handoff("requested")]);
      const asked = { at: 1000, from: "customer", text: "我要退款" };
      expect((await rowOf(store, record)).latest).toEqual(asked);
      await store.desk.append(record.id, agentSays("您好", ann), undefined);
      for (let count = 0; count < 120; count++) await store.receive(record.id, botSays("请稍候"), false);
      expect((await rowOf(store, record)).latest).toEqual({ at: 4000, from: "agent", text: "您好" });
    });

    test("count what the customer has written since an agent has looked", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openAssigned(store, ann);
      await store.desk.markSeen(record.id, record.last);
      expect((await rowOf(store, record)).unread).toBe(0);
      for (const text of ["在吗", "喂"]) await store.receive(record.id, customerSays(text), false);
      await store.desk.append(record.id, agentSays("在", ann), ann.id);
      expect((await rowOf(store, record)).unread).toBe(2);
      await Promise.all(
        Array.from({ length: 120 }, () => store.receive(record.id, customerSays("?"), false)),
      );
      expect((await rowOf(store, record)).unread).toBe(100);
    });

    test("tell since when the customer waits for an answer", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openWaiting(store);
      const asksSince = async () => (await rowOf(store, record)).asksSince;
      expect(await asksSince()).toBeUndefined();
      await store.receive(record.id, at(1600, customerSays("在吗")), false);
      await store.receive(record.id, at(1700, customerSays("喂")), false);
      expect(await asksSince()).toBe(1600);
      await moveTo(store, (await store.find(record.id)) ?? record, assignedTo(ann));
      await store.desk.append(record.id, noteOf("这就来", ann));
      expect(await asksSince()).toBe(1600);
      await store.desk.append(record.id, agentSays("在", ann), ann.id);
      expect(await asksSince()).toBeUndefined();
      await store.receive(record.id, at(4100, customerSays("好的")), false);
      expect(await asksSince()).toBe(4100);
    });

    test("do not tell that an answer is missing to what the bot has answered", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const first = await openAssigned(store, ann);
      await store.desk.append(first.id, agentSays("好了", ann), ann.id);
      const back = await moveTo(store, (await store.find(first.id)) ?? first, { phase: "bot" }, []);
      await store.receive(first.id, at(5000, customerSays("还有个问题")), false);
      expect((await rowOf(store, first)).asksSince).toBeUndefined();
      await moveTo(
        store,
        { ...back, last: back.last + 1 },
        waiting({ ticket: ticketOf({ since: 6000 }) }),
        [],
      );
      expect((await rowOf(store, first)).asksSince).toBeUndefined();
      await store.receive(first.id, at(6100, customerSays("在吗")), false);
      expect((await rowOf(store, first)).asksSince).toBe(6100);
    });

    test("give the newest reason for which a person was asked", async () => {
      const store = await openFresh();
      const record = await openWaiting(store);
      const because = (reason: string) => ({ handoff: { reason, queue: "default", brief: {} } });
      const back = await moveTo(store, record, { phase: "bot" }, [
        handoff("requested", { inside: because("先前") }),
        handoff("requested", { inside: because("现在") }),
      ]);
      await moveTo(store, back, waiting(), [
        handoff("queued", { inside: { did: { action: "release", why: `"reason":"吃饭"` } } }),
      ]);
      expect((await rowOf(store, record)).reason).toBe("现在");
    });

    test("come for more than a thousand conversations at once", async () => {
      const store = await openFresh();
      const records = await Promise.all(Array.from({ length: 1100 }, () => openWaiting(store)));
      const ids = records.map(({ id }) => id);
      expect((await openRows(store.desk)).map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect((await store.desk.rows(ids)).map(({ id }) => id)).toEqual(ids);
    }, 30_000);
  });
}
