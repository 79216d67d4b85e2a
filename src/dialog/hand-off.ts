import { inLanguage, type Step } from "../content/bot.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import { briefOf } from "./brief.ts";
import { fill } from "./fill.ts";
import { BOT_BUTTON, CALL_BUTTON, quote } from "./speak.ts";
import type { Frame } from "./state.ts";
import { closeTurn, type Draft, type HandoffWish, type Say, type Setting, type Turn } from "./turn.ts";

/** Asks for a person, and tells the customer so: that one will come, or that the message is left for when they are in. */
export function handOff(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Extract<Step, { verb: "human" }>,
): Turn {
  const wish: HandoffWish = {
    reason: fill(setting, draft, frame, inLanguage(step.reason, setting.language)),
    queue: step.queue,
    brief: briefOf(setting, draft, step.brief),
    ...(draft.care === "" ? {} : { care: draft.care }),
    ...(draft.topic === undefined ? {} : { intent: draft.topic }),
    isLeft: isLeft(setting, step.queue),
    says: tellOfWait(setting, draft, step.queue),
  };
  return closeTurn({ ...draft, misses: 0 }, { handoff: wish });
}

/** Whether a wish for a person has to wait until somebody comes to work. */
export function isLeft(setting: Setting, queue: string): boolean {
  return !setting.isOpen(queue) || !setting.isStaffed(queue);
}

/** What somebody is told who asks for a person of this queue, with the ways that are open to them. */
export function tellOfWait(setting: Setting, draft: Draft, queue: string): readonly Say[] {
  const { bot, call } = setting.bot.labels;
  const back = { id: BOT_BUTTON, label: inLanguage(bot, setting.language) };
  if (!isLeft(setting, queue)) return quote(setting, draft, "waiting", [back]);
  const pattern: PatternName = setting.isOpen(queue) ? "unstaffed" : "closed";
  return quote(setting, draft, pattern, [
    { id: CALL_BUTTON, label: inLanguage(call, setting.language) },
    back,
  ]);
}
