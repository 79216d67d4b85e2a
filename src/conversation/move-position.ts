import type { Bot, Dialog, Option, Step } from "../content/bot.ts";
import type { DialogState, Frame, Origin } from "../dialog/state.ts";
import { sameStep } from "./same-step.ts";

/** Where a conversation stands in other content, or why it has no place there. */
export type MovedPosition =
  | {
      readonly type: "moves";
      readonly state: DialogState;
      /** `was` when a dialog or a step has another id by now. */
      readonly by: "id" | "was";
    }
  | {
      readonly type: "stays";
      /** A sentence for authors. */
      readonly reason: string;
      /** What has no place, as `dialog#step`. */
      readonly place: string;
    };

/**
 * Finds the place of a conversation in another version of the content.
 *
 * Every dialog on the stack is found by its id, or by a `was:` that names it, and so is the step it stands at. That step
 * has to ask for the same: the same verb, the same options, the same slot. A step that only has a number, such as `s3`,
 * is found by it only if it is the same step: a number says nothing once lines have been put in between. What a
 * conversation merely remembers, such as the steps it has gone through, is forgotten where it is gone.
 *
 * @param from the content the conversation is in; without it, nothing can be compared, and only steps with an id move
 */
export function movePosition(from: Bot | undefined, to: Bot, dialog: DialogState): MovedPosition {
  const stack: Frame[] = [];
  let by: "id" | "was" = "id";
  for (const frame of dialog.stack) {
    const moved = moveFrame(from, to, frame);
    if ("reason" in moved) return { type: "stays", ...moved, place: `${frame.dialog}#${frame.step}` };
    if (moved.dialog !== frame.dialog || moved.step !== frame.step) by = "was";
    stack.push(moved);
  }
  const state: DialogState = {
    ...dialog,
    stack,
    noted: dialog.noted.flatMap((id) => dialogIn(to, id)?.id ?? []),
    spoken: dialog.spoken.flatMap((origin) => moveOrigin(from, to, origin) ?? []),
  };
  return { type: "moves", state, by };
}

type Stays = { readonly reason: string };

function moveFrame(from: Bot | undefined, to: Bot, frame: Frame): Frame | Stays {
  const dialog = dialogIn(to, frame.dialog);
  if (dialog === undefined) return { reason: `There is no dialog "${frame.dialog}" any more.` };
  const before = from?.dialogs.get(frame.dialog);
  if (from !== undefined && before === undefined)
    return { reason: `The version it is in has no dialog "${frame.dialog}" either.` };
  if (frame.article !== undefined && !to.articles.has(frame.article))
    return { reason: `There is no article "${frame.article}" any more.` };
  const slot = before === undefined ? undefined : changedSlot(before, dialog);
  if (slot !== undefined) return { reason: `The slot "${slot}" of "${dialog.id}" has another type now.` };
  const step = placeOf(before, dialog, frame.step);
  if (typeof step !== "string") return step;
  const there = (id: string): string | undefined => {
    const found = placeOf(before, dialog, id, "remembered");
    return typeof found === "string" ? found : undefined;
  };
  const kept = (ids: readonly string[]): readonly string[] => ids.flatMap((id) => there(id) ?? []);
  return {
    ...frame,
    dialog: dialog.id,
    step,
    // Where the stretch began is gone: what is repeated later begins at the question itself.
    entry: there(frame.entry) ?? step,
    trail: kept(frame.trail),
    path: kept(frame.path),
    tried: frame.tried.flatMap((place) => moveTried(from, to, place)),
    filled: mapped(frame.filled, (slotName, id) => pairOf(slotName, id === "" ? id : there(id))),
    asked: mapped(frame.asked, (id, times) => pairOf(there(id), times)),
    candidates: frame.candidates.filter((name) => to.intents.some((intent) => intent.name === name)),
  };
}

/** The id by which a step is known in the other version of its dialog. */
function placeOf(
  before: Dialog | undefined,
  dialog: Dialog,
  id: string,
  need: "to stand at" | "remembered" = "to stand at",
): string | Stays {
  const renamed = [...dialog.steps.values()].find(({ was }) => was.includes(id));
  const namesake = dialog.steps.get(id);
  // Whoever gives a numbered step an id may name the number in `was`, though another step has it by now.
  const step = isNumbered(id) ? (renamed ?? namesake) : (namesake ?? renamed);
  if (step === undefined) return { reason: `"${dialog.id}" has no step "${id}" any more.` };
  const old = before?.steps.get(id);
  if (before !== undefined && old === undefined)
    return { reason: `The version it is in has no step "${id}" either.` };
  const isSame = before !== undefined && old !== undefined && sameStep(old, step, before, dialog);
  if (isNumbered(id) && step !== renamed && !isSame)
    return { reason: `The step ${numberOf(id)} of "${dialog.id}" has no id, and is another step now.` };
  const reason = need === "remembered" ? undefined : changeOf(old, step);
  return reason === undefined ? step.id : { reason: `The step "${step.id}" of "${dialog.id}" ${reason}.` };
}

