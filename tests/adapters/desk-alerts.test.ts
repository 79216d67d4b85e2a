import { expect, test } from "vitest";
import { alertsOf, Reminders } from "../../src/adapters/socket/desk-alerts.ts";
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

test("an agent is reminded once of a customer who waits for an answer, and again when they ask anew", () => {
  const reminders = new Reminders();
  const due = (asksSince: number | undefined, now: number) =>
    reminders.due([of(li, asksSince === undefined ? {} : { asksSince })], now).length;
  expect(due(1000, 90_999)).toBe(0);
  expect(due(1000, 91_000)).toBe(1);
  expect(due(1000, 99_000)).toBe(0);
  expect(due(undefined, 100_000)).toBe(0);
  expect(due(200_000, 290_000)).toBe(1);
});
