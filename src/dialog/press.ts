import type { Bot, Step } from "../content/bot.ts";
import { askForHuman, begin, pick, questionOf } from "./hear.ts";
import { proceed } from "./proceed.ts";
import { HUMAN_BUTTON, intentOfButton } from "./speak.ts";
import { enter, pushNamedPattern, topOf } from "./stack.ts";
import type { DialogState, Origin } from "./state.ts";
import { type Draft, draftOf, type Setting, type Turn } from "./turn.ts";

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
  const draft = { ...draftOf(state), misses: 0 };
  return proceed(
    setting,
    follow(setting, draft, button, origin) ?? pushNamedPattern(setting.bot, draft, "stale"),
  );
}

/** The bot's turn on a wish for a person that came without words. */
export function callHuman(setting: Setting, state: DialogState): Turn {
  return proceed(setting, askForHuman(setting, { ...draftOf(state), misses: 0 }));
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
  if (step?.verb === "say") return followButton(setting, draft, button, step);
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
  const option = question?.options.find((known) => known.id === button);
  return option === undefined ? undefined : pick(setting, draft, option);
}

function followButton(
  setting: Setting,
  draft: Draft,
  button: string,
  step: Extract<Step, { verb: "say" }>,
): Draft | undefined {
  const go = step.buttons.find((known) => known.id === button)?.go;
  if (go === undefined) return undefined;
  if (go.to === "intent") return begin(setting, draft, go.intent);
  if (go.to === "human") return askForHuman(setting, draft);
  // There is nothing to end, or to go back from: the message stands by itself by now.
  return go.to === "step" ? enter(setting.bot, draft, go.dialog, go.step) : undefined;
}

function stepAt(bot: Bot, origin: Origin): Step | undefined {
  return bot.dialogs.get(origin.dialog)?.steps.get(origin.step);
}
