import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import {
  type Echo,
  emptyTimeline,
  follow,
  hasGap,
  isRewritten,
  openChoices,
  pressedOptions,
  type Timeline,
  type TimelineChange,
  unreadAfter,
} from "../../web-widget/src/chat/timeline.ts";

const said = (seq: number, cid?: string): ChatEvent => ({
  seq,
  id: `e${seq}`,
  at: new Date(1_800_000_000_000 + seq * 1000).toISOString(),
  kind: "message",
  from: cid === undefined ? "bot" : "customer",
  body: { type: "text", text: `message ${seq}` },
  ...(cid === undefined ? {} : { cid }),
});

const asked = (seq: number): ChatEvent => ({
  ...said(seq),
  body: {
    type: "choices",
    text: "解决了吗？",
    options: [
      { id: "y", label: "解决了" },
      { id: "n", label: "没有" },
    ],
  },
});

const pressed = (seq: number, of: number, option: string): ChatEvent => ({
  ...said(seq, `press-${seq}`),
  kind: "choice",
  body: { type: "choice", seq: of, option, label: option },
});

const echo = (cid: string, more: Partial<Echo> = {}): Echo => ({
  cid,
  at: 1_800_000_000_000,
  text: "怎么还款",
  status: "sending",
  ...more,
});

const after = (...changes: readonly TimelineChange[]): Timeline => changes.reduce(follow, emptyTimeline);
const pushed = (event: ChatEvent): TimelineChange => ({ type: "event", event });
const echoed = (item: Echo): TimelineChange => ({ type: "echo", echo: item });
const seqs = (timeline: Timeline) => timeline.events.map(({ seq }) => seq);

describe("events", () => {
  test("are kept in order, each once, however often the server repeats them", () => {
    const timeline = after(pushed(said(1)), pushed(said(2)), pushed(said(1)), pushed(said(2)));
    expect(seqs(timeline)).toEqual([1, 2]);
    expect(hasGap(timeline)).toBe(false);
  });

  test("beyond a gap wait for the page that closes it", () => {
    const gapped = after(pushed(said(1)), pushed(said(3)));
    expect(seqs(gapped)).toEqual([1]);
    expect(hasGap(gapped)).toBe(true);
    const closed = follow(gapped, {
      type: "page",
      page: { after: 1, events: [said(2), said(3)], last: 3, complete: true },
    });
    expect(seqs(closed)).toEqual([1, 2, 3]);
    expect(hasGap(closed)).toBe(false);
  });

  test("that the customer may not see leave no gap once the server has said what there is", () => {
    const timeline = after(pushed(said(1)), pushed(said(3)), {
      type: "page",
      page: { after: 1, events: [said(3)], last: 4, complete: true },
    });
    expect(seqs(timeline)).toEqual([1, 3]);
    expect(hasGap(timeline)).toBe(false);
    expect(seqs(follow(timeline, pushed(said(5))))).toEqual([1, 3, 5]);
  });

  test("are fetched on while the server has more than one page of them", () => {
    const timeline = after({
      type: "page",
      page: { after: 0, events: [said(1), said(2)], last: 5, complete: false },
    });
    expect(timeline.upTo).toBe(2);
    expect(hasGap(timeline)).toBe(true);
  });

  test("of a page that would leave a hole are not taken", () => {
    const page = { after: 7, events: [said(8)], last: 8, complete: true };
    expect(after({ type: "page", page })).toBe(emptyTimeline);
  });
});

describe("the customer's own message", () => {
  test("is shown at once and replaced by its event", () => {
    const sending = after(echoed(echo("a")));
    expect(sending.echoes).toHaveLength(1);
    const logged = follow(sending, pushed(said(1, "a")));
    expect(logged.echoes).toEqual([]);
    expect(seqs(logged)).toEqual([1]);
  });

  test("is not shown twice when it comes back from storage after it was logged", () => {
    expect(after(pushed(said(1, "a")), echoed(echo("a"))).echoes).toEqual([]);
  });

  test("that the server refused stays, marked", () => {
    const timeline = after(echoed(echo("a")), { type: "status", cid: "a", status: "failed" });
    expect(timeline.echoes.map(({ status }) => status)).toEqual(["failed"]);
  });
});

