import type { Bot } from "../../content/bot.ts";
import type { Answer } from "../conversation-run.ts";
import type { CaseResult } from "../run-case.ts";
import { causeOf, type RecordedConversation, type RecordedTurn } from "./recorded.ts";

/** The conversation that a dialog test had, as a record of it: replayed with the same bot it comes to the same. */
export function recordRun(bot: Bot, { case: test, answers }: CaseResult): RecordedConversation {
  const { identified, context, colleagues, language, slots } = test;
  const staffed = [...bot.queues.keys()].map((queue) => [queue, false] as const);
  const circumstances = {
    identified,
    context,
    ...(colleagues === "away" && { staffed: Object.fromEntries(staffed) }),
  };
  return {
    format: 1,
    id: `${test.suite}: ${test.name}`,
    language,
    slots,
    ...(colleagues && { colleagues }),
    turns: answers.flatMap((answer) => {
      const { event, me } = answer;
      // A tap is told by its label in brackets.
      const cause = causeOf(event, event.type === "chose" ? me?.slice(1, -1) : undefined);
      return cause === undefined ? [] : [{ ...circumstances, cause, ...turnOf(answer) }];
    }),
  };
}

function turnOf({
  event,
  before,
  effects,
  said,
  results,
  ended,
}: Answer): Omit<RecordedTurn, "cause" | "identified"> {
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  const rated = effects.find((effect) => effect.type === "rate")?.score;
  const top = event.type === "said" ? event.understanding.intents[0] : undefined;
  return {
    at: event.at,
    phase: before.phase,
    ...(event.type === "said" && {
      understood: {
        verdict: event.understanding.verdict,
        ...(top && { intent: top.name, confidence: top.confidence }),
      },
    }),
    calls: results.map(({ action, outcome, fields = {}, at }) => ({ action, outcome, fields, at })),
    said,
    ...(handoff && {
      handoff: {
        queue: handoff.queue,
        reason: handoff.reason,
        ...(handoff.isLeft && { isLeft: true as const }),
      },
    }),
    ...(effects.some(({ type }) => type === "returnToBot") && { returned: true as const }),
    ...(rated !== undefined && { rated }),
    ...(ended && { ended }),
  };
}
