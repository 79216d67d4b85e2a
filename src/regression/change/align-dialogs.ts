import type { Bot, Dialog, Step } from "../../content/bot.ts";
import { alignSteps } from "./align-steps.ts";
import { same } from "./same.ts";

/** Two bots side by side: what became of which dialog. */
export interface Alignment {
  readonly removed: readonly Dialog[];
  readonly added: readonly Dialog[];
  /** Those in which something is another; most dialogs of a change are as they were. */
  readonly changed: readonly AlignedDialog[];
}

export interface AlignedDialog {
  readonly before: Dialog;
  readonly after: Dialog;
  /** Former step id -> id now. */
  readonly steps: ReadonlyMap<string, string>;
  /** Both, with every name as it is now, so that they can be compared. */
  readonly settled: { readonly before: Dialog; readonly after: Dialog };
}

/** Finds every dialog again, by its id or by the id it had before. */
export function alignDialogs(before: Bot, after: Bot): Alignment {
  const pairs = [...before.dialogs.values()].flatMap((old) => {
    const now = after.dialogs.get(old.id) ?? formerly(before, after, old.id);
    return now === undefined ? [] : [{ before: old, after: now, steps: alignSteps(old, now) }];
  });
  const place = placesNow(pairs);
  const found = new Set(pairs.map((pair) => pair.after.id));
  const had = new Set(pairs.map((pair) => pair.before.id));
  return {
    removed: [...before.dialogs.values()].filter(({ id }) => !had.has(id)),
    added: [...after.dialogs.values()].filter(({ id }) => !found.has(id)),
    changed: pairs
      .filter((pair) => !isUntouched(pair.before, pair.after))
      .map((pair) => ({
        ...pair,
        settled: {
          before: settleDialog(pair.before, place),
          after: settleDialog(pair.after, (dialog, step) => ({ dialog, step })),
        },
      })),
  };
}

function isUntouched(before: Dialog, after: Dialog): boolean {
  return same(before, after) && [...before.steps.keys()].join() === [...after.steps.keys()].join();
}

/** A dialog that is new by its id and had the other id before. */
function formerly(before: Bot, after: Bot, id: string): Dialog | undefined {
  return [...after.dialogs.values()].find(({ id: now, was }) => was.includes(id) && !before.dialogs.has(now));
}

/** A step's place now. What is gone keeps its name, marked so that it is not taken for another of that name. */
type PlaceNow = (dialog: string, step: string) => { readonly dialog: string; readonly step: string };

function placesNow(pairs: readonly Omit<AlignedDialog, "settled">[]): PlaceNow {
  const byId = new Map(pairs.map((pair) => [pair.before.id, pair]));
  return (dialog, step) => {
    const pair = byId.get(dialog);
    return { dialog: pair?.after.id ?? gone(dialog), step: pair?.steps.get(step) ?? gone(step) };
  };
}

const gone = (name: string): string => `${name} (gone)`;

function settleDialog(dialog: Dialog, place: PlaceNow): Dialog {
  const ids = [...dialog.steps.keys()];
  const steps = [...dialog.steps].map(([id, step], index): readonly [string, Step] => {
    const settled = settleTargets(step, dialog.id, ids[index + 1], place);
    const { step: now } = place(dialog.id, id);
    const runs = settled.verb === "run" ? { ...settled, dialog: place(settled.dialog, "").dialog } : settled;
    return [now, { ...runs, id: now }];
  });
  const first = place(dialog.id, dialog.first);
  return { ...dialog, id: first.dialog, first: first.step, steps: new Map(steps) };
}

/** Every target of a step by the names of now, and whether it is the step below. */
function settleTargets(step: Step, dialog: string, following: string | undefined, place: PlaceNow): Step {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same step, only its targets have other names
  return targetsIn(step, dialog, following, place) as Step;
}

function targetsIn(value: unknown, dialog: string, following: string | undefined, place: PlaceNow): unknown {
  if (Array.isArray(value)) return value.map((item) => targetsIn(item, dialog, following, place));
  if (typeof value !== "object" || value === null) return value;
  if (isStepTarget(value)) {
    const isFollowing = value.dialog === dialog && value.step === following;
    return { to: "step", ...place(value.dialog, value.step), ...(isFollowing && { following: true }) };
  }
  if (isDone(value) && following === undefined) return { ...value, following: true };
  const settled = Object.entries(value).map(([key, item]) => [
    key,
    targetsIn(item, dialog, following, place),
  ]);
  return Object.fromEntries(settled);
}

function isStepTarget(value: object): value is { readonly dialog: string; readonly step: string } {
  return "to" in value && value.to === "step";
}

/** Below the last step a dialog ends. */
function isDone(value: object): boolean {
  return "to" in value && value.to === "end" && "outcome" in value && value.outcome === "done";
}
