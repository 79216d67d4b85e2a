import type { Bot } from "./bot.ts";
import { flowOf } from "./flow.ts";
import { deadBranches } from "./lint-branches.ts";
import { lintCare } from "./lint-care.ts";
import { openCalls } from "./lint-identified.ts";
import { silentLoops } from "./lint-loops.ts";
import { unknownNames } from "./lint-names.ts";
import type { Places } from "./lint-places.ts";
import { idleSlots } from "./lint-slots.ts";
import { unsetNames } from "./lint-unset.ts";
import { longWaits } from "./lint-waits.ts";
import { takenNames } from "./lint-was.ts";
import type { Problem } from "./source.ts";

/** What is doubtful in the steps of dialogs: where they lead, what they know there, and what is of no use. */
export function lintDialogs(bot: Bot, places: Places): readonly Problem[] {
  const flow = flowOf(bot);
  return [
    ...unsetNames(bot, flow, places),
    ...unknownNames(bot, places),
    ...openCalls(bot, flow, places),
    ...silentLoops(bot),
    ...deadBranches(bot, places),
    ...idleSlots(bot, places),
    ...unusedActions(bot),
    ...takenNames(bot, places),
    ...longWaits(bot, places),
    ...lintCare(bot, places),
  ];
}

function unusedActions({ actions, dialogs }: Bot): readonly Problem[] {
  const steps = [...dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const called = new Set(steps.flatMap((step) => (step.verb === "call" ? [step.action] : [])));
  return [...actions.values()]
    .filter(({ id }) => !called.has(id))
    .map(({ id, at }) => ({
      ...at,
      severity: "warning",
      rule: "action-unused",
      message: `No dialog calls "${id}".`,
      hint: "Call it, or delete it.",
    }));
}
