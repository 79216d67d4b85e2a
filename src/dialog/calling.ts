import type { Step } from "../content/bot.ts";
import { evaluate } from "../content/condition.ts";
import { scopeOf } from "./scope.ts";
import { topOf } from "./stack.ts";
import type { CallRequest, Draft, Setting } from "./turn.ts";

/** More calls than any answer needs: beyond it the content asks the shop's systems in a circle. */
const MAX_CALLS = 10;

/** What a `call` step asks of the shop's systems; `undefined` when it has been asked too often in one turn. */
export function askedFor(
  setting: Setting,
  draft: Draft,
  step: Extract<Step, { verb: "call" }>,
): CallRequest | undefined {
  const action = setting.bot.actions.get(step.action);
  const frame = topOf(draft);
  if (action === undefined || frame === undefined || draft.calls >= MAX_CALLS) return undefined;
  const scope = scopeOf(setting, draft);
  const input = Object.entries(step.with).map(([name, source]) => [name, evaluate(source, scope)]);
  return {
    action: step.action,
    input: Object.fromEntries(input),
    origin: { dialog: frame.dialog, step: frame.step },
    timeoutMs: action.timeoutMs,
    number: draft.calls + 1,
  };
}
