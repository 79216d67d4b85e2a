import { expect, test } from "vitest";
import { isSameDay, lengthOf, snoozeEnd, timeOf } from "../../agent-desk/src/model/times.ts";

const units = { s: "s", m: "m", h: "h", d: "d" };

test.each([
  [-5, "0s"],
  [59_999, "59s"],
  [60_000, "1m"],
  [3_599_999, "59m"],
  [7_200_000, "2h"],
  [200_000_000, "2d"],
])("%i milliseconds are %s", (ms, length) => {
  expect(lengthOf(ms, units)).toBe(length);
});

test("a snooze ends a quarter of an hour on, an hour on, or at nine the next morning", () => {
  const evening = new Date(2026, 10, 30, 22, 30);
  expect(snoozeEnd("quarter", evening)).toEqual(new Date(2026, 10, 30, 22, 45));
  expect(snoozeEnd("hour", evening)).toEqual(new Date(2026, 10, 30, 23, 30));
  expect(snoozeEnd("tomorrow", evening)).toEqual(new Date(2026, 11, 1, 9));
});

test("midnight is 00:00, and the day is the agent's", () => {
  const midnight = new Date(2026, 10, 22, 0, 0).getTime();
  expect(timeOf(midnight, "zh")).toBe("00:00");
  expect(timeOf(midnight, "en")).toBe("00:00");
  expect(isSameDay(midnight, midnight - 1)).toBe(false);
});
