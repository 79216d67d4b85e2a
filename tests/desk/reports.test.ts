import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysBetween, localHours, spanOf } from "../../src/desk/report-days.ts";
import { type Happening, handoffsOf, type ReportedAgent } from "../../src/desk/report-handoffs.ts";
import { type Figures, reportOf } from "../../src/desk/reports.ts";

const li: ReportedAgent = { id: "a1", name: "小李" };
const wang: ReportedAgent = { id: "a2", name: "小王" };
const ZONE = "Asia/Shanghai";
const DAY = "2026-01-05";

/** What happened at a time of the day in Shanghai. */
const at = (time: string): number => Date.parse(`${DAY}T${time}+08:00`);
const asked = (
  time: string,
  queue: string,
  reason: string,
  { isLeft = false, intent }: { readonly isLeft?: boolean; readonly intent?: string } = {},
): Happening => ({
  type: "asked",
  at: at(time),
  queue,
  reason,
  isLeft,
  ...(intent !== undefined && { intent }),
});
const taken = (time: string, agent: ReportedAgent): Happening => ({ type: "taken", at: at(time), agent });
const wrote = (time: string, agent: ReportedAgent): Happening => ({ type: "wrote", at: at(time), agent });
const returned = (time: string, isByAgent = false): Happening => ({
  type: "returned",
  at: at(time),
  isByAgent,
});
const happens = (time: string, type: "queued" | "snoozed" | "closed"): Happening => ({ type, at: at(time) });
const rated = (time: string, score: number): Happening => ({ type: "rated", at: at(time), score });

const MINUTE = 60_000;

describe("a day at the desk", () => {
  // Four customers. The first gets 小李 after two minutes, is content, and rates.
  const first = [
    asked("09:58:00", "repay", "逾期", { intent: "repay.late" }),
    taken("10:00:00", li),
    wrote("10:01:00", li),
    wrote("10:05:00", li),
    happens("10:10:00", "closed"),
    rated("10:11:00", 5),
  ];
  // The second is with 小李 for four minutes, goes to 小王, is put aside over lunch, and back to the bot at last.
  const second = [
    asked("10:00:00", "repay", "逾期", { intent: "limit.why" }),
    taken("10:04:00", li),
    happens("10:08:00", "queued"),
    taken("10:09:00", wang),
    wrote("10:10:00", wang),
    happens("10:11:00", "snoozed"),
    happens("13:00:00", "queued"),
    taken("13:00:00", wang),
    returned("13:03:00", true),
  ];
  // The third gives up after nine minutes, and what they rate then is the bot.
  const third = [
    asked("10:30:00", "default", "转人工", { intent: "repay.late" }),
    returned("10:39:00"),
    rated("10:40:00", 1),
  ];
  // The fourth leaves a message at night, and nobody has had it yet.
  const fourth = [asked("22:00:00", "default", "转人工", { isLeft: true })];
  const handoffs = [first, second, third, fourth].flatMap(handoffsOf);
  const report = reportOf(handoffs, [DAY], localHours(ZONE));

  test("is told in figures of all that was asked for", () => {
    expect(report.total).toEqual({
      handoffs: 4,
      left: 1,
      answered: 2,
      resolved: 1,
      handedBack: 1,
      abandoned: 1,
      open: 1,
      wait: { count: 2, medianMs: 2 * MINUTE, p90Ms: 4 * MINUTE },
      firstResponse: { count: 2, medianMs: MINUTE, p90Ms: 6 * MINUTE },
      handling: { count: 2, medianMs: 9 * MINUTE, p90Ms: 10 * MINUTE },
      rating: { count: 1, mean: 5, good: 1 },
    });
  });

  test("is told hour by hour, when a person was asked for", () => {
    const busy = report.hours.filter(({ handoffs: count }) => count > 0);
    expect(busy.map(({ hour, handoffs: count }) => [hour, count])).toEqual([
      [9, 1],
      [10, 2],
      [22, 1],
    ]);
    expect(report.hours).toHaveLength(24);
  });

  test("is told by queue and by reason", () => {
    expect(report.queues.map(({ queue, handoffs: count, answered }) => [queue, count, answered])).toEqual([
      ["repay", 2, 2],
      ["default", 2, 0],
    ]);
    expect(report.reasons.map(({ reason, abandoned, left }) => [reason, abandoned, left])).toEqual([
      ["逾期", 0, 0],
      ["转人工", 1, 1],
    ]);
  });

  test("is told by what the bot had helped with, and at the end what it had not", () => {
    expect(report.intents.map(({ intent, handoffs: count, resolved }) => [intent, count, resolved])).toEqual([
      ["repay.late", 2, 1],
      ["limit.why", 1, 0],
      [undefined, 1, 0],
    ]);
  });

  test("is told by agent, who each has done their part", () => {
    expect(report.agents).toEqual([
      {
        agent: li,
        handoffs: 2,
        messages: 2,
        resolved: 1,
        handedBack: 0,
        passedOn: 1,
        open: 0,
        firstResponse: { count: 1, medianMs: MINUTE, p90Ms: MINUTE },
        handling: { count: 2, medianMs: 4 * MINUTE, p90Ms: 10 * MINUTE },
        rating: { count: 1, mean: 5, good: 1 },
      },
      {
        agent: wang,
        handoffs: 1,
        messages: 1,
        resolved: 0,
        handedBack: 1,
        passedOn: 0,
        open: 0,
        firstResponse: { count: 1, medianMs: MINUTE, p90Ms: MINUTE },
        handling: { count: 1, medianMs: 5 * MINUTE, p90Ms: 5 * MINUTE },
      },
    ]);
  });
});

