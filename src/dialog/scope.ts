import type { ConditionScope } from "../content/condition.ts";
import type { Draft, Setting } from "./turn.ts";

/** What conditions see of a turn. */
export function scopeOf({ language, identified, open }: Setting, draft: Draft): ConditionScope {
  const { misses, care, slots, results } = draft;
  return { customer: { identified }, language, misses, open, care, slots, results };
}
