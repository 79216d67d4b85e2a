import { expect, test } from "vitest";
import { alertsOf } from "../../src/adapters/socket/desk-alerts.ts";
import type { Ownership } from "../../src/desk/ownership.ts";
import { agentId, conversationId, customerId } from "../../src/kernel/ids.ts";
import type { DeskRow } from "../../src/runtime/desk-ports.ts";

const [li, wang] = ["Li", "Wang"].map((name) => ({ id: agentId(name), name })) as [
  { id: ReturnType<typeof agentId>; name: string },
  { id: ReturnType<typeof agentId>; name: string },
];
const ticket = { queue: "default", since: 0, urgency: 0 } as const;
const row = (ownership: Ownership, about: Partial<DeskRow> = {}): DeskRow => ({
  id: conversationId("c"),
  customerId: customerId("customer"),
  identified: false,
  version: 1,
  last: 1,
  seen: 0,
  customerRead: 0,
  ownership,
  language: "zh",
  unread: 0,
  tags: [],
  ...about,
});
const waiting = row({ phase: "waiting", ticket, passedBy: [] });
const of = (agent: typeof li, about: Partial<DeskRow> = {}) =>
  row({ phase: "assigned", ticket, agent, at: 0 }, about);

test("an agent hears of what they get, are asked to take, and have no more", () => {
  const told = (was: DeskRow | undefined, is: DeskRow | undefined) =>
    alertsOf(was, is).map(({ agent, alert }) => `${agent}: ${alert.kind}`);
  expect(told(waiting, of(li))).toEqual(["Li: assigned"]);
  expect(told(of(li), of(wang))).toEqual(["Wang: assigned", "Li: taken"]);
  const offered = row({ phase: "waiting", ticket, passedBy: [], offer: { agent: li, until: 5 } });
  expect(told(waiting, offered)).toEqual(["Li: offered"]);
  expect(told(of(li), of(li, { last: 2 }))).toEqual([]);
  expect(told(of(li), waiting)).toEqual([]);
  expect(told(of(li), undefined)).toEqual([]);
});

test("an agent hears of each customer of theirs who has written more, and of nobody else's", () => {
  const told = (was: DeskRow | undefined, is: DeskRow | undefined) =>
    alertsOf(was, is).map(({ agent, alert }) => `${agent}: ${alert.kind}`);
  expect(told(of(li), of(li, { unread: 1 }))).toEqual(["Li: wrote"]);
  expect(told(of(li, { unread: 1 }), of(li, { unread: 3 }))).toEqual(["Li: wrote"]);
  expect(told(of(li, { unread: 3 }), of(li, { unread: 0 }))).toEqual([]);
  expect(told(waiting, row(waiting.ownership, { unread: 1 }))).toEqual([]);
  // That the one before was read is told together with the next one.
  const said = (from: string, at: number, unread: number) =>
    of(li, { unread, latest: { from, at, text: "喂" } });
  expect(told(said("customer", 1000, 1), said("customer", 2000, 1))).toEqual(["Li: wrote"]);
  expect(told(said("agent", 1000, 1), said("customer", 2000, 1))).toEqual(["Li: wrote"]);
  expect(told(said("customer", 1000, 1), said("agent", 2000, 1))).toEqual([]);
  expect(told(said("customer", 1000, 1), said("customer", 1000, 1))).toEqual([]);
  expect(told(said("customer", 1000, 1), said("customer", 2000, 0))).toEqual([]);
  // What was written before they had it comes with the conversation.
  expect(told(waiting, of(li, { unread: 2 }))).toEqual(["Li: assigned"]);
  expect(told(undefined, of(li, { unread: 2 }))).toEqual(["Li: assigned"]);
});
