import { expect, test } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { closing, type MessageRow, markOf, rowsOf } from "../../web-widget/src/chat/rows.ts";
import { emptyTimeline, follow, type Timeline } from "../../web-widget/src/chat/timeline.ts";

// Local noon: the day must be the same in every time zone the test runs in.
const NOON = new Date(2026, 10, 22, 12).getTime();
const MINUTE = 60_000;

const event = (seq: number, minutes: number, more: Partial<ChatEvent> = {}): ChatEvent => ({
  seq,
  id: `e${seq}`,
  at: new Date(NOON + minutes * MINUTE).toISOString(),
  kind: "message",
  from: "bot",
  body: { type: "text", text: String(seq) },
  ...more,
});

const timelineOf = (...events: readonly ChatEvent[]): Timeline =>
  events.reduce((timeline, item) => follow(timeline, { type: "event", event: item }), emptyTimeline);

const messages = (timeline: Timeline) =>
  rowsOf(timeline).filter((row): row is MessageRow => row.type === "message");

test("every new day is named once", () => {
  const rows = rowsOf(timelineOf(event(1, 0), event(2, 1), event(3, 24 * 60)));
  expect(rows.map(({ type }) => type)).toEqual(["day", "message", "message", "day", "message"]);
});

test("the speaker is named again after somebody else spoke, or after a pause", () => {
  const timeline = timelineOf(
    event(1, 0),
    event(2, 1),
    event(3, 2, { from: "agent" }),
    event(4, 20, { from: "agent" }),
  );
  expect(messages(timeline).map(({ opens }) => opens)).toEqual([true, false, true, true]);
});

test("a pressed button is shown as the customer's words", () => {
  const body = { type: "choice", seq: 1, option: "y", label: "解决了" } as const;
  const [row] = messages(timelineOf(event(1, 0, { kind: "choice", from: "customer", body, cid: "c" })));
  expect(row).toMatchObject({ key: "c", from: "customer", body: { type: "text", text: "解决了" } });
});

test("a message keeps its key when its event replaces the echo, so it is not announced twice", () => {
  const echo = { cid: "c", at: NOON, text: "怎么还款", status: "sending" } as const;
  const sending = follow(emptyTimeline, { type: "echo", echo });
  const logged = follow(sending, { type: "event", event: event(1, 0, { from: "customer", cid: "c" }) });
  expect(messages(sending).map(({ key }) => key)).toEqual(messages(logged).map(({ key }) => key));
});

test("a handoff is a line of its own, and a rating none", () => {
  const handoff = event(1, 0, {
    kind: "handoff",
    from: "system",
    body: { type: "handoff", status: "requested" },
  });
  const rating = event(2, 1, { kind: "rating", from: "customer", body: { type: "rating", score: 5 } });
  expect(rowsOf(timelineOf(handoff, rating)).map(({ type }) => type)).toEqual(["day", "notice"]);
});

const handoff = (
  seq: number,
  body: Omit<Extract<ChatEvent["body"], { type: "handoff" }>, "type">,
): ChatEvent => event(seq, seq, { kind: "handoff", from: "system", body: { type: "handoff", ...body } });

test("an agent's messages carry the name of the agent who was there, and the bot's carry none", () => {
  const timeline = timelineOf(
    event(1, 0),
    handoff(2, { status: "assigned", agent: "小李" }),
    event(3, 3, { from: "agent" }),
    handoff(4, { status: "assigned", agent: "小王" }),
    event(5, 5, { from: "agent" }),
  );
  expect(messages(timeline).map(({ agent }) => agent)).toEqual([undefined, "小李", "小王"]);
});

test("who was helped by a person is asked how it was, thanked when they have said so, and left alone when they go on", () => {
  const closed = [handoff(1, { status: "assigned", agent: "小李" }), handoff(2, { status: "closed" })];
  const rating = event(3, 3, { kind: "rating", from: "customer", body: { type: "rating", score: 4 } });
  expect(closing(timelineOf())).toBeUndefined();
  expect(closing(timelineOf(...closed.slice(0, 1)))).toBeUndefined();
  expect(closing(timelineOf(...closed))).toEqual({ seq: 2, isRated: false });
  expect(closing(timelineOf(...closed, rating))).toEqual({ seq: 2, isRated: true });
  expect(closing(timelineOf(...closed, rating, handoff(4, { status: "returned" })))).toBeUndefined();
});

test("a message that was not taken says why, and an image on its way is shown from the page itself", () => {
  const failed = { cid: "c", at: NOON, text: "?", status: "failed", code: "BLOCKED" } as const;
  const image = { url: "blob:https://shop.example/1", width: 4, height: 3 };
  const sending = { cid: "d", at: NOON + 1, text: "", status: "sending", image } as const;
  const timeline = [failed, sending].reduce(
    (known, echo) => follow(known, { type: "echo", echo }),
    emptyTimeline,
  );
  expect(messages(timeline)).toMatchObject([
    { status: "failed", code: "BLOCKED", body: { type: "text", text: "?" } },
    { status: "sending", body: { type: "image", ...image } },
  ]);
});

test("a message is marked as sent when the server has it, and as seen when an agent has seen as far", () => {
  const [row] = messages(timelineOf(event(1, 0, { from: "customer", cid: "c" })));
  if (row === undefined) throw new Error("the message is not shown");
  expect([0, 1, 2].map((seen) => markOf(row, seen))).toEqual(["sent", "seen", "seen"]);
  const stored = { ...row, seq: 0, status: "sent" } as const;
  expect(markOf(stored, 5)).toBe("sent");
  expect(markOf({ ...stored, status: "sending" }, 5)).toBeUndefined();
  expect(markOf({ ...stored, status: "failed" }, 5)).toBeUndefined();
});
