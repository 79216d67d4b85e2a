import { expect, test } from "vitest";
import { FloodGate } from "../../src/runtime/flood-gate.ts";

const admitted = (gate: FloodGate<string>, key: string, times: number, now: number) =>
  Array.from({ length: times }, () => gate.admits(key, now)).filter(Boolean).length;

test("a burst passes, then only as much as the limit allows", () => {
  const gate = new FloodGate<string>({ burst: 20, perSecond: 5 });
  expect(admitted(gate, "a", 30, 1000)).toBe(20);
  expect(admitted(gate, "a", 30, 2000)).toBe(5);
  expect(admitted(gate, "a", 30, 2100)).toBe(0);
  expect(admitted(gate, "a", 30, 60_000)).toBe(20);
});

test("one conversation's flood does not count against another", () => {
  const gate = new FloodGate<string>({ burst: 2, perSecond: 1 });
  expect(admitted(gate, "a", 5, 1000)).toBe(2);
  expect(admitted(gate, "b", 5, 1000)).toBe(2);
});

test("a flood that goes on for long is let through at the limit, and no faster", () => {
  const gate = new FloodGate<string>({ burst: 20, perSecond: 5 });
  let passed = 0;
  for (let now = 1000; now < 61_000; now += 10) if (gate.admits("a", now)) passed += 1;
  expect(passed).toBeGreaterThanOrEqual(318);
  expect(passed).toBeLessThanOrEqual(320);
});

test("keys that have been quiet for long enough are forgotten", () => {
  const gate = new FloodGate<number>({ burst: 20, perSecond: 5 });
  for (let key = 0; key < 1000; key++) gate.admits(key, 1000);
  gate.admits(1, 6000);
  gate.admits(1, 11_000);
  expect(gate.size).toBe(1);
});

test("however many keys come, it remembers no more than fit, and still holds back who floods now", () => {
  const gate = new FloodGate<string>({ burst: 2, perSecond: 1 }, 100);
  for (let key = 0; key < 10_000; key++) gate.admits(String(key), 1000);
  expect(gate.size).toBeLessThanOrEqual(200);
  expect(admitted(gate, "a", 5, 1000)).toBe(2);
});

test("a clock that is turned back locks nobody out", () => {
  const gate = new FloodGate<string>({ burst: 2, perSecond: 1 });
  admitted(gate, "a", 2, 10_000_000);
  expect(admitted(gate, "a", 5, 1000)).toBe(0);
  expect(admitted(gate, "a", 5, 3000)).toBe(2);
});