describe("one handoff", () => {
  test("that was left waits from when the customer is in line, and not through the night", () => {
    const night = asked("02:00:00", "default", "", { isLeft: true });
    expect(handoffsOf([night, taken("09:00:00", li)])).toMatchObject([{ isLeft: true, stints: [{}] }]);
    expect(handoffsOf([night, taken("09:00:00", li)])[0]).not.toHaveProperty("waitMs");
    const inLine = [night, happens("09:00:00", "queued"), taken("09:03:00", li)];
    expect(handoffsOf(inLine)).toMatchObject([{ isLeft: true, waitMs: 3 * MINUTE }]);
  });

  test("that an agent took from the bot has no queue, no reason, and nobody waited", () => {
    const [handoff] = handoffsOf([taken("09:00:00", li), happens("09:05:00", "closed")]);
    expect(handoff).toEqual({
      begun: at("09:00:00"),
      isLeft: false,
      stints: [{ agent: li, begun: at("09:00:00"), lastedMs: 5 * MINUTE, messages: 0 }],
      outcome: "resolved",
    });
  });

  test("is handed back when the customer leaves the agent for the bot, and abandoned when there is none", () => {
    const begun = [asked("09:00:00", "default", ""), taken("09:01:00", li)];
    expect(handoffsOf([...begun, returned("09:02:00")])).toMatchObject([{ outcome: "handedBack" }]);
    const back = [...begun, happens("09:02:00", "queued"), returned("09:03:00")];
    expect(handoffsOf(back)).toMatchObject([{ outcome: "abandoned" }]);
  });

  test("is rated as the customer says last, until the bot is back", () => {
    const closed = [asked("09:00:00", "default", ""), taken("09:01:00", li), happens("09:02:00", "closed")];
    const ratings = [rated("09:03:00", 2), rated("09:04:00", 4), returned("09:05:00"), rated("09:06:00", 1)];
    expect(handoffsOf([...closed, ...ratings])).toMatchObject([{ score: 4 }]);
  });

  test("of a customer who asks again the same day is another one", () => {
    const once = [asked("09:00:00", "default", ""), taken("09:01:00", li), happens("09:02:00", "closed")];
    const again = [returned("11:00:00"), asked("11:00:00", "repay", ""), taken("11:01:00", wang)];
    expect(handoffsOf([...once, ...again]).map(({ outcome, queue }) => [outcome, queue])).toEqual([
      ["resolved", "default"],
      ["open", "repay"],
    ]);
  });

  test("is its writer's, when the desk had assigned it to somebody of that name", () => {
    const byName = { id: "小李", name: "小李" };
    const [handoff] = handoffsOf([
      asked("09:00:00", "default", ""),
      taken("09:01:00", byName),
      wrote("09:02:00", li),
    ]);
    expect(handoff?.stints).toMatchObject([{ agent: li, firstResponseMs: MINUTE }]);
  });
});

