import type { Dialog, Step, Target } from "./bot.ts";
import { checkIntent, checkStep } from "./check-step.ts";
import { compileStep } from "./compile-step.ts";
import type { Names } from "./condition.ts";
import { nearest } from "./nearest.ts";
import type { ParsedDialog, Surroundings } from "./parsed-dialog.ts";
import type { Problem } from "./source.ts";
import type { StepContext } from "./step-context.ts";
import { isProblem, type Reach, resolveTarget } from "./target.ts";
import { phraseKey } from "./wording.ts";

/** What can be jumped to in the given dialogs; `broken` names those whose files could not be read. */
export function reachOf(dialogs: readonly ParsedDialog[], broken: readonly string[]): Reach {
  return new Map([
    ...broken.map((id) => [id, { first: "", steps: new Set<string>(), broken: true }] as const),
    ...dialogs.map(
      (dialog) =>
        [
          dialog.id,
          { first: dialog.steps[0]?.id ?? "", steps: new Set(dialog.steps.map((step) => step.id)) },
        ] as const,
    ),
  ]);
}

/** Resolves every reference of a dialog, and checks its templates and conditions. */
export function compileDialog(
  parsed: ParsedDialog,
  reach: Reach,
  surroundings: Surroundings,
): { readonly dialog: Dialog; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: StepContext["report"] = (at, rule, message, hint) =>
    void problems.push({ ...at, severity: "error", rule, message, ...(hint === undefined ? {} : { hint }) });
  const steps = new Map<string, Step>();
  parsed.steps.forEach((step, index) => {
    const following = parsed.steps[index + 1]?.id;
    const next: Target =
      following === undefined
        ? { to: "end", outcome: "done" }
        : { to: "step", dialog: parsed.id, step: following };
    const context: StepContext = {
      dialog: parsed.id,
      labels: surroundings.labels,
      checkQuestion: surroundings.checkQuestion,
      actions: surroundings.actions,
      next,
      report,
      target: (written, at) => {
        const target = resolveTarget(written ?? "next", parsed.id, next, reach, at);
        if (!isProblem(target)) return target;
        problems.push(target);
        return next;
      },
      titleOf: (intent, at) => {
        checkIntent(intent, at, surroundings, report);
        return surroundings.intents.get(intent)?.title ?? { zh: intent, en: intent };
      },
    };
    for (const compiled of compileStep(step, context)) steps.set(compiled.id, compiled);
  });
  checkSlots(parsed, surroundings, report);
  const names = namesOf(parsed, steps, surroundings);
  for (const step of steps.values()) checkStep(step, parsed, names, reach, surroundings, report);
  for (const intent of parsed.intents) checkIntent(intent, parsed.at, surroundings, report);
  const { steps: written, phrases, ...rest } = parsed;
  const dialog = { ...rest, phrases: phrases.map(phraseKey), first: written[0]?.id ?? "", steps };
  return { dialog, problems };
}

function checkSlots(dialog: ParsedDialog, { entities }: Surroundings, report: StepContext["report"]): void {
  for (const [slot, { entity }] of Object.entries(dialog.slots)) {
    if (entity === undefined || entities.includes(entity)) continue;
    const guess = nearest(entity, entities);
    const hint = guess === undefined ? undefined : `Did you mean "${guess}"?`;
    report(dialog.at, "entity-missing", `The slot "${slot}" asks for "${entity}", which is no entity.`, hint);
  }
}

/** What conditions and templates of a dialog may name: its slots, and what its calls bring. */
function namesOf(dialog: ParsedDialog, steps: ReadonlyMap<string, Step>, { actions }: Surroundings): Names {
  const results = new Map<string, Set<string>>();
  for (const step of steps.values()) {
    if (step.verb !== "call") continue;
    const fields = results.get(step.as) ?? new Set(["outcome"]);
    const outcomes = Object.values(actions.get(step.action)?.outcomes ?? {});
    for (const field of outcomes.flatMap((outcome) => Object.keys(outcome))) fields.add(field);
    results.set(step.as, fields);
  }
  return { slots: Object.keys(dialog.slots), results };
}
