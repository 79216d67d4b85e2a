import type { Step } from "./bot.ts";

/** The CEL conditions of a step: of its branches, its buttons, the rules of its slot. */
export function testsOf(step: Step): readonly string[] {
  switch (step.verb) {
    case "when":
      return step.branches.map(({ test }) => test);
    case "say":
      return step.buttons.flatMap(({ test }) => test ?? []);
    case "ask":
      return step.slot?.rules.map(({ test }) => test) ?? [];
    default:
      return [];
  }
}

/** The CEL expressions of a step that yield values: what a call is given, what is set. */
export function valuesOf(step: Step): readonly string[] {
  if (step.verb === "call") return Object.values(step.with);
  if (step.verb !== "set") return [];
  return Object.values(step.values).flatMap((value) =>
    typeof value === "object" && value !== null ? [value.cel] : [],
  );
}
