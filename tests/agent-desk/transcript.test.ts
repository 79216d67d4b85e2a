import { describe, expect, test } from "vitest";
import { follow, type Timeline, timelineFrom } from "../../agent-desk/src/model/timeline.ts";
import {
  linesOf,
  newestFromCustomer,
  newestRating,
  unansweredIn,
} from "../../agent-desk/src/model/transcript.ts";
import type { DeskEvent } from "../../src/protocol/event.ts";
import { said } from "./some.ts";

const timeline = (...events: readonly DeskEvent[]): Timeline =>
  events.reduce((before, event) => follow(before, { type: "event", event }), timelineFrom(0));
const shape = (of: Timeline, read = 0) =>
  linesOf(of, read).map((line) =>
    line.type === "event" ? `${line.event.seq}${line.isFirst ? " first" : ""}` : line.type,
  );
const agent = { from: "agent", by: { id: "lin", name: "林悦" } } as const;

describe("the transcript", () => {
  test("names a speaker once for what is said in one go", () => {
    const note = said(4, { ...agent, kind: "note", body: { type: "note", text: "看一下" } });
    expect(shape(timeline(said(1), said(2), said(3, agent), note, said(5, agent)))).toEqual([
      "day",
      "1 first",
      "2",
      "3 first",
      "4 first",
      "5 first",
    ]);
  });

  test("names a speaker again after a pause, and another agent at once", () => {
    const late = said(2, { at: "2026-11-22T08:20:00Z" });
    expect(shape(timeline(said(1), late))).toEqual(["day", "1 first", "2 first"]);
    const other = said(2, { from: "agent", by: { id: "wang", name: "王伟" } });
    expect(shape(timeline(said(1, agent), other))).toEqual(["day", "1 first", "2 first"]);
  });

  test("begins every day with a line", () => {
    const dayAfter = said(2, { at: "2026-11-24T08:00:00Z" });
    expect(shape(timeline(said(1), dayAfter))).toEqual(["day", "1 first", "day", "2 first"]);
  });

  test("marks the last answer that the customer has seen, which a note is not", () => {
    const note = said(2, { ...agent, kind: "note", body: { type: "note", text: "看一下" } });
    expect(shape(timeline(said(1, agent), note, said(3, agent)), 2)).toEqual([
      "day",
      "1 first",
      "read",
      "2 first",
      "3 first",
    ]);
  });

  test("keeps the key of a message when its event takes its place, so that nothing flickers", () => {
    const echo = { cid: "x", type: "message", at: 0, text: "您好", status: "sending" } as const;
    const sending = follow(timelineFrom(0), { type: "echo", echo });
    const logged = follow(sending, { type: "event", event: said(1, { ...agent, cid: "x" }) });
    expect(linesOf(sending, 0).at(-1)?.key).toBe("x");
    expect(linesOf(logged, 0).at(-1)?.key).toBe("x");
  });
});

test("what is read out is the newest thing the customer said, a pressed button by its label", () => {
  const pressed = said(3, {
    kind: "choice",
    body: { type: "choice", seq: 2, option: "y", label: "解决了" },
  });
  expect(newestFromCustomer(timeline(said(1), said(2, agent), pressed))).toEqual({ seq: 3, text: "解决了" });
  expect(newestFromCustomer(timeline(said(1, agent)))).toBeUndefined();
});

test("what the customer has asked is open until an agent answers, or is about to", () => {
  const bot = said(2, { from: "bot" });
  const note = said(3, { ...agent, kind: "note", body: { type: "note", text: "看一下" } });
  const asked = timeline(said(1), bot, note);
  expect(unansweredIn(asked)).toBe(1);
  const echo = { cid: "x", type: "message", at: 0, text: "您好", status: "sending" } as const;
  expect(unansweredIn(follow(asked, { type: "echo", echo }))).toBeUndefined();
  const answered = timeline(said(1), said(2, agent));
  expect(unansweredIn(answered)).toBeUndefined();
  expect(unansweredIn(follow(answered, { type: "event", event: said(3) }))).toBe(3);
  expect(unansweredIn(timeline(bot))).toBeUndefined();
});

test("a rating is news of its own, and the last one counts", () => {
  const rating = (seq: number, score: number) =>
    said(seq, { kind: "rating", body: { type: "rating", score } });
  expect(newestRating(timeline(said(1)))).toBeUndefined();
  expect(newestRating(timeline(said(1), rating(2, 5), said(3), rating(4, 2), said(5)))).toBe(4);
});
