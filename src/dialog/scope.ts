import type { ConditionScope } from "../content/condition.ts";
import { DEFAULT_QUEUE } from "../content/queues.ts";
import type { Draft, Setting } from "./turn.ts";

/** What conditions see of a turn. */
export function scopeOf({ language, identified, context, isOpen }: Setting, draft: Draft): ConditionScope {
  const { misses, care, slots, results } = draft;
  const open = isOpen(DEFAULT_QUEUE);
  return { customer: { identified }, language, misses, open, care, context, slots, results };
}
