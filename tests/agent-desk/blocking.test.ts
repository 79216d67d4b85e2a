import { expect, test } from "vitest";
import { blockEnd, blockedUntil, blockLengths } from "../../agent-desk/src/model/blocking.ts";
import { iso, row, START } from "./some.ts";

const DAY_MS = 24 * 3_600_000;

test("a customer is blocked for an hour, a day, a week or thirty days", () => {
  const days = blockLengths.map((length) => (blockEnd(length, START).getTime() - START) / DAY_MS);
  expect(days).toEqual([1 / 24, 1, 7, 30]);
});

test("a block is told of until it is over", () => {
  const blocked = row("a", { blockedUntil: iso(START) });
  expect(blockedUntil(blocked, START - 1)).toBe(iso(START));
  expect(blockedUntil(blocked, START)).toBeUndefined();
  expect(blockedUntil(row("a"), START)).toBeUndefined();
});
