import { type Bot, type Option, patternId, type Question } from "../content/bot.ts";
import { humanOption } from "./human-option.ts";
import { answer } from "./leaving.ts";
import { fillSlot } from "./slot-answer.ts";
import { pushNamedPattern, replaceTop, stepOf, topOf } from "./stack.ts";
import type { Draft, Setting } from "./turn.ts";

/** The question the conversation waits at. */
export function questionOf(bot: Bot, draft: Pick<Draft, "stack">): Question | undefined {
  const step = stepOf(bot, topOf(draft));
  return step?.verb === "ask" ? step : undefined;
}

/** Goes to the answer behind an option of the question that waits. */
export function pick(setting: Setting, draft: Draft, option: Option): Draft {
  const question = questionOf(setting.bot, draft);
  if (question === undefined) return draft;
  if (question.slot !== undefined && option.value !== undefined)
    return fillSlot(setting, draft, question.slot, option.value);
  if (typeof option.value === "number" && topOf(draft)?.dialog === patternId("rate"))
    return answer(setting, { ...draft, rated: option.value }, `option:${option.id}`, option.go);
  const inVain = question.remedy !== undefined && question.yesno?.no === option.id;
  const tried = inVain ? withTried(draft, question) : draft;
  return answer(setting, tried, `option:${option.id}`, option.go);
}

/** Leaves a question without an answer, where it has a way for that. */
export function skip(setting: Setting, draft: Draft): Draft | undefined {
  const question = questionOf(setting.bot, draft);
  if (question?.skip !== undefined) {
    const tried = question.remedy === undefined ? draft : withTried(draft, question);
    return answer(setting, tried, "skip", question.skip);
  }
  if (question?.slot === undefined) return undefined;
  return answer(setting, draft, "otherwise", question.slot.otherwise);
}

/** Asks for a person, by the open question's own way when it has one. */
export function askForHuman(setting: Setting, draft: Draft): Draft {
  const question = questionOf(setting.bot, draft);
  const own = question === undefined ? undefined : humanOption(setting.bot, question);
  return own === undefined ? pushNamedPattern(setting.bot, draft, "human") : pick(setting, draft, own);
}

/** Notes that the remedy in question did not help. */
function withTried(draft: Draft, question: Question): Draft {
  const frame = topOf(draft);
  if (frame === undefined) return draft;
  const tried = [...new Set([...frame.tried, `${frame.dialog}#${question.id}`])];
  return replaceTop(draft, { ...frame, tried });
}
