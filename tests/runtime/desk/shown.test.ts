import { describe, expect, test } from "vitest";
import { agentId, conversationId, customerId, eventId } from "../../../src/kernel/ids.ts";
import { deskRow } from "../../../src/protocol/desk.ts";
import type { EventBody } from "../../../src/protocol/event.ts";
import { deskEvent, shownRow, unmaskedEvent } from "../../../src/runtime/desk/shown.ts";
import type { DeskRow } from "../../../src/runtime/desk-ports.ts";
import type { Inside, LoggedEvent } from "../../../src/runtime/ports.ts";

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const CARD = "6225881234567898";
const li = { id: agentId("li"), name: "Li" };

function logged(body: EventBody, inside?: Inside): LoggedEvent {
  return {
    conversationId: conversationId("c1"),
    seq: 7,
    id: eventId("e7"),
    at: AT,
    kind: "message",
    from: "customer",
    body,
    ...(inside && { inside }),
  };
}

const row: DeskRow = {
  id: conversationId("c1"),
  customerId: customerId("shop:1"),
  identified: true,
  version: 2,
  last: 7,
  seen: 0,
  customerRead: 0,
  unread: 1,
  language: "zh",
  tags: [],
  ownership: { phase: "assigned", ticket: { queue: "default", since: AT, urgency: 1 }, agent: li, at: AT },
};

describe("an agent does not see the card number in", () => {
  const options = [{ id: "o1", label: `卡${CARD}`, link: `https://shop.example/${CARD}` }];
  const shownOptions = [{ id: "o1", label: "卡•••• 7898", link: `https://shop.example/${CARD}` }];
  const bodies: readonly (readonly [EventBody, EventBody])[] = [
    [
      { type: "text", text: `卡号${CARD}` },
      { type: "text", text: "卡号•••• 7898" },
    ],
    [
      { type: "note", text: `客户的卡 ${CARD}` },
      { type: "note", text: "客户的卡 •••• 7898" },
    ],
    [
      { type: "choices", text: `是${CARD}吗`, options },
      { type: "choices", text: "是•••• 7898吗", options: shownOptions },
    ],
    [
      { type: "steps", text: CARD, items: ["打开", `找到${CARD}`], current: 1, options },
      {
        type: "steps",
        text: "•••• 7898",
        items: ["打开", "找到•••• 7898"],
        current: 1,
        options: shownOptions,
      },
    ],
    [
      {
        type: "card",
        text: `卡：${CARD}`,
        title: CARD,
        lines: [{ label: "卡", value: CARD }],
        image: { url: "/a.png", alt: CARD },
        options,
      },
      {
        type: "card",
        text: "卡：•••• 7898",
        title: "•••• 7898",
        lines: [{ label: "卡", value: "•••• 7898" }],
        image: { url: "/a.png", alt: "•••• 7898" },
        options: shownOptions,
      },
    ],
    [
      { type: "image", text: CARD, url: "/a.png", alt: CARD, options },
      { type: "image", text: "•••• 7898", url: "/a.png", alt: "•••• 7898", options: shownOptions },
    ],
    [
      { type: "choice", seq: 3, option: "o1", label: CARD },
      { type: "choice", seq: 3, option: "o1", label: "•••• 7898" },
    ],
    [
      { type: "rating", score: 1, comment: `别再打 13912345678` },
      { type: "rating", score: 1, comment: "别再打 139••••5678" },
    ],
  ];

  test.each(bodies.map(([body, shown]) => [body.type, body, shown] as const))("a %s", (_, body, shown) => {
    expect(deskEvent(logged(body))).toMatchObject({ body: shown, masked: true });
    expect(unmaskedEvent(logged(body)).body).toEqual(body);
    expect(unmaskedEvent(logged(body))).not.toHaveProperty("masked");
  });

  test("why a colleague has done something", () => {
    const did = { action: "transfer", to: "loans", why: `卡 ${CARD}` };
    const event = logged({ type: "handoff", status: "queued" }, { by: li, did });
    expect(deskEvent(event)).toMatchObject({ did: { ...did, why: "卡 •••• 7898" }, masked: true });
  });
});

test("an event without anything personal is shown as it is, and not called masked", () => {
  expect(deskEvent(logged({ type: "text", text: "分12期" }, { by: li }))).toEqual({
    seq: 7,
    id: "e7",
    at: "2026-01-02T03:04:05.000Z",
    kind: "message",
    from: "customer",
    body: { type: "text", text: "分12期" },
    by: li,
  });
});

describe("a row in a list", () => {
  test("tells what the customer came with, that they are dear, and until when they are blocked", () => {
    const shown = shownRow({ ...row, intent: "repay.how", vip: true, blockedUntil: AT }, []);
    expect(deskRow.parse(shown)).toMatchObject({
      intent: "repay.how",
      vip: true,
      blockedUntil: "2026-01-02T03:04:05.000Z",
      agent: li,
    });
    expect(deskRow.parse(shownRow(row, []))).not.toHaveProperty("blockedUntil");
  });

  test("hides what is personal in its latest text and its reason", () => {
    const latest = { at: AT, from: "customer", text: "验证码是 889900" };
    expect(shownRow({ ...row, latest, reason: "请回电 13912345678" }, [])).toMatchObject({
      latest: { text: "验证码是 ••••" },
      reason: "请回电 139••••5678",
    });
  });

  test.each([
    ["a card number", CARD, 12],
    ["a card number in groups", "6225 8812 3456 7898", 16],
    ["an e-mail address", "lihua@example.com", 8],
  ])("does not show the beginning of %s that was cut off", (_, number, shown) => {
    const text = `${"您".repeat(120 - shown)}${number.slice(0, shown)}`;
    const latest = shownRow({ ...row, latest: { at: AT, from: "customer", text } }, []).latest?.text;
    expect(latest).toBe(`${"您".repeat(120 - shown)}…`);
  });

  test("keeps a number at the end of a text that was not cut off", () => {
    const latest = { at: AT, from: "customer", text: "订单 20261123000123" };
    expect(shownRow({ ...row, latest }, []).latest?.text).toBe("订单 20261123000123");
  });
});
