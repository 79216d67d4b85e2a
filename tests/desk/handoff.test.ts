import { expect, test } from "vitest";
import { type HandoffAction, nextOwner, type Owner } from "../../src/desk/handoff.ts";

test.each<readonly [Owner, HandoffAction, Owner | undefined]>([
  ["bot", "request", "waiting"],
  ["bot", "return", undefined],
  ["waiting", "request", undefined],
  ["waiting", "return", "bot"],
])("from %s, %s leads to %s", (owner, action, next) => {
  expect(nextOwner(owner, action)).toBe(next);
});
