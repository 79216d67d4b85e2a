import { expect, test } from "vitest";
import { findingsOf } from "../support/problems.ts";

test("an action that no dialog calls is told of", () => {
  const actions =
    "shop.hours:\n  about: x\n  outcomes: { open: {} }\nshop.name:\n  about: x\n  outcomes: { known: {} }\n";
  const a =
    "start: { phrases: [甲] }\nsteps: [{ call: shop.name, outcomes: { known: end, error: end, timeout: end } }]\n";
  expect(findingsOf("action-unused", { actions, dialogs: { a } })).toEqual([
    'dialogs/_actions.yaml:2:3 warning [action-unused] No dialog calls "shop.hours".\n    Call it, or delete it.',
  ]);
});
