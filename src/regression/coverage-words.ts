import type { Bot, Step, Target } from "../content/bot.ts";
import type { Language } from "../kernel/language.ts";
import type { Goal } from "./coverage-goals.ts";

/** What a step does, in the words of its author: the beginning of its text, the action it calls. */
export function wordsOfStep(step: Step, language: Language = "zh"): string {
  switch (step.verb) {
    case "say":
    case "ask":
      return oneLine(step.display.text[0]?.[language] ?? "");
    case "call":
      return step.action;
    case "wait":
      return `${step.waitMs / 1000} s`;
    case "when":
      return step.branches.map(({ test }) => test).join("; ");
    case "set":
      return Object.keys(step.values).join(", ");
    case "run":
      return step.dialog;
    case "human":
      return step.reason[language];
    case "end":
      return step.outcome;
    case "go":
      return "";
  }
}

/** What stands behind a way: the label of an option or a button, the test of a branch. "" when its name says it all. */
export function wordsOfWay(step: Step | undefined, way: string, language: Language = "zh"): string {
  const [kind, name = ""] = way.split(/:(.*)/su);
  if (step?.verb === "ask" && kind === "option")
    return step.options.find(({ id }) => id === name)?.label[language] ?? "";
  if (step?.verb === "say" && kind === "button")
    return step.buttons.find(({ id }) => id === name)?.label[language] ?? "";
  if (step?.verb === "when" && kind === "branch") return step.branches[Number(name) - 1]?.test ?? "";
  if (step?.verb === "ask" && way === "filled") return step.slot?.name ?? "";
  return "";
}

/** Where a way leads, as seen from a dialog. */
export function wordsOfTarget(bot: Pick<Bot, "dialogs">, from: string, target: Target): string {
  switch (target.to) {
    case "step": {
      const { dialog, step } = target;
      if (dialog === from) return step;
      return bot.dialogs.get(dialog)?.first === step ? dialog : `${dialog}#${step}`;
    }
    case "back":
      return "back";
    case "human":
      return "a person";
    case "end":
      return `end (${target.outcome})`;
  }
}

/** A goal in one line, as `ask option:no 还没有 → person`. */
export function wordsOfGoal(bot: Pick<Bot, "dialogs">, { dialog, step: id, way, target }: Goal): string {
  const step = id === undefined ? undefined : bot.dialogs.get(dialog)?.steps.get(id);
  const leads = target === undefined ? "" : `→ ${wordsOfTarget(bot, dialog, target)}`;
  const parts =
    way === undefined
      ? [id, step?.verb, step === undefined ? "" : shortened(wordsOfStep(step))]
      : [id ?? "start", way, shortened(wordsOfWay(step, way)), leads];
  return parts.filter((part) => part !== undefined && part !== "").join(" ");
}

/** More of a text than this is not needed to know it by. */
const MOST_CHARACTERS = 24;

/** The beginning of a text, enough to know it by. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS).join("")}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
