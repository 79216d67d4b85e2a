import { describe, expect, test } from "vitest";
import { conversationId } from "../../../src/kernel/ids.ts";
import { deskReport } from "../../../src/protocol/desk-reports.ts";
import { Content } from "../../../src/runtime/content.ts";
import { createDeskReports } from "../../../src/runtime/desk/reports.ts";
import type { DeskStore, ReportPage } from "../../../src/runtime/desk-ports.ts";
import { deferred } from "../../support/deferred.ts";
import { mendingContent, publishFiles } from "../../support/mending-bot.ts";
import { cid, smallDesk } from "../../support/small-desk.ts";

const SECOND = 1_000;

/** The day on which the small desk's clock stands. */
const DAY = "2023-11-14";
const today = { from: DAY, to: DAY };

describe("what came of the day", () => {
  test("is told from what agents and customers did at the desk", async () => {
    const small = await smallDesk();
    const { room, reception, clock, settle, ask, wait } = small;
    const reports = createDeskReports({ deskStore: room.deskStore, content: small.content, clock });
    // Who asks while nobody is there leaves a message.
    await ask();
    const li = await small.hire("Li", { capacity: 1 });
    const first = await ask();
    await ask();
    await wait(5 * SECOND);
    await room.desk.say(li, first, cid(), "您好");
    await wait(15 * SECOND);
    await room.desk.resolve(li, first);
    await settle();
    await reception.rate(first, { score: 5 });
    const report = deskReport.parse(await reports.report(today));
    expect(report).toMatchObject({
      ...today,
      zone: "UTC",
      isCut: false,
      total: {
        handoffs: 3,
        left: 1,
        answered: 2,
        resolved: 1,
        open: 2,
        wait: { count: 2, medianMs: 0, p90Ms: 20 * SECOND },
        firstResponse: { count: 1, medianMs: 5 * SECOND },
        handling: { count: 1, medianMs: 20 * SECOND },
        rating: { count: 1, mean: 5, good: 1 },
      },
      queues: [{ queue: "default", handoffs: 3 }],
      reasons: [{ reason: "客户要求转人工", handoffs: 3 }],
      // Their second was assigned by the desk, and nothing written: the account is found by its name.
      agents: [{ agent: { id: li.id, name: "Li" }, handoffs: 2, messages: 1, resolved: 1, open: 1 }],
    });
    expect(report.hours[22]?.handoffs).toBe(3);
  }, 20_000);

  test("is told of agents by the names that they have now", async () => {
    const small = await smallDesk();
    const { room, ask } = small;
    const li = await small.hire("Li");
    const id = await ask();
    await room.desk.say(li, id, cid(), "您好");
    await room.deskStore.agents.change(li.id, { name: "小李" });
    const reports = createDeskReports({ ...small, deskStore: room.deskStore });
    const { agents } = await reports.report(today);
    expect(agents).toMatchObject([{ agent: { id: li.id, name: "小李" }, handoffs: 1 }]);
  });

  test("is of a day in the time zone in which the bot keeps its hours", async () => {
    const small = await smallDesk();
    await small.ask();
    const hours = { zone: "Asia/Shanghai", weekly: [], holidays: [] };
    const { current } = small.content;
    const content = new Content({ ...current, bot: { ...current.bot, hours } });
    const reports = createDeskReports({ ...small, content, deskStore: small.room.deskStore });
    // 22:13 in Greenwich is the next morning there.
    expect((await reports.report(today)).total.handoffs).toBe(0);
    const next = await reports.report({ from: DAY, to: "2023-11-15" });
    expect(next.days.map(({ handoffs }) => handoffs)).toEqual([0, 1]);
    expect(next.hours[6]?.handoffs).toBe(1);
  });
});

