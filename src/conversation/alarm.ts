import { type Bot, patternId } from "../content/bot.ts";
import { proceed } from "../dialog/proceed.ts";
import { pushNamedPattern, stepOf, topOf } from "../dialog/stack.ts";
import type { DialogState } from "../dialog/state.ts";
import { closeTurn, draftOf, type Setting, type Turn } from "../dialog/turn.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { BotAlarm } from "./state.ts";

/** How often a silent customer is asked whether they are still there. */
const MAX_NUDGES = 1;

/** When the bot has to speak up next: a `wait` is over, or a question has stood for long. */
export function alarmOf(bot: Bot, dialog: DialogState, at: Timestamp): BotAlarm | undefined {
  const frame = topOf(dialog);
  const step = stepOf(bot, frame);
  if (step?.verb === "wait" && frame?.until !== undefined) return { due: frame.until, kind: "wait" };
  // Whoever does not rate has nothing more to say.
  if (step?.verb === "ask" && dialog.nudges < MAX_NUDGES && frame?.dialog !== patternId("rate"))
    return { due: at + bot.silenceMs, kind: "silence" };
  return undefined;
}

/** The bot's turn when the time has come; one without words when there is nothing to say any more. */
export function ring(setting: Setting, state: DialogState): Turn {
  const draft = { ...draftOf(state), calls: 0 };
  const frame = topOf(state);
  const step = stepOf(setting.bot, frame);
  if (step?.verb === "wait" && (frame?.until ?? 0) <= setting.at) return proceed(setting, draft);
  if (step?.verb !== "ask" || state.nudges >= MAX_NUDGES) return closeTurn(draft);
  return proceed(setting, pushNamedPattern(setting.bot, { ...draft, nudges: state.nudges + 1 }, "silence"));
}
