import { outcomesOf } from "../../content/action.ts";
import type { Bot } from "../../content/bot.ts";
import type { ConversationState } from "../../conversation/state.ts";
import { stepOf, topOf } from "../../dialog/stack.ts";
import type { CallRequest } from "../../dialog/turn.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { Happening } from "./path.ts";
import type { SampleValues } from "./sample-values.ts";

/** Everything a call can come to: each outcome, with values on both sides of what is asked about its fields. */
export function outcomesOfCall(
  bot: Bot,
  samples: SampleValues,
  { dialog }: ConversationState,
  call: CallRequest,
  at: Timestamp,
): readonly Happening[] {
  const action = bot.actions.get(call.action);
  const step = stepOf(bot, topOf(dialog));
  if (action === undefined || step?.verb !== "call") return [];
  return outcomesOf(action).flatMap((outcome) =>
    samples.ofOutcome(action, outcome, step.as).map(
      (fields): Happening => ({
        kind: "outcome",
        event: { type: "called", outcome, fields, at },
      }),
    ),
  );
}
