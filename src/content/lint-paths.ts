import { NONE } from "../kernel/understanding.ts";
import type { Bot, Dialog, Target } from "./bot.ts";
import { exitsOf } from "./exits.ts";
import { isEntered } from "./flow.ts";
import type { Problem } from "./source.ts";

/** What leads nowhere, and what nothing leads to. */
export function lintPaths(bot: Bot): readonly Problem[] {
  return [...unservedIntents(bot), ...unreachableSteps(bot)];
}

function unservedIntents(bot: Bot): readonly Problem[] {
  return bot.intents
    .filter((intent) => intent.name !== NONE && !bot.startByIntent.has(intent.name))
    .map((intent) => ({
      ...intent.at,
      severity: "error",
      rule: "intent-unserved",
      message: `No dialog or pattern starts with "${intent.name}": a customer who means it gets no answer.`,
      hint: `Add it to "start: {intents: […]}" of a dialog.`,
    }));
}

function unreachableSteps(bot: Bot): readonly Problem[] {
  const reached = reachedSteps(bot);
  return [...bot.dialogs.values()].flatMap((dialog) =>
    [...dialog.steps.values()]
      .filter((step) => !reached.has(`${dialog.id}#${step.id}`))
      .map(
        (step): Problem => ({
          ...step.at,
          severity: "error",
          rule: "step-unreachable",
          message: `Nothing leads to the step "${step.id}".`,
          hint: "Add a `go` to it, or delete it.",
        }),
      ),
  );
}

function reachedSteps(bot: Bot): ReadonlySet<string> {
  const reached = new Set<string>();
  const open: Target[] = [...bot.dialogs.values()].filter((dialog) => isEntered(bot, dialog)).map(firstOf);
  for (let target = open.pop(); target !== undefined; target = open.pop()) {
    if (target.to === "back") open.push(target.otherwise);
    if (target.to !== "step" || reached.has(`${target.dialog}#${target.step}`)) continue;
    const step = bot.dialogs.get(target.dialog)?.steps.get(target.step);
    if (step === undefined) continue;
    reached.add(`${target.dialog}#${target.step}`);
    open.push(...exitsOf(bot, step).map((exit) => exit.target));
  }
  return reached;
}

function firstOf(dialog: Dialog): Target {
  return { to: "step", dialog: dialog.id, step: dialog.first };
}