test("handoffs are told by what the bot had helped with before, and those of which it is not known come last", async () => {
  const about = [undefined, "repay.how", undefined, undefined, "limit.why", "repay.how"];
  const around = await endless(async ({ events }) => ({
    events: events.slice(0, about.length).map((event, index) => {
      const intent = about[index];
      const handoff = {
        reason: "要人工",
        queue: "default",
        brief: {},
        ...(intent !== undefined && { intent }),
      };
      return { ...event, inside: { handoff } };
    }),
    isCut: false,
  }));
  const reports = createDeskReports({ ...around, clock: { now: () => 0 } });
  const { intents } = deskReport.parse(await reports.report(today));
  expect(intents.map(({ intent, handoffs }) => [intent, handoffs])).toEqual([
    ["repay.how", 2],
    ["limit.why", 1],
    [undefined, 3],
  ]);
});

/** A store with as many pages as are asked for, of a hundred handoffs each. */
async function endless(readPage: (page: ReportPage) => Promise<ReportPage> = async (page) => page) {
  let pages = 0;
  const reportEvents: DeskStore["reportEvents"] = async ({ from }) => {
    pages += 1;
    const body = { type: "handoff", status: "requested" } as const;
    const events = Array.from({ length: 100 }, (_, index) => {
      return { conversationId: conversationId(`c${pages}-${index}`), at: from, body };
    });
    return readPage({ events, isCut: false, next: { at: from, id: conversationId(`c${pages}`) } });
  };
  const content = new Content(await publishFiles(mendingContent));
  return { deskStore: { reportEvents, agents: { list: async () => [] } }, content, pages: () => pages };
}

describe("a report of more than can be read", () => {
  test("ends when it has taken too long, and says so", async () => {
    const { deskStore, content } = await endless();
    let now = 0;
    const clock = { now: () => (now += 1000) };
    const { total, isCut } = await createDeskReports({ deskStore, content, clock }).report(today);
    expect({ isCut, isPart: total.handoffs > 0 && total.handoffs < 2000 }).toEqual({
      isCut: true,
      isPart: true,
    });
  });

  test("ends after fifty thousand conversations, and says so", async () => {
    const { deskStore, content } = await endless();
    const clock = { now: () => 0 };
    const { total, isCut } = await createDeskReports({ deskStore, content, clock }).report(today);
    expect([total.handoffs, isCut]).toEqual([50_000, true]);
  });
});

describe("several reports at once", () => {
  test("are made one after the other, and the same is made once", async () => {
    const gate = deferred<void>();
    let reading = 0;
    const around = await endless(async ({ events, isCut }) => {
      reading += 1;
      expect(reading).toBe(1);
      await gate.promise;
      reading -= 1;
      return { events, isCut };
    });
    const reports = createDeskReports({ ...around, clock: { now: () => 0 } });
    const asked = [today, today, { from: "2023-11-13", to: DAY }].map((query) => reports.report(query));
    gate.resolve();
    const [one, same] = await Promise.all(asked);
    expect(same).toBe(one);
    expect(around.pages()).toBe(2);
    await reports.report(today);
    expect(around.pages()).toBe(3);
  });

  test("that are too many are refused, until the others are made; one that fails is in nobody's way", async () => {
    const gate = deferred<void>();
    const around = await endless(async ({ events, isCut }) => {
      await gate.promise;
      if (around.pages() === 1) throw new Error("the disk is gone");
      return { events, isCut };
    });
    const reports = createDeskReports({ ...around, clock: { now: () => 0 } });
    const dayOf = (day: number) => ({ from: `2023-11-${10 + day}`, to: `2023-11-${10 + day}` });
    const asked = Array.from({ length: 6 }, (_, index) => reports.report(dayOf(index)));
    const settled = Promise.allSettled(asked);
    await expect(reports.report(dayOf(9))).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    gate.resolve();
    const statuses = (await settled).map(({ status }) => status);
    expect(statuses).toEqual(["rejected", ...Array.from({ length: 5 }, () => "fulfilled")]);
    expect((await reports.report(dayOf(9))).total.handoffs).toBe(100);
  });
});