/** Why a conversation that waits at a step cannot wait at the other one. */
function changeOf(old: Step | undefined, step: Step): string | undefined {
  if (old === undefined) {
    const isVague = step.verb === "ask" && step.options.some(({ id }) => isNumberedOption(id));
    return isVague ? "has options without an id, which may be other ones now" : undefined;
  }
  if (old.verb !== step.verb) return `is "${step.verb}" now, and was "${old.verb}"`;
  if (old.verb === "run" && step.verb === "run" && old.dialog !== step.dialog)
    return `runs "${step.dialog}" now, and ran "${old.dialog}"`;
  if (old.verb === "call" && step.verb === "call" && old.action !== step.action)
    return `calls "${step.action}" now, and called "${old.action}"`;
  if (old.verb !== "ask" || step.verb !== "ask") return undefined;
  if (old.slot?.name !== step.slot?.name) return "asks for another slot now";
  if (old.fromIntents !== step.fromIntents || listOf(old) !== listOf(step))
    return "makes its options of another list now";
  const gone = old.options.find(({ id }) => step.options.every((option) => option.id !== id));
  if (gone !== undefined) return `has no option "${gone.id}" any more`;
  const added = step.options.find(({ id }) => old.options.every((option) => option.id !== id));
  if (added !== undefined) return `has a new option "${added.id}"`;
  const other = step.options.find((option) => isNumberedOption(option.id) && !hasSameLabel(old, option));
  return other === undefined
    ? undefined
    : `has another option in the place of "${other.id}", which has no id`;
}

/** Without an id, options change theirs as they change places: "o1" may be another answer by now. */
function isNumberedOption(id: string): boolean {
  return /^o\d+$/u.test(id);
}

function hasSameLabel({ options }: Extract<Step, { verb: "ask" }>, { id, label }: Option): boolean {
  const old = options.find((option) => option.id === id);
  return old?.label.zh === label.zh && old.label.en === label.en;
}

function listOf({ listed }: Extract<Step, { verb: "ask" }>): string {
  return listed === undefined ? "" : `${listed.name}.${listed.field}.${listed.value}`;
}

function changedSlot(before: Dialog, dialog: Dialog): string | undefined {
  return Object.entries(before.slots).find(([name, { type }]) => {
    const now = dialog.slots[name];
    return now !== undefined && now.type !== type;
  })?.[0];
}

function dialogIn(to: Bot, id: string): Dialog | undefined {
  return to.dialogs.get(id) ?? [...to.dialogs.values()].find(({ was }) => was.includes(id));
}

function moveOrigin(from: Bot | undefined, to: Bot, { dialog: id, step }: Origin): Origin | undefined {
  const dialog = dialogIn(to, id);
  const found = dialog === undefined ? undefined : placeOf(from?.dialogs.get(id), dialog, step, "remembered");
  return dialog === undefined || typeof found !== "string" ? undefined : { dialog: dialog.id, step: found };
}

function moveTried(from: Bot | undefined, to: Bot, place: string): readonly string[] {
  const [dialog = "", step = ""] = place.split("#");
  const moved = moveOrigin(from, to, { dialog, step });
  return moved === undefined ? [] : [`${moved.dialog}#${moved.step}`];
}

/** Ids that content gives by itself: the number of a step, and the parts of a `check`. */
function isNumbered(id: string): boolean {
  return /^s\d+(?:\.|$)/u.test(id);
}

function numberOf(id: string): string {
  return id.replace(/^s(\d+).*$/u, "$1");
}

function pairOf<Value>(
  name: string | undefined,
  value: Value | undefined,
): readonly [string, Value] | undefined {
  return name === undefined || value === undefined ? undefined : [name, value];
}

function mapped<Value>(
  record: Readonly<Record<string, Value>>,
  move: (name: string, value: Value) => readonly [string, Value] | undefined,
): Readonly<Record<string, Value>> {
  const pairs = Object.entries(record).flatMap(([name, value]) => {
    const pair = move(name, value);
    return pair === undefined ? [] : [pair];
  });
  return Object.fromEntries(pairs);
}
