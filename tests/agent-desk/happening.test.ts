import { expect, test } from "vitest";
import { stringsIn } from "../../agent-desk/src/model/strings.ts";
import { whatHappened } from "../../agent-desk/src/view/happening.ts";
import { said } from "./some.ts";

const closed = { kind: "handoff", from: "system", body: { type: "handoff", status: "closed" } } as const;

test("a conversation that an agent has ended tells who did it; one that has ended by itself, only that", () => {
  const by = { id: "lin", name: "林悦" };
  const resolved = said(1, { ...closed, from: "agent", by, did: { action: "resolve", why: "问题已解决" } });
  expect(whatHappened(stringsIn.zh, "zh", resolved)).toBe("林悦 结束了对话");
  expect(whatHappened(stringsIn.zh, "zh", said(1, closed))).toBe("对话已结束");
});

test("a deed that this version does not know is told by what it came to", () => {
  const deed = said(1, { ...closed, did: { action: "archive" } });
  expect(whatHappened(stringsIn.en, "en", deed)).toBe("The conversation is closed");
});

test("a block tells who blocked the customer and until when, and its end who ended it", () => {
  const by = { id: "lin", name: "林悦" };
  const until = new Date(2026, 10, 30, 9, 30).toISOString();
  const blocked = said(1, {
    kind: "desk",
    from: "agent",
    by,
    body: { type: "desk", action: "blocked" },
    did: { action: "block", to: until, why: "骚扰" },
  });
  expect(whatHappened(stringsIn.zh, "zh", blocked)).toMatch(/^林悦 屏蔽了客户，到 11月30日.*09:30$/u);
  const unblocked = said(2, {
    kind: "desk",
    from: "agent",
    by,
    body: { type: "desk", action: "unblocked" },
    did: { action: "unblock" },
  });
  expect(whatHappened(stringsIn.en, "en", unblocked)).toBe("林悦 unblocked the customer");
});
