import type { DraftDialog, DraftPattern, DraftStep, Untranslated } from "./draft.ts";

/** Dialogs without the steps that nothing leads to, which a bot could not be loaded with; they are listed. */
export function onlyReached(
  dialogs: readonly DraftDialog[],
  patterns: Readonly<Record<string, DraftPattern>>,
): { readonly dialogs: readonly DraftDialog[]; readonly left: readonly Untranslated[] } {
  const byName = new Map(dialogs.map((dialog) => [dialog.dialog, dialog]));
  const reached = new Set<DraftStep>();
  const open: DraftStep[] = dialogs
    .filter(({ start }) => start !== undefined)
    .flatMap(({ steps }) => steps.slice(0, 1));
  const owners = new Map(dialogs.flatMap((dialog) => dialog.steps.map((step) => [step, dialog] as const)));

  const resolved = (target: string, from: DraftDialog | undefined): DraftStep | undefined => {
    const own = from?.steps.find(({ id }) => id === target);
    if (own !== undefined) return own;
    const [name = "", step] = target.split("#");
    const there = byName.get(name)?.steps;
    return step === undefined ? there?.[0] : there?.find(({ id }) => id === step);
  };
  for (const { steps } of Object.values(patterns))
    for (const step of steps)
      for (const target of targetsOf(step)) open.push(...present(resolved(target, undefined)));
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    const dialog = owners.get(step);
    if (dialog === undefined) continue;
    for (const target of targetsOf(step)) {
      const next = dialog.steps[dialog.steps.indexOf(step) + 1];
      open.push(...present(target === "next" || target === "back" ? next : resolved(target, dialog)));
    }
  }
  const left = dialogs.flatMap(({ dialog, steps }) =>
    steps
      .filter((step) => !reached.has(step))
      .map((step) => ({
        file: `dialogs/${dialog}.yaml`,
        what: `step "${step.id ?? Object.keys(step)[0] ?? ""}"`,
        why: "nothing leads to it; left out",
      })),
  );
  const kept = dialogs.map((dialog) => ({
    ...dialog,
    steps: dialog.steps.filter((step) => reached.has(step)),
  }));
  return { dialogs: kept.filter(({ steps }) => steps.length > 0), left };
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}

/** Keys that hold a target. */
const LEADING = new Set(["go", "else", "yes", "no", "unclear", "otherwise", "skip", "message", "run"]);

/** Everything that a step names as a target, and `next` where it leads on to the step below. */
export function targetsOf(step: DraftStep): readonly string[] {
  const named: string[] = [];
  const walk = (value: unknown, isTarget: boolean): void => {
    if (typeof value === "string") {
      if (isTarget) named.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value) walk(item, false);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, held] of Object.entries(value))
        if (key === "outcomes") walkAll(held);
        else walk(held, LEADING.has(key));
    }
  };
  const walkAll = (outcomes: unknown): void => {
    for (const held of Object.values(outcomes ?? {})) walk(held, true);
  };
  walk(step, false);
  return leadsOn(step) ? [...named, "next"] : named;
}

function leadsOn(step: DraftStep): boolean {
  if ("ask" in step) {
    const isFilled = step.slot !== undefined && step.go === undefined;
    const options = Array.isArray(step.options) ? step.options : [];
    return isFilled || options.some(({ go }) => go === undefined);
  }
  return !("when" in step || "call" in step || "end" in step || ("go" in step && step.go !== undefined));
}
