import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { Moment } from "../../src/runtime/moments.ts";
import { watchTurns } from "../../src/runtime/watch-turns.ts";
import type { WatchedTurn } from "../../src/runtime/watched-turn.ts";
import { momentsOf, talk } from "../support/moments.ts";

/** Tells moments, each with the time at which it happens. Returns the turns that were over by then. */
function watched(...moments: readonly (readonly [at: number, moment: Moment])[]): readonly WatchedTurn[] {
  const turns: WatchedTurn[] = [];
  let now = 0;
  const observe = watchTurns(
    () => now,
    (turn) => void turns.push(turn),
  );
  for (const [at, moment] of moments) {
    now = at;
    observe(moment);
  }
  return turns;
}

/** Where its time went, as a line. */
const line = (turn: WatchedTurn | undefined): string =>
  (turn?.stretches ?? []).map(({ stage, from, to }) => `${stage} ${from}-${to}`).join(", ");

const m = momentsOf(3);

describe("a turn that is over", () => {
  test("tells where its time went, from its message to everybody who watches", () => {
    const turns = watched(
      [10, m.received],
      [12, m.stored],
      [20, m.taken],
      [23, m.understood],
      [24, m.computed],
      [29, m.committed()],
      [30, m.delivered],
    );
    expect(turns).toMatchObject([
      {
        turn: "c1:3",
        conversationId: talk,
        seq: 3,
        result: "answered",
        verdict: "sure",
        moves: 0,
        events: 2,
      },
    ]);
    expect(turns).toMatchObject([{ from: 10, to: 30 }]);
    expect(line(turns[0])).toBe(
      "store 10-12, wait 12-20, understand 20-23, compute 23-24, commit 24-29, deliver 29-30",
    );
  });

  test("has its calls between what was computed before and after them", () => {
    const [turn] = watched(
      [0, m.taken],
      [1, m.asking],
      [41, m.asked({ outcome: "blocked" })],
      [42, m.computed],
      [43, m.committed()],
      [44, m.delivered],
    );
    expect(line(turn)).toBe("wait 0-0, compute 0-1, call 1-41, compute 41-42, commit 42-43, deliver 43-44");
    expect(turn?.stretches.map(({ called }) => called?.action)).toContain("limit.check");
    expect(turn?.stretches.find(({ stage }) => stage === "call")?.called).toMatchObject({
      action: "limit.check",
      outcome: "blocked",
    });
  });

  test("is one, however often it was computed again because the conversation had moved on", () => {
    const turns = watched(
      [0, m.received],
      [1, m.stored],
      [2, m.taken],
      [3, m.computed],
      [4, m.moved],
      [6, m.taken],
      [7, m.computed],
      [8, m.committed()],
      [9, m.delivered],
    );
    expect(turns).toMatchObject([{ moves: 1, result: "answered", from: 0, to: 9 }]);
    expect(line(turns[0])).toBe(
      "store 0-1, wait 1-2, compute 2-3, commit 3-4, wait 4-6, compute 6-7, commit 7-8, deliver 8-9",
    );
  });

  test("whose message another process stored has waited as long as the store says", () => {
    const [turn] = watched(
      [500, m.taken],
      [501, m.computed],
      [510, m.committed({ sinceMs: 310 })],
      [511, m.delivered],
    );
    expect(line(turn)).toBe("wait 200-500, compute 500-501, commit 501-510, deliver 510-511");
    expect(turn).toMatchObject({ from: 200, to: 511 });
  });

  test("has not waited before it was stored, when the clocks of two machines differ", () => {
    const [turn] = watched([500, m.taken], [510, m.committed({ sinceMs: -4000 })], [511, m.delivered]);
    expect(turn).toMatchObject({ from: 500, to: 511 });
  });

  test("that answers several messages is timed by the last of them", () => {
    const [first, second] = [momentsOf(1), momentsOf(2)];
    const [turn] = watched(
      [0, first.received],
      [1, first.stored],
      [10, second.received],
      [11, second.stored],
      [811, second.taken],
      [812, second.committed()],
      [813, second.delivered],
    );
    expect(turn).toMatchObject({ from: 10, seq: 2 });
  });

  test("keeps apart what two conversations do at once", () => {
    const other = momentsOf(3, conversationId("c2"));
    const turns = watched(
      [0, m.received],
      [1, other.received],
      [2, m.stored],
      [3, other.stored],
      [4, other.taken],
      [5, m.taken],
      [6, other.committed()],
      [7, other.delivered],
      [8, m.committed()],
      [9, m.delivered],
    );
    expect(turns).toMatchObject([
      { turn: "c2:3", from: 1, to: 7 },
      { turn: "c1:3", from: 0, to: 9 },
    ]);
  });

  test.each([
    ["answered", 3, 2],
    ["silent", 3, 0],
    ["rang", "alarm-1700000000000", 1],
    ["silent", "alarm-1700000000000", 0],
  ] as const)("is %s when turn %s adds %i events", (result, cause, events) => {
    const moments = momentsOf(cause);
    const [turn] = watched(
      [5, moments.taken],
      [6, moments.committed({ events, sinceMs: 99 })],
      [7, moments.delivered],
    );
    expect(turn).toMatchObject({ result, seq: typeof cause === "number" ? cause : undefined });
    // An alarm that came due while the server was down has kept nobody waiting.
    if (typeof cause === "string") expect(turn).toMatchObject({ from: 5 });
  });

  test("has failed with a code, and is told again when it was taken again", () => {
    const turns = watched(
      [0, m.received],
      [1, m.stored],
      [2, m.taken],
      [3, m.computed],
      [9, m.failed("STORE_UNAVAILABLE")],
      [300, m.taken],
      [301, m.computed],
      [302, m.committed({ sinceMs: 302 })],
      [303, m.delivered],
    );
    expect(turns).toMatchObject([
      { result: "failed", code: "STORE_UNAVAILABLE", from: 0, to: 9 },
      { result: "answered", code: undefined, from: 0, to: 303 },
    ]);
  });
});

