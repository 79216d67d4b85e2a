import type { Localized } from "../kernel/language.ts";
import type { Dialog, Fact, Intent, Labels, Step, Target } from "./bot.ts";
import { compileStep, type StepContext } from "./compile-step.ts";
import { conditionError } from "./condition.ts";
import { nearest } from "./nearest.ts";
import type { Place, Problem } from "./source.ts";
import type { ParsedStep } from "./steps.ts";
import { isProblem, type Reach, resolveTarget } from "./target.ts";
import { templateError } from "./template.ts";
import { phraseKey } from "./wording.ts";

/** A dialog or pattern whose own shape is good; its references are still words. */
export interface ParsedDialog
  extends Pick<Dialog, "id" | "title" | "kind" | "resume" | "quiet" | "slots" | "at" | "intents"> {
  readonly phrases: readonly string[];
  readonly steps: readonly ParsedStep[];
}

/** The rest of the bot, as far as dialogs refer to it. */
export interface Surroundings {
  readonly labels: Labels;
  readonly checkQuestion: Localized;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly facts: Readonly<Record<string, Fact>>;
}

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
      labels: surroundings.labels,
      checkQuestion: surroundings.checkQuestion,
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
    for (const compiled of compileStep(step, context)) {
      const own = withOwnDialog(compiled, parsed.id);
      checkStep(own, parsed, reach, surroundings, report);
      steps.set(own.id, own);
    }
  });
  for (const intent of parsed.intents) checkIntent(intent, parsed.at, surroundings, report);
  const { steps: written, phrases, ...rest } = parsed;
  const dialog = { ...rest, phrases: phrases.map(phraseKey), first: written[0]?.id ?? "", steps };
  return { dialog, problems };
}

/** A check's remedy leads to its own question, whose dialog only this level knows. */
function withOwnDialog(step: Step, dialog: string): Step {
  if (step.verb !== "say" || step.next.to !== "step" || step.next.dialog !== "") return step;
  return { ...step, next: { ...step.next, dialog } };
}

function checkStep(
  step: Step,
  dialog: ParsedDialog,
  reach: Reach,
  surroundings: Surroundings,
  report: StepContext["report"],
): void {
  for (const fact of step.facts) {
    if (Object.hasOwn(surroundings.facts, fact)) continue;
    const guess = nearest(fact, Object.keys(surroundings.facts));
    report(
      step.at,
      "fact-missing",
      `bot.yaml has no fact "${fact}".`,
      guess === undefined ? undefined : `Did you mean "${guess}"?`,
    );
  }
  for (const text of new Set(textsOf(step))) {
    const error = templateError(text);
    if (error !== undefined) report(step.at, "template", `The template does not parse: ${error}.`);
  }
  if (step.verb === "when") {
    for (const { test } of step.branches) {
      const error = conditionError(test, Object.keys(dialog.slots));
      if (error === undefined) continue;
      report(
        step.at,
        "condition",
        `"${test}": ${error}`,
        "Conditions see customer.identified, language, misses and slots.<name>.",
      );
    }
  }
  if (step.verb === "set") {
    for (const [slot, value] of Object.entries(step.values)) {
      const type = Object.hasOwn(dialog.slots, slot) ? dialog.slots[slot] : undefined;
      if (type === undefined || value === null || typeof value === (type === "text" ? "string" : type))
        continue;
      report(
        step.at,
        "slot-type",
        `The slot "${slot}" holds a ${type}, and ${JSON.stringify(value)} is none.`,
      );
    }
  }
  if (step.verb === "ask") {
    for (const intent of step.options.flatMap((option) => option.intents))
      checkIntent(intent, step.at, surroundings, report);
  }
  if (step.verb === "run" && !reach.has(step.dialog)) {
    const guess = nearest(step.dialog, [...reach.keys()]);
    report(
      step.at,
      "target-missing",
      `There is no dialog "${step.dialog}" to run.`,
      guess === undefined ? undefined : `Did you mean "${guess}"?`,
    );
  }
  const named = step.verb === "set" ? Object.keys(step.values) : step.verb === "human" ? step.brief : [];
  for (const slot of named) {
    if (Object.hasOwn(dialog.slots, slot)) continue;
    report(
      step.at,
      "slot-missing",
      `The slot "${slot}" is not declared in this dialog.`,
      `Add it under "slots:".`,
    );
  }
}

function checkIntent(
  intent: string,
  at: Place,
  surroundings: Surroundings,
  report: StepContext["report"],
): void {
  if (surroundings.intents.has(intent)) return;
  const guess = nearest(intent, [...surroundings.intents.keys()]);
  report(
    at,
    "intent-missing",
    `There is no intent "${intent}".`,
    guess === undefined ? undefined : `Did you mean "${guess}"?`,
  );
}

function textsOf(step: Step): readonly string[] {
  switch (step.verb) {
    case "say":
    case "ask": {
      const { text, steps } = step.display;
      const labels = step.verb === "say" ? step.buttons : step.options;
      return [
        ...text.flatMap((wording) => [wording.zh, wording.en]),
        ...(steps === undefined ? [] : [...steps.zh, ...steps.en]),
        ...labels.flatMap(({ label }) => [label.zh, label.en]),
      ];
    }
    case "human":
      return [step.reason.zh, step.reason.en];
    default:
      return [];
  }
}
