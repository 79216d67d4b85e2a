import { type Bot, type Display, inLanguage, patternId, type Step } from "../content/bot.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import { render } from "../content/template.ts";
import { humanOption } from "./human-option.ts";
import type { Frame } from "./state.ts";
import type { Draft, Say, Setting } from "./turn.ts";

/** The button ids the engine itself answers to, whatever message carries them. */
export const HUMAN_BUTTON = "human";
export const BOT_BUTTON = "bot";
const INTENT_BUTTON = "intent:";

const intentButton = (intent: string): string => `${INTENT_BUTTON}${intent}`;

/** The intent a button stands for, when it stands for one. */
export function intentOfButton(button: string): string | undefined {
  return button.startsWith(INTENT_BUTTON) ? button.slice(INTENT_BUTTON.length) : undefined;
}

/** The words and buttons of a `say` step. */
export function sayOf(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Extract<Step, { verb: "say" }>,
): Say {
  const buttons = step.buttons.map((button) => ({
    id: button.go.to === "intent" ? intentButton(button.go.intent) : button.id,
    label: fill(setting, draft, frame, inLanguage(button.label, setting.language)),
  }));
  return {
    ...show(setting, draft, frame, step.display),
    buttons,
    origin: { dialog: frame.dialog, step: step.id },
  };
}

/** A question with its buttons; a person is always one of them. */
export function askOf(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Extract<Step, { verb: "ask" }>,
): Say {
  const { bot, language } = setting;
  const offered = step.fromIntents
    ? frame.candidates.map((intent) => candidateButton(bot, intent, setting))
    : [];
  const own = step.options.map((option) => ({
    id: option.id,
    label: fill(setting, draft, frame, inLanguage(option.label, language)),
  }));
  const human = humanOption(bot, step);
  // "Not solved" may lead to a person, but does not say so.
  const saysHuman = human !== undefined && human.id !== step.yesno?.no;
  const person = saysHuman ? [] : [{ id: HUMAN_BUTTON, label: inLanguage(bot.labels.human, language) }];
  return {
    ...show(setting, draft, frame, step.display),
    buttons: [...offered, ...own, ...person],
    origin: { dialog: frame.dialog, step: step.id },
  };
}

/**
 * What a pattern says, without going through it: for words around a change that is not a dialog of its own.
 *
 * @param lastButtons buttons to put under the last message
 */
export function quote(
  setting: Setting,
  draft: Draft,
  name: PatternName,
  lastButtons: Say["buttons"] = [],
): readonly Say[] {
  const dialog = setting.bot.dialogs.get(patternId(name));
  const steps = [...(dialog?.steps.values() ?? [])].filter((step) => step.verb === "say");
  const frame = quotedFrame(patternId(name));
  return steps.map((step, index) => {
    const say = sayOf(setting, draft, frame, step);
    return index === steps.length - 1 ? { ...say, buttons: [...say.buttons, ...lastButtons] } : say;
  });
}

/** Says again what was said last, as far as it was plain messages; `undefined` when there is nothing to say again. */
export function resay(setting: Setting, draft: Draft): Draft | undefined {
  const again = draft.spoken.flatMap(({ dialog, step: id }) => {
    const step = setting.bot.dialogs.get(dialog)?.steps.get(id);
    const isPlain = step?.verb === "say" && dialog !== patternId("repeat");
    return isPlain ? [sayOf(setting, draft, quotedFrame(dialog), step)] : [];
  });
  if (again.length === 0) return undefined;
  return { ...draft, says: [...draft.says, ...quote(setting, draft, "repeat"), ...again] };
}

/** Fills a template with what content may name. */
export function fill(setting: Setting, draft: Draft, frame: Frame, text: string): string {
  const { bot, language } = setting;
  return render(text, {
    name: inLanguage(bot.name, language),
    brand: inLanguage(bot.brand, language),
    title: interruptedTitle(setting, draft, frame),
    slots: draft.slots,
  });
}

/** Stands for a dialog that speaks without being gone through. */
function quotedFrame(dialog: string): Frame {
  return { dialog, step: "", entry: "", via: "pattern", trail: [], tried: [], candidates: [] };
}

function show(setting: Setting, draft: Draft, frame: Frame, display: Display): Pick<Say, "text" | "steps"> {
  const wording = display.text[draft.turns % display.text.length] ?? display.text[0];
  const text =
    wording === undefined ? "" : fill(setting, draft, frame, inLanguage(wording, setting.language));
  if (display.steps === undefined) return { text };
  const items = inLanguage(display.steps, setting.language).map((item) => fill(setting, draft, frame, item));
  return { text, steps: { items, ...(display.current === undefined ? {} : { current: display.current }) } };
}

/** The title of the dialog under a pattern: what "go on with …?" is about. */
function interruptedTitle(setting: Setting, draft: Draft, frame: Frame): string {
  const below = draft.stack.findLast((other) => other !== frame && other.via !== "pattern");
  const dialog = setting.bot.dialogs.get(below?.dialog ?? frame.dialog);
  return dialog === undefined ? "" : inLanguage(dialog.title, setting.language);
}

function candidateButton(bot: Bot, intent: string, setting: Setting): Say["buttons"][number] {
  const title = bot.intents.find((known) => known.name === intent)?.title;
  return {
    id: intentButton(intent),
    label: title === undefined ? intent : inLanguage(title, setting.language),
  };
}
