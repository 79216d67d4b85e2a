import { describe, expect, test } from "vitest";
import { waitOf } from "../../agent-desk/src/model/waiting.ts";
import { iso, row, START } from "./some.ts";

const minutes = (count: number) => count * 60_000;

describe("how long a customer has waited", () => {
  test.each([
    [0, "calm"],
    [minutes(2) - 1, "calm"],
    [minutes(2), "soon"],
    [minutes(5) - 1, "soon"],
    [minutes(5), "late"],
  ] as const)("after %i milliseconds in line is %s", (ms, pressure) => {
    const waiting = row("a", { since: iso(START) });
    expect(waitOf(waiting, START + ms)).toEqual({ for: "line", ms, pressure });
  });

  test("counts for an agent's conversation from the first thing that is not answered", () => {
    const unanswered = row("a", {
      phase: "assigned",
      since: iso(START - minutes(30)),
      asksSince: iso(START),
    });
    expect(waitOf(unanswered, START + minutes(3))).toEqual({
      for: "answer",
      ms: minutes(3),
      pressure: "soon",
    });
  });

  test("is nothing where everything is answered, or the bot answers", () => {
    expect(waitOf(row("a", { phase: "assigned", since: iso(START) }), START)).toBeUndefined();
    expect(waitOf(row("a", { phase: "bot" }), START)).toBeUndefined();
  });

  test("is never less than nothing, however wrong the clock of the agent's computer is", () => {
    expect(waitOf(row("a", { since: iso(START) }), START - minutes(9))?.ms).toBe(0);
  });
});
