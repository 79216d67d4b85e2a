import {
  type Bot,
  type Button,
  type Display,
  type Image,
  inLanguage,
  patternId,
  type Step,
} from "../content/bot.ts";
import { holds } from "../content/condition.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import type { Localized } from "../kernel/language.ts";
import { isSafeLink } from "../kernel/safe-link.ts";
import { choicesOf } from "./choices.ts";
import { fill } from "./fill.ts";
import { humanOption } from "./human-option.ts";
import { scopeOf } from "./scope.ts";
import { newFrame } from "./stack.ts";
import type { Frame } from "./state.ts";
import type { Draft, SaidButton, Say, Setting } from "./turn.ts";

/** The button ids the engine itself answers to, whatever message carries them. */
export const HUMAN_BUTTON = "human";
export const BOT_BUTTON = "bot";

/** Asks to be called, when nobody is there to write. */
export const CALL_BUTTON = "call";
const INTENT_BUTTON = "intent:";

/** The id of the button that stands for an intent. */
export const intentButton = (intent: string): string => `${INTENT_BUTTON}${intent}`;

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
  const scope = scopeOf(setting, draft);
  const shown = step.buttons.filter(({ test }) => test === undefined || holds(test, scope));
  return {
    ...show(setting, draft, frame, step.display),
    buttons: shown.flatMap((button) => saidButton(setting, draft, frame, button)),
    origin: { dialog: frame.dialog, step: step.id },
  };
}

/** A question with its buttons; a person is always one of them, and the first for a customer who needs care. */
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
  const own = choicesOf(setting, draft, step).map((option) => ({
    id: option.id,
    label: inLanguage(option.label, language),
  }));
  const human = humanOption(bot, step);
  // "Not solved" may lead to a person, but does not say so.
  const saysHuman = human !== undefined && human.id !== step.yesno?.no;
  const person = saysHuman ? [] : [{ id: HUMAN_BUTTON, label: inLanguage(bot.labels.human, language) }];
  const buttons = draft.care === "" ? [...offered, ...own, ...person] : [...person, ...offered, ...own];
  return {
    ...show(setting, draft, frame, step.display),
    buttons,
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

/** Stands for a dialog that speaks without being gone through. */
function quotedFrame(dialog: string): Frame {
  return newFrame(dialog, "", "pattern");
}

function show(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  display: Display,
): Omit<Say, "buttons" | "origin"> {
  const own = (text: Localized): string => fill(setting, draft, frame, inLanguage(text, setting.language));
  const imageOf = ({ url, alt }: Image) => ({ url: fill(setting, draft, frame, url), alt: own(alt) });
  const wording = display.text[draft.turns % display.text.length] ?? display.text[0];
  const text = wording === undefined ? "" : own(wording);
  const { steps, current, card, image } = display;
  if (card !== undefined) {
    const lines = card.lines.map(({ label, value }) => ({ label: own(label), value: own(value) }));
    const picture = card.image === undefined ? {} : { image: imageOf(card.image) };
    return { text, card: { title: own(card.title), lines, ...picture } };
  }
  if (image !== undefined) return { text, image: imageOf(image) };
  if (steps === undefined) return { text };
  const items = inLanguage(steps, setting.language).map((item) => fill(setting, draft, frame, item));
  return { text, steps: { items, ...(current === undefined ? {} : { current }) } };
}

/** A link that turned out unsafe once its template was filled is left out. */
function saidButton(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  { id, label, go }: Button,
): readonly SaidButton[] {
  const words = fill(setting, draft, frame, inLanguage(label, setting.language));
  if (go.to === "intent") return [{ id: intentButton(go.intent), label: words }];
  if (go.to !== "link") return [{ id, label: words }];
  const url = fill(setting, draft, frame, go.url);
  return isSafeLink(url) ? [{ id, label: words, link: url }] : [];
}

function candidateButton(bot: Bot, intent: string, setting: Setting): SaidButton {
  const title = bot.intents.find((known) => known.name === intent)?.title;
  return {
    id: intentButton(intent),
    label: title === undefined ? intent : inLanguage(title, setting.language),
  };
}
