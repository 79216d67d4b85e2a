import { expect, test } from "vitest";
import { Reminders } from "../../../src/adapters/socket/desk-reminders.ts";
import type { Ownership } from "../../../src/desk/ownership.ts";
import { agentId, conversationId, customerId } from "../../../src/kernel/ids.ts";
import type { DeskRow, PresentAgent } from "../../../src/runtime/desk-ports.ts";

const MINUTE = 60_000;

const agent = (name: string, about: Partial<PresentAgent> = {}): PresentAgent => ({
  id: agentId(name),
  name,
  role: "agent",
  queues: [],
  capacity: 5,
  availability: "online",
  load: 0,
  ...about,
});
const [li, wang] = [agent("Li"), agent("Wang")];

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
const inLine = (queue = "default", since = 0) =>
  row({ phase: "waiting", ticket: { queue, since, urgency: 0 }, passedBy: [] });
const ofLi = (asksSince?: number, queue = "default") =>
  row(
    { phase: "assigned", ticket: { queue, since: 0, urgency: 0 }, agent: li, at: 0 },
    asksSince === undefined ? {} : { asksSince },
  );

const limits = new Map([
  ["default", { takeWithinMs: 4 * MINUTE, answerWithinMs: 2 * MINUTE }],
  ["fraud", { takeWithinMs: 40_000, answerWithinMs: 20_000 }],
]);

/** Looks at the desk at these times, and tells what was said at each. */
function looks(agents: readonly PresentAgent[] = [li, wang]) {
  const reminders = new Reminders();
  return (now: number, ...rows: readonly DeskRow[]): readonly string[] =>
    reminders
      .due({ rows, agents, limitsOf: (queue) => limits.get(queue), now })
      .map(({ agent: whom, alert }) => `${whom}: ${alert.kind}`);
}

test("an agent is reminded at three quarters of the time for an answer, and when it is over, once each", () => {
  const look = looks();
  const asking = ofLi(1000);
  expect(look(1000 + 1.5 * MINUTE - 1, asking)).toEqual([]);
  expect(look(1000 + 1.5 * MINUTE, asking)).toEqual(["Li: soon"]);
  expect(look(1000 + 1.9 * MINUTE, asking)).toEqual([]);
  expect(look(1000 + 2 * MINUTE, asking)).toEqual(["Li: overdue"]);
  expect(look(1000 + 9 * MINUTE, asking)).toEqual([]);
});

test("another question of the same customer is another time for an answer", () => {
  const look = looks();
  expect(look(2 * MINUTE, ofLi(0))).toEqual(["Li: overdue"]);
  expect(look(2 * MINUTE, ofLi())).toEqual([]);
  expect(look(5 * MINUTE, ofLi(5 * MINUTE))).toEqual([]);
  expect(look(6.5 * MINUTE, ofLi(5 * MINUTE))).toEqual(["Li: soon"]);
  expect(look(8.5 * MINUTE, ofLi(7 * MINUTE))).toEqual(["Li: soon"]);
});

test("a queue has its own times", () => {
  const look = looks();
  expect(look(15_000, ofLi(0, "fraud"))).toEqual(["Li: soon"]);
  expect(look(20_000, ofLi(0, "fraud"))).toEqual(["Li: overdue"]);
  expect(looks()(30_000, inLine("fraud"))).toEqual(["Li: waitingSoon", "Wang: waitingSoon"]);
  expect(looks()(30_000, inLine("no such queue"))).toEqual([]);
});

test("somebody who has been in line long is called out once, to those who are online and answer the queue", () => {
  const look = looks([li, agent("Off", { availability: "away" }), agent("Loan", { queues: ["loan"] })]);
  expect(look(3 * MINUTE - 1, inLine())).toEqual([]);
  expect(look(3 * MINUTE, inLine())).toEqual(["Li: waitingSoon"]);
  expect(look(9 * MINUTE, inLine())).toEqual([]);
});

test("somebody who was with an agent and is back in line is called out again", () => {
  const look = looks([li]);
  expect(look(3 * MINUTE, inLine())).toEqual(["Li: waitingSoon"]);
  expect(look(4 * MINUTE, ofLi())).toEqual([]);
  expect(look(5 * MINUTE, inLine())).toEqual(["Li: waitingSoon"]);
});

test("who comes online later hears of who has been in line long while nobody was there", () => {
  const reminders = new Reminders();
  const look = (agents: readonly PresentAgent[], now: number) =>
    reminders.due({ rows: [inLine()], agents, limitsOf: (queue) => limits.get(queue), now }).length;
  expect(look([], 3 * MINUTE)).toBe(0);
  expect(look([li], 4 * MINUTE)).toBe(1);
  expect(look([li], 5 * MINUTE)).toBe(0);
});
