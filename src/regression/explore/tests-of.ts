import type { Step } from "../../content/bot.ts";

/** The CEL expressions of a step on whose value it depends what happens. */
export function testsOf(step: Step): readonly string[] {
  switch (step.verb) {
    case "when":
      return step.branches.map(({ test }) => test);
    case "say":
      return step.buttons.flatMap(({ test }) => test ?? []);
    case "ask":
      return step.slot?.rules.map(({ test }) => test) ?? [];
    case "set":
      return Object.values(step.values).flatMap((value) =>
        typeof value === "object" && value !== null ? [value.cel] : [],
      );
    default:
      return [];
  }
}
