import type { Step } from "../../content/bot.ts";
import { testsOf, valuesOf } from "../../content/expressions.ts";

/** The CEL expressions of a step on whose value it depends what happens: its conditions, and what it sets. */
export function decisiveOf(step: Step): readonly string[] {
  return step.verb === "set" ? valuesOf(step) : testsOf(step);
}
