import type { Bot } from "./bot.ts";
import { type Flow, stepKey } from "./flow.ts";
import { IDENTIFIED } from "./flow-condition.ts";
import { describeWay, traceName } from "./flow-trace.ts";
import type { Places } from "./lint-places.ts";
import type { Problem } from "./source.ts";

/** Calls for customers who have proven who they are that others come to as well, with the shortest way. */
export function openCalls(bot: Bot, flow: Flow, places: Places): readonly Problem[] {
  const trace = traceName(flow, IDENTIFIED, flow.starts, () => true);
  return [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()].flatMap((step): readonly Problem[] => {
      if (step.verb !== "call" || bot.actions.get(step.action)?.identified !== true) return [];
      const way = trace.emptyWayTo(stepKey(dialog.id, step.id));
      if (way === undefined) return [];
      const message = `"${step.action}" is only for customers who have proven who they are; others come here, too`;
      return [
        {
          ...places.inStep(step.at, step.action),
          severity: "warning",
          rule: "signed-in",
          message: `${message}: ${describeWay(way, dialog.id)}.`,
          hint: `Ask before: \`when: [{ if: ${IDENTIFIED}, go: … }, { else: … }]\`.`,
        },
      ];
    }),
  );
}
