import type { Bot, Step } from "../content/bot.ts";
import { askForHuman, pick, questionOf } from "./answering.ts";
import { begin } from "./begin.ts";
import { choicesOf } from "./choices.ts";
import { spokenTo } from "./hear.ts";
import { proceed } from "./proceed.ts";
import { HUMAN_BUTTON, intentButton, intentOfButton } from "./speak.ts";
import { enter, pushNamedPattern, topOf } from "./stack.ts";
import type { DialogState, Origin } from "./state.ts";
import { type Draft, type Setting, type Turn, visit } from "./turn.ts";

/**
 * The bot's turn on a pressed button.
 *
 * @param origin the step whose message carried the button; buttons of a question that no longer waits are stale, the
 *   others stay good for ever
 */
export function press(
  setting: Setting,
  state: DialogState,
  button: string,
  origin: Origin | undefined,
): Turn {
  const draft = { ...spokenTo(setting, state), misses: 0, unanswered: "" };
  return proceed(
    setting,
    follow(setting, draft, button, origin) ?? pushNamedPattern(setting.bot, draft, "stale"),
  );
}

/** The bot's turn on a wish for what an intent leads to, as if its button had been pressed. */
export function askFor(setting: Setting, state: DialogState, intent: string): Turn {
  return press(setting, state, intentButton(intent), undefined);
}

/** The bot's turn on a wish for a person that came without words. */
export function callHuman(setting: Setting, state: DialogState): Turn {
  return proceed(setting, askForHuman(setting, { ...spokenTo(setting, state), misses: 0, unanswered: "" }));
}

function follow(
  setting: Setting,
  draft: Draft,
  button: string,
  origin: Origin | undefined,
): Draft | undefined {
  const { bot } = setting;
  if (button === HUMAN_BUTTON) return askForHuman(setting, draft);
  const intent = intentOfButton(button);
  if (intent !== undefined) return begin(setting, draft, intent);
  const step = origin === undefined ? undefined : stepAt(bot, origin);
  if (step?.verb === "ask") return answerQuestion(setting, draft, button, origin);
  if (step?.verb === "say" && origin !== undefined) return followButton(setting, draft, button, step, origin);
  return undefined;
}

function answerQuestion(
  setting: Setting,
  draft: Draft,
  button: string,
  origin: Origin | undefined,
): Draft | undefined {
  const question = questionOf(setting.bot, draft);
  const frame = topOf(draft);
  if (frame?.dialog !== origin?.dialog || question?.id !== origin?.step) return undefined;
  if (question === undefined) return undefined;
  const option = choicesOf(setting, draft, question).find((known) => known.id === button);
  return option === undefined ? undefined : pick(setting, draft, option);
}

function followButton(
  setting: Setting,
  draft: Draft,
  button: string,
  step: Extract<Step, { verb: "say" }>,
  origin: Origin,
): Draft | undefined {
  const go = step.buttons.find((known) => known.id === button)?.go;
  if (go === undefined) return undefined;
  if (go.to === "intent") return begin(setting, draft, go.intent);
  if (go.to === "human") return askForHuman(setting, draft);
  // There is nothing to end, or to go back from: the message stands by itself by now.
  if (go.to !== "step") return undefined;
  return enter(setting.bot, visit(draft, origin, `button:${button}`), go.dialog, go.step);
}

function stepAt(bot: Bot, origin: Origin): Step | undefined {
  return bot.dialogs.get(origin.dialog)?.steps.get(origin.step);
}
