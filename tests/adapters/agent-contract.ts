import { describe, expect, test } from "vitest";
import { type AgentId, agentId } from "../../src/kernel/ids.ts";
import type { AgentSession, Reply } from "../../src/runtime/desk-ports.ts";
import { type Database, openProcess } from "../support/databases.ts";
import {
  addAgent,
  moveTo,
  newAgent,
  openAssigned,
  openDesks,
  openWaiting,
  refOf,
  ticketOf,
  waiting,
} from "./desk-builders.ts";

const LONG = 60_000;

/** What every store promises of agents and of what they keep. Run it on each database. */
export function describeAgents(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await (await makeDatabase()).open()).desk;
  const nobody = agentId("nobody");

  describe(`${name}: agents`, () => {
    test("come back as they were added, in the order of their logins", async () => {
      const { agents } = await openFresh();
      const ann = newAgent({
        login: "ann",
        name: "小安 🙂",
        queues: ["repay", "default"],
        role: "supervisor",
      });
      const ben = newAgent({ login: "ben", capacity: 0, disabledAt: 1_763_800_000_123 });
      expect([await agents.add(ben, "hash of ben"), await agents.add(ann, "hash of ann")]).toEqual([
        true,
        true,
      ]);
      expect(await agents.list()).toEqual([ann, ben]);
      expect(await agents.find(ben.id)).toEqual(ben);
      expect(await agents.find(nobody)).toBeUndefined();
      expect(await agents.credentials("ann")).toEqual({ agent: ann, passwordHash: "hash of ann" });
      expect(await agents.credentials("nobody")).toBeUndefined();
    });

    test("have logins of their own, also when two are added at once", async () => {
      const desks = await openDesks(makeDatabase);
      const added = await Promise.all(
        [desks.first, desks.second].map(({ desk }) => desk.agents.add(newAgent({ login: "ann" }), "hash")),
      );
      expect(new Set(added)).toEqual(new Set([false, true]));
      expect(await desks.first.desk.agents.list()).toHaveLength(1);
    });

    test("change in what is given, and in nothing else", async () => {
      const desk = await openFresh();
      const { agents } = desk;
      const [ann, ben] = [await addAgent(desk), await addAgent(desk)];
      expect(await agents.change(ann.id, { name: "安", queues: ["repay"], passwordHash: "new" })).toBe(true);
      const renamed = { ...ann, name: "安", queues: ["repay"] };
      expect(await agents.credentials(ann.login)).toEqual({ agent: renamed, passwordHash: "new" });
      await agents.change(ann.id, { role: "admin", capacity: 9, disabledAt: 5000 });
      expect(await agents.find(ann.id)).toEqual({ ...renamed, role: "admin", capacity: 9, disabledAt: 5000 });
      await agents.change(ann.id, { disabledAt: null });
      expect(await agents.find(ann.id)).not.toHaveProperty("disabledAt");
      expect(await agents.change(ann.id, {})).toBe(true);
      expect(await agents.change(nobody, { name: "谁" })).toBe(false);
      expect(await agents.find(ben.id)).toEqual(ben);
    });

    test("find their preferences as they left them", async () => {
      const desk = await openFresh();
      const { id } = await addAgent(desk);
      expect(await desk.agents.preferences(id)).toBeUndefined();
      await desk.agents.savePreferences(id, `{"theme":"dark"}`);
      expect(await desk.agents.preferences(id)).toBe(`{"theme":"dark"}`);
      expect(await desk.agents.preferences(nobody)).toBeUndefined();
    });
  });

  describe(`${name}: sessions of agents`, () => {
    const sessionOf = (id: string, agent: { readonly id: AgentSession["agentId"] }): AgentSession => ({
      id,
      agentId: agent.id,
      createdAt: 1000,
      seenAt: 1000,
      expiresAt: 2000,
      address: "203.0.113.7",
      browser: "Firefox",
    });

    test("are good until they expire, and longer when they are renewed", async () => {
      const desk = await openFresh();
      const ann = await addAgent(desk);
      const session = sessionOf("one", ann);
      await desk.agents.openSession(session);
      expect(await desk.agents.session("one", 1999)).toEqual({ session, agent: ann });
      expect(await desk.agents.session("one", 2000)).toBeUndefined();
      expect(await desk.agents.session("two", 1500)).toBeUndefined();
      await desk.agents.renewSession("one", 1900, 2900);
      expect(await desk.agents.session("one", 2000)).toEqual({
        session: { ...session, seenAt: 1900, expiresAt: 2900 },
        agent: ann,
      });
    });

    test("of a disabled agent are none", async () => {
      const desk = await openFresh();
      const ann = await addAgent(desk);
      await desk.agents.openSession(sessionOf("one", ann));
      await desk.agents.change(ann.id, { disabledAt: 1500 });
      expect(await desk.agents.session("one", 1600)).toBeUndefined();
    });

    test("can be ended one by one, or all of one agent", async () => {
      const desk = await openFresh();
      const [ann, ben] = [await addAgent(desk), await addAgent(desk)];
      for (const id of ["a", "b", "c"]) await desk.agents.openSession(sessionOf(id, ann));
      await desk.agents.openSession(sessionOf("d", ben));
      await desk.agents.closeSession("b");
      expect((await desk.agents.sessionsOf(ann.id)).map(({ id }) => id)).toEqual(["a", "c"]);
      await desk.agents.closeSessionsOf(ann.id);
      expect(await desk.agents.sessionsOf(ann.id)).toEqual([]);
      expect(await desk.agents.session("a", 1500)).toBeUndefined();
      expect(await desk.agents.sessionsOf(ben.id)).toHaveLength(1);
    });

    test("that are over are forgotten when the agent signs in again", async () => {
      const desk = await openFresh();
      const ann = await addAgent(desk);
      await desk.agents.openSession(sessionOf("old", ann));
      await desk.agents.openSession({ ...sessionOf("new", ann), createdAt: 2500, expiresAt: 9000 });
      expect((await desk.agents.sessionsOf(ann.id)).map(({ id }) => id)).toEqual(["new"]);
    });
  });

  describe(`${name}: who is there`, () => {
    test("is told to every process, with what they have and want", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const ann = await addAgent(first.desk, { queues: ["repay"], capacity: 3, role: "supervisor" });
      const ben = await addAgent(first.desk);
      await addAgent(first.desk);
      expect(await second.desk.agents.present()).toEqual([]);
      await first.desk.agents.keepPresent([ann.id, ben.id, nobody], LONG);
      await first.desk.agents.keepPresent([], LONG);
      await second.desk.agents.setAvailability(ann.id, "online");
      for (let count = 0; count < 2; count++) await openAssigned(first, ann);
      const aside = await openAssigned(first, ann);
      await moveTo(first, aside, { phase: "snoozed", ticket: ticketOf(), agent: refOf(ann), until: 9000 });
      const { id, name: shown, queues, capacity, role } = ann;
      expect((await second.desk.agents.present()).filter((agent) => agent.id === ann.id)).toEqual([
        { id, name: shown, queues, capacity, role, availability: "online", load: 2 },
      ]);
      expect((await second.desk.agents.present()).filter((agent) => agent.id === ben.id)).toMatchObject([
        { availability: "away", load: 0 },
      ]);
      expect(await second.desk.agents.present()).toHaveLength(2);
    });

    test("ends with the lease, with leaving and with being disabled", async () => {
      const { agents, ...desk } = await openFresh();
      const all = [];
      for (let count = 0; count < 4; count++) all.push(await addAgent({ agents, ...desk }));
      const [ann, ben, cat, dan] = all.map(({ id }) => id);
      if (!ann || !ben || !cat || !dan) return expect.unreachable("four agents");
      await agents.keepPresent([ann, ben, cat], LONG);
      await agents.keepPresent([dan], 1);
      await agents.leave(ben);
      await agents.change(cat, { disabledAt: 1500 });
      const present = async () => (await agents.present()).map(({ id }) => id);
      await expect.poll(present).toEqual([ann]);
      await agents.keepPresent([dan], LONG);
      expect(await present()).toEqual([ann, dan].sort());
    });

    test("several processes keep the same agents present at once", async () => {
      const { first, second } = await openDesks(makeDatabase);
      const ids: AgentId[] = [];
      for (let count = 0; count < 30; count++) ids.push((await addAgent(first.desk)).id);
      const beats = Array.from({ length: 20 }, (_, index) => {
        const order = index % 3 === 0 ? [...ids].reverse() : ids;
        return (index % 2 === 0 ? first : second).desk.agents.keepPresent(order, LONG);
      });
      await Promise.all(beats);
      expect(await first.desk.agents.present()).toHaveLength(30);
    });

    test("shows what nobody looks after: who has it, is offered it or has it kept is gone", async () => {
      const database = await makeDatabase();
      const store = await openProcess(database);
      const { agents } = store.desk;
      const [here, gone] = [await addAgent(store.desk), await addAgent(store.desk)];
      await agents.keepPresent([here.id], LONG);
      const since = (time: number) => ({ ticket: ticketOf({ since: time }) });
      const offer = (agent: typeof here) => ({ agent: refOf(agent), until: 9000 });
      const kept = await openWaiting(store, { ...since(3000), keptFor: refOf(gone) });
      const offered = await openWaiting(store, { ...since(2000), keptFor: refOf(here), offer: offer(gone) });
      const assigned = await openAssigned(store, gone);
      await openAssigned(store, here);
      await openWaiting(store);
      await openWaiting(store, { keptFor: refOf(here) });
      await openWaiting(store, { keptFor: refOf(gone), offer: offer(here) });
      const aside = await openAssigned(store, gone);
      await moveTo(store, aside, { phase: "snoozed", ticket: ticketOf(), agent: refOf(gone), until: 9000 });
      const left = [assigned.id, offered.id, kept.id];
      expect(await agents.abandoned(10)).toEqual(left);
      expect(await agents.abandoned(2)).toEqual(left.slice(0, 2));
      await agents.keepPresent([gone.id], LONG);
      expect(await agents.abandoned(10)).toEqual([]);
      await agents.leave(here.id);
      expect(await agents.abandoned(10)).toHaveLength(3);
      const [first] = await agents.abandoned(1);
      const record = (first && (await store.find(first))) ?? expect.unreachable("abandoned");
      await moveTo(store, record, waiting());
      expect(await agents.abandoned(10)).toHaveLength(2);
    });
  });

  describe(`${name}: what is kept for the desk`, () => {
    test("the audit tells the newest first, a page at a time", async () => {
      const { agents } = await openFresh();
      const about = { login: "ann", isNew: true, capacity: 5 };
      const full = { at: 2000, action: "add", agentId: nobody, conversationId: "c" as never, about };
      await agents.audit({ at: 1000, action: "first" });
      await agents.audit(full);
      await agents.audit({ at: 2000, action: "third" });
      await agents.audit({ at: 1500, action: "late" });
      expect((await agents.auditTrail({ limit: 2 })).map(({ action }) => action)).toEqual(["third", "add"]);
      const [newest, second] = await agents.auditTrail({ limit: 2 });
      expect(second).toEqual({ ...full, id: expect.any(Number) });
      const after = async (before = newest) => before && (await agents.auditTrail({ before, limit: 10 }));
      expect((await after(second))?.map(({ id: _id, ...entry }) => entry)).toEqual([
        { at: 1500, action: "late" },
        { at: 1000, action: "first" },
      ]);
      expect((await after())?.map(({ action }) => action)).toEqual(["add", "late", "first"]);
    });

    test("the audit leaves out nothing of what was done in one moment, however small its pages", async () => {
      const { agents } = await openFresh();
      for (let count = 0; count < 7; count++) await agents.audit({ at: 2000, action: `deed ${count}` });
      await agents.audit({ at: 1000, action: "earlier" });
      const told = [];
      for (let page = await agents.auditTrail({ limit: 2 }); page.length > 0; ) {
        told.push(...page.map(({ action }) => action));
        const before = page.at(-1) ?? expect.unreachable("not empty");
        page = await agents.auditTrail({ before, limit: 2 });
      }
      expect(told).toEqual([...[6, 5, 4, 3, 2, 1, 0].map((count) => `deed ${count}`), "earlier"]);
    });

    test("replies can be saved, changed and removed", async () => {
      const { agents } = await openFresh();
      const hello: Reply = { id: "1", shortcut: "hello", text: { zh: "您好", en: "Hello" }, queue: "repay" };
      const bye: Reply = { id: "2", shortcut: "bye", text: { zh: "再见", en: "" } };
      for (const reply of [hello, bye]) await agents.saveReply(reply);
      expect(await agents.replies()).toEqual([bye, hello]);
      const { queue: _queue, ...forAll } = { ...hello, text: { zh: "你好", en: "Hi" } };
      await agents.saveReply(forAll);
      expect(await agents.replies()).toEqual([bye, forAll]);
      await agents.removeReply("2");
      await agents.removeReply("3");
      expect(await agents.replies()).toEqual([forAll]);
    });
  });
}
