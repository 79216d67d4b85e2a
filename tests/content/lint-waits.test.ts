import { expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

const findings = (time: string) =>
  findingsOf("wait-long", {
    dialogs: { a: `start: { phrases: [甲] }\nsteps:\n  - wait: { for: ${time} }\n  - say: 好\n` },
  });

test("a wait of more than a month is told of", () => {
  expect(findings("31d")).toEqual([
    "dialogs/a.yaml:5:18 warning [wait-long] This waits 31 days; 30 is the most that makes sense.\n" +
      "    Check the unit: s, m, h or d.",
  ]);
});

test("a month is in order", () => {
  expect(findings("30d")).toEqual([]);
});
