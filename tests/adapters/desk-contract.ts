import { describe, expect, test } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { Database } from "../support/databases.ts";
import { botSays, customerSays, newCid, openNew, turnOn } from "../support/log-events.ts";
import {
  addAgent,
  agentSays,
  assignedTo,
  changeTo,
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

/** What every store promises of who owns a conversation, and of what agents write. Run it on each database. */
export function describeDesk(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const nobody = conversationId("nobody");

  describe(`${name}: a change of owner`, () => {
    test("is stored with the events that tell of it, and comes back", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openWaiting(store);
      const event = handoff("assigned", { inside: { by: { id: ann.id, name: ann.name } } });
      const change = { ...changeTo(record, assignedTo(ann), [event]), content: "hash" };
      const moved = await store.desk.move(record.id, change);
      const stored = { ...record, version: 2, last: 3, state: change.state, content: "hash" };
      expect(moved).toEqual({
        type: "committed",
        record: stored,
        events: [{ ...event, conversationId: record.id, seq: 3 }],
      });
      expect(await store.find(record.id)).toEqual(stored);
      expect((await store.events(record.id, { after: 2, limit: 10 })).map(({ id }) => id)).toEqual([
        event.id,
      ]);
    });

    test("computed on an older state is refused, and changes nothing", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openWaiting(store);
      const change = changeTo({ ...record, version: 0 }, assignedTo(ann));
      expect(await store.desk.move(record.id, change)).toEqual({ type: "moved" });
      expect(await store.desk.move(record.id, change, { agent: ann.id, most: 5 })).toEqual({ type: "moved" });
      expect(await store.desk.move(nobody, change)).toEqual({ type: "moved" });
      expect(await store.find(record.id)).toEqual(record);
    });

    test("makes the turn that the bot has begun useless, whoever may take it", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openNew(store);
      await store.receive(record.id, customerSays("怎么还款"), true);
      const moved = await moveTo(store, record, assignedTo(ann));
      const turn = turnOn(record, { pays: 1, events: [botSays("这样还")] });
      expect(await store.commitTurn(record.id, turn)).toEqual({ type: "moved" });
      expect(await store.find(record.id)).toMatchObject({ version: 1, last: 2 });
      // It is still owed, and paid for on the new state.
      expect((await store.nextTurn(record.id))?.record).toEqual(moved);
      const silent = { version: 1, state: moved.state, events: [], pays: 1 };
      expect(await store.commitTurn(record.id, silent)).toMatchObject({ type: "committed" });
    });

    test("sets the alarms of an offer and of what is put aside, and takes away the bot's", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openNew(store);
      await store.receive(record.id, customerSays("一"), true);
      const asked = turnOn(record, { pays: 1, events: [] });
      const alarm = { due: 5000, kind: "silence" } as const;
      await store.commitTurn(record.id, { ...asked, state: { ...asked.state, alarm } });
      expect(await store.nextAlarm()).toBe(5000);
      const quiet = await moveTo(store, { ...record, version: 1 }, waiting());
      expect(await store.nextAlarm()).toBeUndefined();
      const offer = { agent: ann, until: 6000 };
      const offered = await moveTo(store, quiet, waiting({ offer }));
      expect(await store.claimAlarms(6000, 10)).toEqual([
        { conversationId: record.id, due: 6000, kind: "offer" },
      ]);
      const aside = { phase: "snoozed", ticket: ticketOf(), agent: ann, until: 9000 } as const;
      await moveTo(store, offered, aside);
      expect(await store.claimAlarms(9000, 10)).toEqual([
        { conversationId: record.id, due: 9000, kind: "snooze" },
      ]);
    });

    test("by the bot shows in the lists as well", async () => {
      const store = await openFresh();
      const record = await openNew(store);
      await store.receive(record.id, customerSays("转人工"), true);
      const state = changeTo(record, waiting()).state;
      const events = [handoff("requested", { inside: { handoff: request } })];
      await store.commitTurn(record.id, { version: 0, state, events, pays: 1 });
      expect(await openRows(store.desk)).toMatchObject([{ id: record.id, reason: "要人工" }]);
    });
  });

  describe(`${name}: room for conversations`, () => {
    test("is as much as the agent may have, counting those that are assigned and no others", async () => {
      const store = await openFresh();
      const [ann, ben] = [await addAgent(store.desk), await addAgent(store.desk)];
      const room = { agent: ann.id, most: 2 };
      await openAssigned(store, ben);
      const aside = await openAssigned(store, ann);
      await moveTo(store, aside, { phase: "snoozed", ticket: ticketOf(), agent: ann, until: 9000 });
      const take = async () => {
        const record = await openWaiting(store);
        return { record, ...(await store.desk.move(record.id, changeTo(record, assignedTo(ann)), room)) };
      };
      const outcomes = [await take(), await take(), await take()];
      expect(outcomes.map(({ type }) => type)).toEqual(["committed", "committed", "full"]);
      const { record } = outcomes[2] ?? expect.unreachable("three");
      expect(await store.find(record.id)).toEqual(record);
      const own = (await store.find(outcomes[0]?.record.id ?? nobody)) ?? expect.unreachable("assigned");
      const again = await store.desk.move(own.id, changeTo(own, assignedTo(ann)), room);
      expect(again.type).toBe("committed");
      await moveTo(store, (await store.find(own.id)) ?? own, { phase: "closed", at: 5000 });
      expect((await take()).type).toBe("committed");
    });

    test("is asked for of an agent there is", async () => {
      const store = await openFresh();
      const record = await openWaiting(store);
      const ghost = { ...(await addAgent(store.desk)), id: "ghost" as never };
      const move = store.desk.move(record.id, changeTo(record, assignedTo(ghost)), {
        agent: ghost.id,
        most: 5,
      });
      await expect(move).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await store.find(record.id)).toEqual(record);
    });
  });

  describe(`${name}: what agents write`, () => {
    test("is appended with the next seq, and leaves the state as it is", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openAssigned(store, ann);
      const event = agentSays("您好", ann);
      const received = await store.desk.append(record.id, event, ann.id);
      const stored = { ...event, conversationId: record.id, seq: record.last + 1 };
      expect(received).toEqual({ type: "stored", event: stored, version: record.version });
      expect(await store.events(record.id, { after: record.last, limit: 10 })).toEqual([stored]);
      expect(await store.find(record.id)).toEqual({ ...record, last: record.last + 1 });
      expect(await store.claimOwed(10)).toEqual([]);
    });

    test("is stored once however often it is sent, also when it is somebody else's by then", async () => {
      const store = await openFresh();
      const [ann, ben] = [await addAgent(store.desk), await addAgent(store.desk)];
      const record = await openAssigned(store, ann);
      const event = agentSays("您好", ann);
      const sent = await Promise.all([1, 2, 3].map(() => store.desk.append(record.id, event, ann.id)));
      expect(sent.map(({ type }) => type).sort()).toEqual(["duplicate", "duplicate", "stored"]);
      await moveTo(store, (await store.find(record.id)) ?? record, assignedTo(ben));
      expect(await store.desk.append(record.id, event, ann.id)).toMatchObject({
        type: "duplicate",
        event: { id: event.id },
      });
    });

    test("is refused when the conversation is not theirs any more, and notes are not", async () => {
      const store = await openFresh();
      const [ann, ben] = [await addAgent(store.desk), await addAgent(store.desk)];
      const record = await openAssigned(store, ann);
      const lost = await moveTo(store, record, assignedTo(ben));
      const refused = { type: "not theirs" };
      expect(await store.desk.append(record.id, agentSays("您好", ann), ann.id)).toEqual(refused);
      expect(await store.find(record.id)).toEqual(lost);
      expect((await store.desk.append(record.id, noteOf("他很急", ann))).type).toBe("stored");
      const back = await moveTo(store, lost, {
        phase: "snoozed",
        ticket: ticketOf(),
        agent: ben,
        until: 9000,
      });
      expect(await store.desk.append(back.id, agentSays("您好", ben), ben.id)).toEqual(refused);
    });

    test("goes to a conversation there is", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const note = store.desk.append(nobody, noteOf("在吗", ann));
      await expect(note).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await store.desk.append(nobody, agentSays("在吗", ann), ann.id)).toEqual({ type: "not theirs" });
      await expect(store.desk.setTags(nobody, ["急"])).rejects.toMatchObject({ code: "NOT_FOUND" });
      await store.desk.markSeen(nobody, 1);
    });

    test("does not pay for what the bot owes", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const { id } = await openNew(store);
      await store.receive(id, customerSays("在吗"), true);
      await store.desk.append(id, noteOf("机器人会答", ann));
      expect((await store.nextTurn(id))?.events).toMatchObject([{ seq: 1 }]);
    });

    test("shares the names of messages with nobody else's conversation", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const [one, other] = [await openAssigned(store, ann), await openAssigned(store, ann)];
      const cid = newCid();
      for (const { id } of [one, other]) {
        expect((await store.desk.append(id, agentSays("好", ann, { cid }), ann.id)).type).toBe("stored");
      }
    });
  });

  describe(`${name}: the marks of the desk`, () => {
    test("of what was seen only move on, and never past the end", async () => {
      const store = await openFresh();
      const { id } = await openSaid(store, customerSays("一"), customerSays("二"), customerSays("三"));
      const unread = async () => (await store.desk.rows([id]))[0]?.unread;
      expect(await unread()).toBe(3);
      await store.desk.markSeen(id, 9);
      expect(await unread()).toBe(3);
      await store.desk.markSeen(id, 2);
      await store.desk.markSeen(id, 1);
      expect(await unread()).toBe(1);
    });

    test("tags take the place of those before, and each is there once", async () => {
      const store = await openFresh();
      const { id } = await openSaid(store);
      const tags = async () => (await store.desk.rows([id]))[0]?.tags;
      await store.desk.setTags(id, ["退款", "急", "退款"]);
      expect(await tags()).toEqual(["急", "退款"].sort());
      await store.desk.setTags(id, ["已回访", "急"]);
      expect(await tags()).toEqual(["已回访", "急"].sort());
      await store.desk.setTags(id, []);
      expect(await tags()).toEqual([]);
    });
  });

  test(`${name}: a closed store takes nothing from the desk either`, async () => {
    const store = await openFresh();
    const ann = await addAgent(store.desk);
    const record = await openWaiting(store);
    const moved = store.desk.move(record.id, changeTo(record, assignedTo(ann)), { agent: ann.id, most: 5 });
    await store.close();
    expect((await moved).type).toBe("committed");
    for (const refused of [
      store.desk.stamps(),
      store.desk.markSeen(record.id, 1),
      store.desk.agents.list(),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    }
  });
}

const request = { reason: "要人工", queue: "default", brief: {} };
