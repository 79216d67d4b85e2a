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
