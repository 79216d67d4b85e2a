import type { Fields } from "../content/values.ts";
import { follow } from "./leaving.ts";
import { proceed } from "./proceed.ts";
import { stepOf, topOf } from "./stack.ts";
import type { DialogState } from "./state.ts";
import { draftAfterCall, type Setting, type Turn } from "./turn.ts";

/** What a call came to: an outcome its action declares, `error` or `timeout`, and the fields it brought. */
export interface CallResult {
  readonly outcome: string;
  readonly fields: Fields;
}

/** Goes on with the turn that a call had stopped. An outcome that nobody declared is an error. */
export function goOnAfterCall(setting: Setting, state: DialogState, result: CallResult): Turn {
  const draft = draftAfterCall(state);
  const step = stepOf(setting.bot, topOf(draft));
  if (step?.verb !== "call") return proceed(setting, draft);
  const isKnown = Object.hasOwn(step.outcomes, result.outcome);
  const { outcome, fields } = isKnown ? result : { outcome: "error", fields: {} };
  const target = step.outcomes[outcome];
  // Without a way for failures nothing is left to do; content that has none does not load.
  if (target === undefined) return proceed(setting, { ...draft, stack: [] });
  const results = { ...draft.results, [step.as]: { ...fields, outcome } };
  return proceed(setting, follow(setting, { ...draft, results }, `outcome:${outcome}`, target));
}