describe("what is told in no order at all", () => {
  const moment = fc
    .tuple(
      fc.constantFrom<string | number>(1, 2, "alarm-5"),
      fc.constantFrom("a", "b"),
      fc.constantFrom<keyof ReturnType<typeof momentsOf>>(
        ...(Object.keys(m) as (keyof ReturnType<typeof momentsOf>)[]),
      ),
      fc.nat(50),
    )
    .map(([cause, id, name, ms]) => {
      const made = momentsOf(cause, conversationId(id))[name];
      return { ms, told: typeof made === "function" ? made({ sinceMs: ms } as never) : made };
    });

  test("does no harm, and makes no turn whose stretches overlap or run backwards", () => {
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        let now = 0;
        const turns = watched(...moments.map(({ ms, told }) => [(now += ms), told] as const));
        for (const { from, to, stretches } of turns) {
          let at = from;
          for (const stretch of stretches) {
            expect(stretch.from).toBeGreaterThanOrEqual(at);
            expect(stretch.to).toBeGreaterThanOrEqual(stretch.from);
            at = stretch.to;
          }
          expect(to).toBeGreaterThanOrEqual(at);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("forgets what never comes to an end, the oldest first", () => {
  const late = momentsOf(1, conversationId("first"));
  const recent = momentsOf(1, conversationId("last"));
  const crowd = Array.from({ length: 20_000 }, (_, index) => momentsOf(1, conversationId(`c${index}`)));
  const turns = watched(
    [0, late.received],
    [1, late.stored],
    [1, late.taken],
    ...crowd.flatMap(
      ({ received, stored, taken }) =>
        [
          [2, received],
          [3, stored],
          [4, taken],
        ] as const,
    ),
    [5, recent.taken],
    [6, late.committed()],
    [6, late.delivered],
    [6, recent.committed()],
    [6, recent.delivered],
  );
  expect(turns.map(({ turn }) => turn)).toEqual(["last:1"]);
});

test("forgets when messages came that are owed no turn, and asks the store about the oldest", () => {
  const old = momentsOf(1, conversationId("old"));
  const crowd = Array.from({ length: 20_000 }, (_, index) => momentsOf(1, conversationId(`c${index}`)));
  const turns = watched(
    [0, old.received],
    [1, old.stored],
    ...crowd.flatMap(
      ({ received, stored }) =>
        [
          [2, received],
          [3, stored],
        ] as const,
    ),
    [50, old.taken],
    [60, old.committed({ sinceMs: 20 })],
    [61, old.delivered],
  );
  expect(line(turns[0])).toBe("wait 40-50, commit 50-60, deliver 60-61");
});
