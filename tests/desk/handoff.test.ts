import { describe, expect, test } from "vitest";
import { type HandoffAction, nextOwner, type Owner } from "../../src/desk/handoff.ts";

const owners: readonly Owner[] = ["bot", "waiting", "assigned", "snoozed", "offline", "closed"];
const actions: readonly HandoffAction[] = [
  "request",
  "leave",
  "claim",
  "release",
  "transfer",
  "return",
  "snooze",
  "wake",
  "resolve",
  "reopen",
];

/** Everything that may happen, as one would tell it to a new colleague. */
const allowed: ReadonlyMap<string, Owner> = new Map([
  ["bot request", "waiting"],
  ["bot leave", "offline"],
  ["bot claim", "assigned"],
  ["waiting claim", "assigned"],
  ["waiting transfer", "waiting"],
  ["waiting return", "bot"],
  ["waiting leave", "offline"],
  ["waiting resolve", "closed"],
  ["assigned claim", "assigned"],
  ["assigned release", "waiting"],
  ["assigned transfer", "waiting"],
  ["assigned return", "bot"],
  ["assigned snooze", "snoozed"],
  ["assigned resolve", "closed"],
  ["snoozed wake", "waiting"],
  ["snoozed claim", "assigned"],
  ["snoozed transfer", "waiting"],
  ["snoozed return", "bot"],
  ["snoozed resolve", "closed"],
  ["offline request", "waiting"],
  ["offline claim", "assigned"],
  ["offline transfer", "waiting"],
  ["offline return", "bot"],
  ["offline resolve", "closed"],
  ["closed reopen", "bot"],
  ["closed claim", "assigned"],
]);

const everything = owners.flatMap((owner) => actions.map((action) => [owner, action] as const));

test.each(everything)("from %s, %s leads where it may, and nowhere else", (owner, action) => {
  expect(nextOwner(owner, action)).toBe(allowed.get(`${owner} ${action}`));
});

describe("no customer is ever stuck", () => {
  const reachable = (from: Owner): ReadonlySet<Owner> => {
    const found = new Set<Owner>([from]);
    for (const owner of found) {
      for (const action of actions) {
        const next = nextOwner(owner, action);
        if (next !== undefined) found.add(next);
      }
    }
    return found;
  };

  test.each(owners)("from %s there is a way to an agent, and a way to the bot", (owner) => {
    expect([...reachable(owner)]).toEqual(expect.arrayContaining(["assigned", "bot"]));
  });
});
