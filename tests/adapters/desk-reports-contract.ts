import { describe, expect, test } from "vitest";
import type { ConversationId } from "../../src/kernel/ids.ts";
import type { ReportedEvent, ReportSpan } from "../../src/runtime/desk-ports.ts";
import type { NewEvent } from "../../src/runtime/ports.ts";
import type { Database, WholeStore } from "../support/databases.ts";
import { botSays, customerRates, customerSays } from "../support/log-events.ts";
import {
  addAgent,
  agentSays,
  assignedTo,
  handoff,
  moveTo,
  noteOf,
  openSaid,
  waiting,
} from "./desk-builders.ts";

/** What every store promises of what reports are made from. Run it on each database. */
export function describeDeskReports(name: string, makeDatabase: () => Promise<Database>): void {
  const openFresh = async () => (await makeDatabase()).open();
  const DAY = 24 * 3_600_000;
  const span: ReportSpan = { from: 10 * DAY, to: 11 * DAY, until: 20 * DAY };
  const at = (time: number, event: NewEvent): NewEvent => ({ ...event, at: time });
  const desk = (action: "snoozed" | "passed", time: number) =>
    handoff("closed", { kind: "desk", body: { type: "desk", action }, at: time });

  /** A conversation in which a person was asked for at that time. */
  const openAsked = async (store: WholeStore, time: number) => {
    const said = await openSaid(store, at(time, customerSays("转人工")));
    const request = { reason: "要人工", queue: "repay", brief: {}, intent: "repay.how" };
    const events = [handoff("requested", { at: time, inside: { handoff: request } })];
    return moveTo(store, said, waiting(), events);
  };
  const readAll = async (store: WholeStore, given: ReportSpan = span) => {
    const events: ReportedEvent[] = [];
    let pages = 0;
    for (let page = given; ; ) {
      const { events: found, next, isCut } = await store.desk.reportEvents(page);
      expect(isCut).toBe(false);
      events.push(...found);
      pages += 1;
      if (next === undefined) return { events, pages, ids: new Set(events.map((one) => one.conversationId)) };
      page = { ...page, after: next };
    }
  };
  const shortOf = ({ at: time, body }: ReportedEvent) =>
    `${time / DAY} ${body === undefined ? "wrote" : "status" in body ? body.status : body.type}`;

  describe(`${name}: what reports are made from`, () => {
    test("holds in order all that a report counts, and nothing of what was said", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openAsked(store, 10 * DAY);
      const taken = handoff("assigned", { at: 10.25 * DAY, inside: { by: { id: ann.id, name: ann.name } } });
      const had = await moveTo(store, record, assignedTo(ann), [taken]);
      await store.desk.append(record.id, agentSays("您好\u0000", ann, { at: 10.5 * DAY }), ann.id);
      await store.desk.append(record.id, at(10.5 * DAY, noteOf("身份已核实", ann)));
      await store.receive(record.id, at(10.5 * DAY, customerSays("谢谢")), false);
      const closed = [desk("snoozed", 10.75 * DAY), handoff("closed", { at: 11 * DAY })];
      await moveTo(store, { ...had, version: had.version }, { phase: "closed", at: 11 * DAY }, closed);
      await store.receive(record.id, at(12 * DAY, customerRates(4)), false);
      await store.receive(record.id, at(12 * DAY, botSays("再见")), false);
      const { events } = await readAll(store);
      expect(events.map(shortOf)).toEqual([
        "10 requested",
        "10.25 assigned",
        "10.5 wrote",
        "10.75 desk",
        "11 closed",
        "12 rating",
      ]);
      expect(events[0]?.inside?.handoff).toEqual({
        reason: "要人工",
        queue: "repay",
        brief: {},
        intent: "repay.how",
      });
      expect(events[2]?.inside?.by).toEqual({ id: ann.id, name: ann.name });
      expect(JSON.stringify(events)).not.toMatch(/您好|谢谢|核实/u);
    });

    test("is of the conversations in which who answers has changed in the span", async () => {
      const store = await openFresh();
      const times = [10 * DAY - 1, 10 * DAY, 11 * DAY - 1, 11 * DAY];
      const asked = [];
      for (const time of times) asked.push((await openAsked(store, time)).id);
      await openSaid(store, at(10.5 * DAY, customerSays("分期怎么还")));
      expect((await readAll(store)).ids).toEqual(new Set(asked.slice(1, 3)));
    });

    test("begins with what was so before the span, and ends where it is followed no further", async () => {
      const store = await openFresh();
      const ann = await addAgent(store.desk);
      const record = await openAsked(store, 2 * DAY);
      const had = await moveTo(store, record, assignedTo(ann), [handoff("assigned", { at: 3 * DAY })]);
      await store.desk.append(record.id, agentSays("早", ann, { at: 4 * DAY }), ann.id);
      const closed = handoff("closed", { at: 10.5 * DAY });
      await moveTo(store, had, { phase: "closed", at: 10.5 * DAY }, [closed]);
      await store.receive(record.id, at(19 * DAY, customerSays("还在吗")), false);
      await store.receive(record.id, at(20 * DAY, customerRates()), false);
      expect((await readAll(store)).events.map(shortOf)).toEqual(["3 assigned", "10.5 closed"]);
    });

    test("comes in pages, of which none is passed over, though customers talk on meanwhile", async () => {
      const store = await openFresh();
      const asked: ConversationId[] = [];
      const open = async (index: number) => {
        if (index % 20 === 0) asked.push((await openAsked(store, 10 * DAY + index)).id);
        else await openSaid(store, at(10 * DAY + index, customerSays("在吗")));
      };
      for (let from = 0; from < 600; from += 100)
        await Promise.all(Array.from({ length: 100 }, (_, index) => open(from + index)));
      const first = await store.desk.reportEvents(span);
      for (const id of asked.slice(0, 5))
        await store.receive(id, at(15 * DAY, customerSays("还在吗")), false);
      const { ids, pages } = await readAll(store);
      expect(first.next).toBeDefined();
      expect(pages).toBeGreaterThan(2);
      expect(ids).toEqual(new Set(asked));
    }, 30_000);

    test("is nothing where nothing was asked", async () => {
      const store = await openFresh();
      expect(await store.desk.reportEvents(span)).toEqual({ events: [], isCut: false });
    });
  });
}
