import { inLanguage, type Step } from "../content/bot.ts";
import { briefOf } from "./brief.ts";
import { fill } from "./fill.ts";
import { BOT_BUTTON, quote } from "./speak.ts";
import type { Frame } from "./state.ts";
import { closeTurn, type Draft, type HandoffWish, type Setting, type Turn } from "./turn.ts";

/** Asks for a person, and tells the customer so: that one will come, or that the message is left for when they are in. */
export function handOff(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Extract<Step, { verb: "human" }>,
): Turn {
  const back = { id: BOT_BUTTON, label: inLanguage(setting.bot.labels.bot, setting.language) };
  const wish: HandoffWish = {
    reason: fill(setting, draft, frame, inLanguage(step.reason, setting.language)),
    queue: step.queue,
    brief: briefOf(setting, draft, step.brief),
    ...(draft.care === "" ? {} : { care: draft.care }),
    says: quote(setting, draft, setting.open ? "waiting" : "closed", [back]),
  };
  return closeTurn({ ...draft, misses: 0 }, { handoff: wish });
}
