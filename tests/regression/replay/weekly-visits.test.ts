import { expect, test } from "vitest";
import type { RecordedConversation } from "../../../src/regression/replay/recorded.ts";
import { weeklyVisits } from "../../../src/regression/replay/weekly-visits.ts";

const DAY_MS = 86_400_000;

/** A conversation in which these steps spoke. */
function through(...steps: readonly string[]): RecordedConversation {
  const said = steps.map((step) => ({ text: step, buttons: [], origin: { dialog: "repay", step } }));
  const turn = { at: 0, cause: { type: "alarm" }, phase: "bot", identified: false, calls: [], said } as const;
  return { format: 1, id: "c", language: "zh", turns: [turn, turn] };
}

test("a step that speaks twice in a conversation counts once, and a shorter span for a whole week", () => {
  const had = [through("how", "paid"), through("how"), through("how", "how")];
  expect([...weeklyVisits(had, 7 * DAY_MS)]).toEqual([
    ["repay#how", 3],
    ["repay#paid", 1],
  ]);
  expect(weeklyVisits(had, DAY_MS).get("repay#how")).toBe(21);
  expect(weeklyVisits([], DAY_MS).size).toBe(0);
});
