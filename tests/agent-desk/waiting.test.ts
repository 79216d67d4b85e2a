import { describe, expect, test } from "vitest";
import { type Limits, linePressure, waitOf } from "../../agent-desk/src/model/waiting.ts";
import { iso, row, START } from "./some.ts";

const minutes = (count: number) => count * 60_000;
const limits: Limits = [
  { id: "default", takeWithinMs: minutes(4), answerWithinMs: minutes(8) },
  { id: "care", takeWithinMs: minutes(1), answerWithinMs: minutes(2) },
];

describe("how long a customer has waited", () => {
  test.each([
    [0, "calm"],
    [minutes(3) - 1, "calm"],
    [minutes(3), "soon"],
    [minutes(4) - 1, "soon"],
    [minutes(4), "late"],
  ] as const)("after %i of the 240000 milliseconds that the queue promises is %s", (ms, pressure) => {
    const waiting = row("a", { since: iso(START), queue: "default" });
    expect(waitOf(waiting, START + ms, limits)).toEqual({ for: "line", ms, pressure });
  });

  test("counts for an agent's conversation from the first thing that is not answered", () => {
    const unanswered = row("a", {
      phase: "assigned",
      since: iso(START - minutes(30)),
      asksSince: iso(START),
    });
    expect(waitOf(unanswered, START + minutes(7), limits)).toEqual({
      for: "answer",
      ms: minutes(7),
      pressure: "soon",
    });
  });

  test("is judged by what its own queue promises", () => {
    const inCare = row("a", { queue: "care", since: iso(START) });
    expect(waitOf(inCare, START + minutes(1), limits)?.pressure).toBe("late");
    expect(waitOf(row("a", { since: iso(START) }), START + minutes(1), limits)?.pressure).toBe("calm");
    expect(linePressure(minutes(1), "care", limits)).toBe("late");
  });

  test("is late after two minutes where the desk does not know what the queue promises", () => {
    const gone = row("a", { queue: "gone", since: iso(START) });
    expect(waitOf(gone, START + minutes(2) - 1, limits)?.pressure).toBe("soon");
    expect(waitOf(gone, START + minutes(2), [])?.pressure).toBe("late");
  });

  test("is nothing where everything is answered, or the bot answers", () => {
    expect(waitOf(row("a", { phase: "assigned", since: iso(START) }), START, limits)).toBeUndefined();
    expect(waitOf(row("a", { phase: "bot" }), START, limits)).toBeUndefined();
  });

  test("is never less than nothing, however wrong the clock of the agent's computer is", () => {
    expect(waitOf(row("a", { since: iso(START) }), START - minutes(9), limits)?.ms).toBe(0);
  });
});
