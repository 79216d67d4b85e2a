import type { Dialog, Step } from "../content/bot.ts";

/**
 * Whether a step does the same in another version of its dialog, wherever it stands: ids it had before and places in
 * files aside, and whatever the dialog and the steps it leads to are called by now.
 */
export function sameStep(old: Step, step: Step, before: Dialog, dialog: Dialog): boolean {
  const renamed = new Map([...dialog.steps.values()].flatMap(({ id, was }) => was.map((name) => [name, id])));
  const idNow = (id: string): string => (dialog.steps.has(id) ? id : (renamed.get(id) ?? id));
  return plain(old, before.id, idNow) === plain(step, dialog.id, (id) => id);
}

function plain(step: Step, dialog: string, idNow: (id: string) => string): string {
  const { at: _at, was: _was, ...rest } = step;
  return JSON.stringify(rest, (_, value: unknown) => {
    if (!isRecord(value)) return value;
    const { to, dialog: its, step: id } = value;
    if (to === "step" && its === dialog && typeof id === "string") return `step ${idNow(id)}`;
    return Object.fromEntries(Object.entries(value).sort(byName));
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
