import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Echo,
  follow,
  hasGap,
  hasOlder,
  type Timeline,
  type TimelineChange,
  timelineFrom,
} from "../../agent-desk/src/model/timeline.ts";
import { said } from "./some.ts";

const pushed = (seq: number): TimelineChange => ({ type: "event", event: said(seq) });
const from = (base: number, ...changes: readonly TimelineChange[]): Timeline =>
  changes.reduce(follow, timelineFrom(base));
const seqs = ({ events }: Timeline) => events.map(({ seq }) => seq);
const echo = (cid: string): Echo => ({ cid, type: "message", at: 0, text: "您好", status: "sending" });

describe("events", () => {
  test("are kept in order, each once, however often they arrive", () => {
    expect(seqs(from(0, pushed(1), pushed(2), pushed(1), pushed(2)))).toEqual([1, 2]);
  });

  test("beyond a gap wait until what is missing was fetched", () => {
    const gapped = from(0, pushed(1), pushed(4));
    expect(seqs(gapped)).toEqual([1]);
    expect(hasGap(gapped)).toBe(true);
    const whole = follow(gapped, { type: "newer", events: [said(2), said(3), said(4)], last: 4 });
    expect(seqs(whole)).toEqual([1, 2, 3, 4]);
    expect(hasGap(whole)).toBe(false);
  });

  test("of a long conversation begin where it was opened", () => {
    const timeline = from(50, pushed(51), pushed(52));
    expect(seqs(timeline)).toEqual([51, 52]);
    expect(hasOlder(timeline)).toBe(true);
  });

  test("that the row tells of and nobody has pushed are a gap", () => {
    expect(hasGap(from(0, pushed(1), { type: "heard", last: 3 }))).toBe(true);
    expect(hasGap(from(0, pushed(1), { type: "heard", last: 1 }))).toBe(false);
  });
});

describe("older events", () => {
  test("are put before the others", () => {
    const timeline = from(3, pushed(4), { type: "older", before: 4, events: [said(1), said(2), said(3)] });
    expect(seqs(timeline)).toEqual([1, 2, 3, 4]);
    expect(hasOlder(timeline)).toBe(false);
  });

  test("of a page that no longer fits on are not taken", () => {
    const timeline = from(3, pushed(4), { type: "older", before: 3, events: [said(1), said(2)] });
    expect(seqs(timeline)).toEqual([4]);
  });

  test("that are gone for good are not asked for again", () => {
    expect(hasOlder(from(3, pushed(4), { type: "older", before: 4, events: [] }))).toBe(false);
  });
});

describe("what the agent has written", () => {
  test("is shown at once, and its event takes its place", () => {
    const sending = from(0, { type: "echo", echo: echo("a") });
    expect(sending.echoes).toHaveLength(1);
    const logged = follow(sending, { type: "event", event: said(1, { from: "agent", cid: "a" }) });
    expect(logged.echoes).toEqual([]);
    expect(seqs(logged)).toEqual([1]);
  });

  test("stays with the reason when it was refused, until it is tried again or given up", () => {
    const refused = from(
      0,
      { type: "echo", echo: echo("a") },
      { type: "status", cid: "a", status: "failed", refusal: "NOT_YOURS" },
    );
    expect(refused.echoes).toMatchObject([{ status: "failed", refusal: "NOT_YOURS" }]);
    const again = follow(refused, { type: "status", cid: "a", status: "sending" });
    expect(again.echoes).toEqual([echo("a")]);
    expect(follow(refused, { type: "dropped", cid: "a" }).echoes).toEqual([]);
  });

  test("is not shown twice when it was logged before it came back from storage", () => {
    const event = said(1, { from: "agent", cid: "a" });
    expect(from(0, { type: "event", event }, { type: "echo", echo: echo("a") }).echoes).toEqual([]);
  });
});

test("any pushes, lost or repeated or out of order, and one fetch at the end give the whole log in order", () => {
  const length = 12;
  const schedule = fc.array(fc.integer({ min: 1, max: length }), { maxLength: 60 });
  fc.assert(
    fc.property(schedule, fc.integer({ min: 0, max: 5 }), (arrivals, base) => {
      const before = from(base, ...arrivals.filter((seq) => seq > base).map(pushed));
      const missing = Array.from({ length }, (_, index) => index + 1).filter((seq) => seq > before.upTo);
      const whole = follow(before, { type: "newer", events: missing.map((seq) => said(seq)), last: length });
      expect(seqs(whole)).toEqual(Array.from({ length: length - base }, (_, index) => base + index + 1));
      expect(hasGap(whole)).toBe(false);
    }),
  );
});
