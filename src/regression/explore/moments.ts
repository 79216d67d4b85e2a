import type { Bot, Step } from "../../content/bot.ts";
import { evaluate } from "../../content/condition.ts";
import { exitsOf } from "../../content/exits.ts";
import type { Fields, SlotValue } from "../../content/values.ts";
import type { Transition } from "../../conversation/transition.ts";
import type { DialogState } from "../../dialog/state.ts";
import type { Visit } from "../../dialog/turn.ts";
import type { Happening } from "./path.ts";
import type { Surroundings } from "./surroundings.ts";

/** What was known when a step was come to. */
export interface Moment {
  readonly dialog: string;
  readonly step: Step;
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly results: Readonly<Record<string, Fields>>;
  /** The way the step was left by, where it has several. */
  readonly way?: string;
}

/**
 * What was known at each step of a turn. A turn only tells what came of it in the end: what steps changed on the way is
 * followed here.
 *
 * @param matters the steps to tell of
 */
export function momentsOf(
  bot: Bot,
  surroundings: Surroundings,
  before: DialogState,
  { value }: Happening,
  { trace, state }: Transition,
  matters: (step: Step) => boolean,
): readonly Moment[] {
  const after = state.dialog;
  const moments: Moment[] = [];
  const placed = trace.flatMap((visit) => {
    const step = bot.dialogs.get(visit.dialog)?.steps.get(visit.step);
    return step === undefined ? [] : [{ visit, step }];
  });
  if (!placed.some(({ step }) => matters(step))) return moments;
  const { results } = after;
  const set = new Set(placed.flatMap(({ step }) => (step.verb === "set" ? Object.keys(step.values) : [])));
  const slots: Record<string, SlotValue> = { ...before.slots };
  for (const [name, held] of Object.entries(after.slots)) {
    // What ends up empty was emptied to be asked for anew: until then it is there.
    if (!set.has(name) && (held !== null || slots[name] === undefined)) slots[name] = held;
  }
  const begun = new Set(before.stack.map(({ dialog }) => dialog));
  let last: Visit | undefined;
  for (const [index, { visit, step }] of placed.entries()) {
    const { dialog, way } = visit;
    if (!begun.has(dialog)) {
      begun.add(dialog);
      if (!wentOn(bot, last, dialog)) empty(bot, dialog, set, after, slots);
    }
    last = visit;
    if (step.verb === "ask" && step.slot !== undefined) {
      const { name } = step.slot;
      if (way === "filled" && index === 0 && value !== undefined) slots[name] = value;
      else if (way === undefined && placed[index + 1]?.visit.way !== "filled")
        slots[name] = after.slots[name] ?? null;
    }
    if (way === undefined) {
      // A `when` is come to and left at once: the next visit tells by which way.
      const left = placed[index + 1]?.visit;
      const by = left?.dialog === dialog && left.step === step.id ? left.way : undefined;
      if (matters(step)) {
        moments.push({
          dialog,
          step,
          slots: { ...slots },
          results,
          ...(by === undefined ? {} : { way: by }),
        });
      }
      if (step.verb === "set") {
        const { misses, care } = after;
        const { identified, open, language, context } = surroundings;
        const scope = { customer: { identified }, language, misses, open, care, context, slots, results };
        for (const [name, source] of Object.entries(step.values)) {
          slots[name] = typeof source === "object" && source !== null ? evaluate(source.cel, scope) : source;
        }
      }
    }
  }
  return moments;
}

/** Whether a dialog was gone on in from another one by `go`: then its slots keep what they hold. */
function wentOn(bot: Bot, last: Visit | undefined, dialog: string): boolean {
  if (last?.way === undefined || last.way === "run") return false;
  const from = bot.dialogs.get(last.dialog);
  const step = from?.steps.get(last.step);
  if (from?.kind !== "dialog" || step === undefined) return false;
  const target = exitsOf(bot, step).find(({ way }) => way === last.way)?.target;
  return target?.to === "step" && target.dialog === dialog;
}

/** A dialog begins with empty slots, but for what the customer's first words have filled. */
function empty(
  bot: Bot,
  dialog: string,
  set: ReadonlySet<string>,
  after: DialogState,
  slots: Record<string, SlotValue>,
): void {
  for (const name of Object.keys(bot.dialogs.get(dialog)?.slots ?? {})) {
    slots[name] = set.has(name) ? null : (after.slots[name] ?? null);
  }
}