describe("days", () => {
  test("begin when they do in the time zone, also when the clock is put forward at midnight", () => {
    expect(spanOf(ZONE, DAY, DAY)).toEqual({ from: at("00:00:00"), to: at("00:00:00") + 24 * 60 * MINUTE });
    expect(spanOf("UTC", DAY, "2026-01-06").to).toBe(Date.parse("2026-01-07"));
    // In Santiago, 2026-09-06 begins at one o'clock; in Berlin, 2026-03-29 has 23 hours.
    expect(spanOf("America/Santiago", "2026-09-06", "2026-09-06").from).toBe(
      Date.parse("2026-09-06T04:00:00Z"),
    );
    expect(spanOf("Asia/Kathmandu", DAY, DAY).from).toBe(Date.parse(`${DAY}T00:00:00+05:45`));
    const { from, to } = spanOf("Europe/Berlin", "2026-03-29", "2026-03-29");
    expect(to - from).toBe(23 * 60 * MINUTE);
  });

  test("are counted over the end of a month", () => {
    expect(daysBetween("2028-02-28", "2028-03-01")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
  });
});

const someHappening: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.integer({ min: at("00:00:00"), max: at("23:59:59") }),
    fc.constantFrom("asked", "queued", "taken", "snoozed", "wrote", "returned", "closed", "rated"),
    fc.constantFrom(li, wang),
    fc.boolean(),
    fc.integer({ min: 1, max: 70 }),
  )
  .map(([time, type, agent, is, number]): Happening => {
    const fields = { at: time, agent, isLeft: is, isByAgent: is, score: (number % 5) + 1 };
    return { ...fields, type, queue: is ? "repay" : "default", reason: `r${number}`, intent: `i${number}` };
  });

/** Whatever a log says, in whatever order: broken logs must not break a report. */
const someHandoffs = fc
  .array(fc.array(someHappening, { maxLength: 30 }), { maxLength: 20 })
  .map((conversations) => conversations.flatMap(handoffsOf));

const sum = (lines: readonly Figures[], figure: Exclude<keyof Figures, "wait" | Measured>) =>
  lines.reduce((total, line) => total + line[figure], 0);
type Measured = "firstResponse" | "handling" | "rating";

describe("whatever happened", () => {
  test("the lines of every table add up to the total, and every handoff has one outcome", () => {
    fc.assert(
      fc.property(someHandoffs, (handoffs) => {
        const { total, days, hours, queues, reasons, intents } = reportOf(handoffs, [DAY], localHours(ZONE));
        expect(total.handoffs).toBe(handoffs.length);
        expect(total.resolved + total.handedBack + total.abandoned + total.open).toBe(total.handoffs);
        for (const lines of [days, hours, queues, reasons, intents]) {
          for (const figure of ["handoffs", "left", "answered", "resolved", "open"] as const)
            expect(sum(lines, figure)).toBe(total[figure]);
        }
        expect(Math.max(reasons.length, intents.length)).toBeLessThanOrEqual(51);
      }),
    );
  });

  test("nothing is negative, no share above one, and half takes no longer than nine tenths", () => {
    fc.assert(
      fc.property(someHandoffs, (handoffs) => {
        const { total, agents, queues } = reportOf(handoffs, [DAY], localHours(ZONE));
        for (const { wait, firstResponse, handling, rating } of [total, ...queues]) {
          for (const spread of [wait, firstResponse, handling]) {
            if (spread === undefined) continue;
            expect(spread.medianMs).toBeGreaterThanOrEqual(0);
            expect(spread.p90Ms).toBeGreaterThanOrEqual(spread.medianMs);
            expect(spread.count).toBeLessThanOrEqual(total.answered);
          }
          if (rating !== undefined)
            expect(rating.good >= 0 && rating.good <= 1 && rating.mean >= 1).toBe(true);
        }
        for (const { handoffs: had, resolved, handedBack, passedOn, open } of agents) {
          expect(Math.min(resolved, handedBack, passedOn, open)).toBeGreaterThanOrEqual(0);
          expect(resolved + handedBack + passedOn + open).toBe(had);
        }
        const lastRatings = agents.reduce((all, { rating }) => all + (rating?.count ?? 0), 0);
        expect(lastRatings).toBe(total.rating?.count ?? 0);
      }),
    );
  });
});