describe("buttons", () => {
  test("can be pressed under the newest question only", () => {
    expect(openChoices(after(pushed(asked(1)), pushed(asked(2))))).toBe(2);
  });

  test("hang under a list of steps as well", () => {
    const options = [{ id: "y", label: "做好了" }];
    const steps = { ...said(2), body: { type: "steps" as const, text: "", items: ["打开钱包"], options } };
    expect(openChoices(after(pushed(asked(1)), pushed(steps)))).toBe(2);
  });

  test("hang under a card and under an image as well", () => {
    const options = [{ id: "y", label: "做好了" }];
    const card = { type: "card" as const, text: "订单", title: "订单", lines: [], options };
    const image = { type: "image" as const, text: "钱包", url: "/wallet.png", alt: "钱包首页", options };
    expect(openChoices(after(pushed(asked(1)), pushed({ ...said(2), body: card })))).toBe(2);
    expect(openChoices(after(pushed(asked(1)), pushed({ ...said(2), body: image })))).toBe(2);
  });

  test("stay open when a message with nothing but links comes after them", () => {
    const options = [{ id: "orders", label: "我的订单", link: "/orders" }];
    const links = { ...said(2), body: { type: "choices" as const, text: "订单在这里", options } };
    expect(openChoices(after(pushed(asked(1)), pushed(links)))).toBe(1);
  });

  test("close as soon as one is pressed, before the server has answered", () => {
    const timeline = after(pushed(asked(1)), echoed(echo("a", { choice: { seq: 1, option: "y" } })));
    expect(openChoices(timeline)).toBeUndefined();
    expect(pressedOptions(timeline).get(1)).toBe("y");
  });

  test("open again when the press was refused", () => {
    const choice = { seq: 1, option: "y" };
    const timeline = after(pushed(asked(1)), echoed(echo("a", { choice, status: "failed" })));
    expect(openChoices(timeline)).toBe(1);
  });

  test("remember after a reload which one was pressed", () => {
    const timeline = after(pushed(asked(1)), pushed(pressed(2, 1, "n")));
    expect(pressedOptions(timeline).get(1)).toBe("n");
    expect(openChoices(timeline)).toBeUndefined();
  });
});

test("a log that was put back and went on in another way shows by a known seq with another id", () => {
  const timeline = [said(1), said(2), said(3)].reduce(
    (before, event) => follow(before, { type: "event", event }),
    emptyTimeline,
  );
  expect(isRewritten(timeline, said(2))).toBe(false);
  expect(isRewritten(timeline, said(4))).toBe(false);
  expect(isRewritten(timeline, { ...said(3), id: "another" })).toBe(true);
});

test("only what others said counts as unread", () => {
  const timeline = after(pushed(said(1)), pushed(said(2, "a")), pushed(said(3)));
  expect(unreadAfter(timeline, 1)).toBe(1);
});

test("any pushes, lost or repeated or out of order, and one page at the end give the whole log in order", () => {
  const length = 12;
  const schedule = fc.array(fc.integer({ min: 1, max: length }), { maxLength: 60 });
  const hidden = fc.uniqueArray(fc.integer({ min: 1, max: length }), { maxLength: 5 });
  fc.assert(
    fc.property(schedule, hidden, (arrivals, notes) => {
      const visible = Array.from({ length }, (_, index) => index + 1).filter((seq) => !notes.includes(seq));
      const pushes = arrivals.filter((seq) => visible.includes(seq)).map((seq) => pushed(said(seq)));
      const before = after(...pushes);
      const events = visible.filter((seq) => seq > before.upTo).map((seq) => said(seq));
      const page = { after: before.upTo, events, last: length, complete: true };
      const whole = follow(before, { type: "page", page });
      expect(seqs(whole)).toEqual(visible);
      expect(hasGap(whole)).toBe(false);
    }),
  );
});
