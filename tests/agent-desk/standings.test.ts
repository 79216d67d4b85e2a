import { expect, test } from "vitest";
import { standingsOf } from "../../agent-desk/src/model/standings.ts";
import { iso, row, START } from "./some.ts";

const waits = (id: string, queue: string, since: number) => row(id, { queue, since: iso(since) });

test("a queue counts who waits in it and what was left, and tells of the one who came first", () => {
  const rows = [
    waits("a", "repay", START + 5_000),
    waits("b", "repay", START),
    waits("c", "repay", START + 9_000),
    row("d", { queue: "repay", phase: "offline", since: iso(START - 60_000) }),
  ];
  expect(standingsOf(["repay"], rows)).toEqual([
    { queue: "repay", waiting: 3, left: 1, longest: iso(START) },
  ]);
});

test("a queue in which nobody waits is shown all the same, in its place", () => {
  expect(standingsOf(["default", "repay"], [waits("a", "repay", START)])).toEqual([
    { queue: "default", waiting: 0, left: 0 },
    { queue: "repay", waiting: 1, left: 0, longest: iso(START) },
  ]);
});

test("whoever waits in a queue that the content no longer names is not forgotten", () => {
  const standings = standingsOf(["default"], [waits("a", "gone", START)]);
  expect(standings.map(({ queue, waiting }) => [queue, waiting])).toEqual([
    ["default", 0],
    ["gone", 1],
  ]);
});

test("only who is in line waits", () => {
  const rows = [row("a", { queue: "repay", phase: "assigned" }), row("b", { phase: "bot" })];
  expect(standingsOf(["repay"], rows)).toEqual([{ queue: "repay", waiting: 0, left: 0 }]);
});
