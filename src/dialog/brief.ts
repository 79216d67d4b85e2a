import { inLanguage } from "../content/bot.ts";
import type { Draft, Setting } from "./turn.ts";

/** What the agent is told: the named slots, and under `tried` the remedies that did not help. */
export function briefOf(
  setting: Setting,
  draft: Draft,
  slots: readonly string[],
): Readonly<Record<string, string>> {
  const known = slots.flatMap((slot) => {
    const value = draft.slots[slot];
    return value === undefined || value === null
      ? []
      : [[slot, nameOf(setting, draft, slot, value)] as const];
  });
  const tried = draft.stack.flatMap((frame) => frame.tried.flatMap((place) => remedyAt(setting, place)));
  if (tried.length === 0) return Object.fromEntries(known);
  return Object.fromEntries([...known, ["tried", tried.join(setting.language === "zh" ? "、" : ", ")]]);
}

/** What a value is called: people read 招商银行, not its code. */
function nameOf(setting: Setting, draft: Draft, slot: string, value: string | number | boolean): string {
  const declared = draft.stack
    .flatMap(({ dialog }) => setting.bot.dialogs.get(dialog)?.slots[slot] ?? [])
    .at(-1);
  const entity = setting.bot.entities.find(({ name }) => name === declared?.entity);
  const known = entity?.type === "list" ? entity.values.find((listed) => listed.value === value) : undefined;
  return known === undefined ? String(value) : inLanguage(known.label, setting.language);
}

function remedyAt(setting: Setting, place: string): readonly string[] {
  const [dialog = "", step = ""] = place.split("#");
  const question = setting.bot.dialogs.get(dialog)?.steps.get(step);
  if (question?.verb !== "ask" || question.remedy === undefined) return [];
  return [inLanguage(question.remedy, setting.language)];
}
