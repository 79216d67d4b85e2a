import type { Bot, Dialog } from "./bot.ts";
import type { Places } from "./lint-places.ts";
import { readsOf } from "./reads.ts";
import type { Problem } from "./source.ts";

/** Slots that nothing fills or nothing reads. */
export function idleSlots(bot: Bot, places: Places): readonly Problem[] {
  return [...bot.dialogs.values()].flatMap((dialog) =>
    Object.keys(dialog.slots).flatMap((slot): readonly Problem[] => {
      const found = idle(bot, dialog, slot);
      if (found === undefined) return [];
      return [{ ...places.key(dialog.at.file, ["slots", slot]), severity: "warning", ...found }];
    }),
  );
}

/** Whether anything could ever put a value into a slot: a step, an answer, or the words that begin the dialog. */
export function isFillable(bot: Bot, dialog: Dialog, slot: string): boolean {
  const { type, entity } = dialog.slots[slot] ?? { type: "text" };
  // No entity holds a yes or a no.
  const isFound = entity !== undefined && type !== "boolean";
  if (isSaidAtOnce(bot, dialog, slot)) return true;
  return [...dialog.steps.values()].some((step) => {
    if (step.verb === "set") return (step.values[slot] ?? null) !== null;
    if (step.verb !== "ask" || step.slot?.name !== slot) return false;
    const { options, listed } = step;
    const isTyped = entity === undefined && options.length === 0 && type !== "boolean";
    return (
      isFound || isTyped || listed !== undefined || options.some(({ value }) => (value ?? null) !== null)
    );
  });
}

/** Whether the words that begin a dialog can fill a slot of it. */
export function isSaidAtOnce(bot: Pick<Bot, "intents">, dialog: Dialog, slot: string): boolean {
  const declared = dialog.slots[slot];
  if (declared?.entity === undefined || declared.type === "boolean") return false;
  return bot.intents.some(
    (intent) => dialog.intents.includes(intent.name) && Object.hasOwn(intent.slots, slot),
  );
}

function idle(
  bot: Bot,
  dialog: Dialog,
  slot: string,
): Pick<Problem, "rule" | "message" | "hint"> | undefined {
  const sharing = sharingOf(bot, dialog, slot);
  const steps = sharing.flatMap((one) => [...one.steps.values()]);
  const isRead = steps.some((step) => readsOf(step).has(`slots.${slot}`));
  const isNamed = steps.some(
    (step) =>
      (step.verb === "ask" && step.slot?.name === slot) ||
      (step.verb === "set" && Object.hasOwn(step.values, slot)),
  );
  if (!isRead && !isNamed)
    return { rule: "slot-unused", message: `No step fills or reads the slot "${slot}".`, hint: "Delete it." };
  if (!sharing.some((one) => isFillable(bot, one, slot)))
    return {
      rule: "slot-unfilled",
      message: `Nothing can ever fill the slot "${slot}".`,
      hint: "Give it an entity, the options of its question a value, or `set` it.",
    };
  if (isRead) return undefined;
  return {
    rule: "slot-unused",
    message: `The slot "${slot}" is filled, and nothing reads it.`,
    hint: "Name it in a text, a condition, a call or a brief, or delete it.",
  };
}

/** A dialog, those it runs and those that run it, as far as they declare a slot: it is one and the same to them. */
function sharingOf(bot: Bot, dialog: Dialog, slot: string): readonly Dialog[] {
  const runs = (one: Dialog, other: Dialog): boolean =>
    [...one.steps.values()].some((step) => step.verb === "run" && step.dialog === other.id);
  const others = [...bot.dialogs.values()].filter(
    (other) =>
      other !== dialog && Object.hasOwn(other.slots, slot) && (runs(dialog, other) || runs(other, dialog)),
  );
  return [dialog, ...others];
}
