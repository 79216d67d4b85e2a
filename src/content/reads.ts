import type { Step } from "./bot.ts";
import { textsOf } from "./check-step.ts";
import { namesIn } from "./condition.ts";
import { testsOf, valuesOf } from "./expressions.ts";
import { namesInTemplate } from "./template.ts";

/** What a step reads of what the conversation knows, as `slots.period` and `limit.available`. */
export function readsOf(step: Step): ReadonlySet<string> {
  const known = reads.get(step);
  if (known !== undefined) return known;
  const fresh = new Set([
    ...textsOf(step).flatMap(namesInTemplate),
    ...[...testsOf(step), ...valuesOf(step)].flatMap(namesIn),
    ...(step.verb === "human" ? step.brief.map((slot) => `slots.${slot}`) : []),
    ...(step.verb === "ask" && step.listed !== undefined ? [`${step.listed.name}.${step.listed.field}`] : []),
  ]);
  reads.set(step, fresh);
  return fresh;
}

/** By step: what it reads never changes, and takes a parse of each of its texts to find out. */
const reads = new WeakMap<Step, ReadonlySet<string>>();
