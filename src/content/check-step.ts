import type { Action } from "./action.ts";
import type { Step } from "./bot.ts";
import { conditionError, type Names, valueError } from "./condition.ts";
import { testsOf, valuesOf } from "./expressions.ts";
import { nearest } from "./nearest.ts";
import type { ParsedDialog, Surroundings } from "./parsed-dialog.ts";
import { DEFAULT_QUEUE } from "./queues.ts";
import type { Place } from "./source.ts";
import type { StepContext } from "./step-context.ts";
import type { Reach } from "./target.ts";
import { templateError } from "./template.ts";

type Report = StepContext["report"];

/** Checks what one step refers to: facts, slots, intents and dialogs by name, its templates and its conditions. */
export function checkStep(
  step: Step,
  dialog: ParsedDialog,
  names: Names,
  reach: Reach,
  surroundings: Surroundings,
  report: Report,
): void {
  checkFacts(step, surroundings, report);
  for (const text of new Set(textsOf(step))) {
    const error = templateError(text);
    if (error !== undefined) report(step.at, "template", `The template does not parse: ${error}.`);
  }
  for (const test of testsOf(step)) {
    const error = conditionError(test, names);
    if (error !== undefined) reportCondition(test, error, step.at, report);
  }
  for (const cel of valuesOf(step)) {
    const error = valueError(cel, names);
    if (error !== undefined) reportCondition(cel, error, step.at, report);
  }
  if (step.verb === "set") checkTypes(step, dialog, report);
  if (step.verb === "ask") {
    for (const intent of step.options.flatMap((option) => option.intents))
      checkIntent(intent, step.at, surroundings, report);
    checkListed(step, surroundings.actions, names, report);
  }
  if (step.verb === "run" && !reach.has(step.dialog)) {
    const guess = nearest(step.dialog, [...reach.keys()]);
    const hint = guess === undefined ? undefined : `Did you mean "${guess}"?`;
    report(step.at, "target-missing", `There is no dialog "${step.dialog}" to run.`, hint);
  }
  if (step.verb === "human") checkQueue(step, surroundings, report);
  for (const slot of slotsNamed(step)) {
    if (Object.hasOwn(dialog.slots, slot)) continue;
    const message = `The slot "${slot}" is not declared in this dialog.`;
    report(step.at, "slot-missing", message, `Add it under "slots:".`);
  }
}

/** Reports an intent that does not exist. */
export function checkIntent(
  intent: string,
  at: Place,
  surroundings: Pick<Surroundings, "intents">,
  report: Report,
): void {
  if (surroundings.intents.has(intent)) return;
  const guess = nearest(intent, [...surroundings.intents.keys()]);
  const hint = guess === undefined ? undefined : `Did you mean "${guess}"?`;
  report(at, "intent-missing", `There is no intent "${intent}".`, hint);
}

function checkFacts(step: Step, { facts }: Surroundings, report: Report): void {
  for (const fact of step.facts) {
    if (Object.hasOwn(facts, fact)) continue;
    const guess = nearest(fact, Object.keys(facts));
    const hint = guess === undefined ? undefined : `Did you mean "${guess}"?`;
    report(step.at, "fact-missing", `bot.yaml has no fact "${fact}".`, hint);
  }
}

function checkQueue(
  { queue, at }: Extract<Step, { verb: "human" }>,
  { queues }: Surroundings,
  report: Report,
): void {
  if (queues === undefined || queue === DEFAULT_QUEUE || queues.includes(queue)) return;
  const guess = nearest(queue, [...queues, DEFAULT_QUEUE]);
  const hint = guess === undefined ? `Add it under "queues:".` : `Did you mean "${guess}"?`;
  report(at, "queue-missing", `bot.yaml has no queue "${queue}".`, hint);
}

function reportCondition(source: string, error: string, at: Place, report: Report): void {
  report(
    at,
    "condition",
    `"${source}": ${error}`,
    "Conditions see customer.identified, language, misses, open, care, context.page, context.order, slots.<name> and what calls of this dialog brought.",
  );
}

function checkTypes(step: Extract<Step, { verb: "set" }>, dialog: ParsedDialog, report: Report): void {
  for (const [slot, value] of Object.entries(step.values)) {
    const type = Object.hasOwn(dialog.slots, slot) ? dialog.slots[slot]?.type : undefined;
    if (type === undefined || value === null || typeof value === "object") continue;
    if (typeof value === (type === "text" ? "string" : type)) continue;
    report(step.at, "slot-type", `The slot "${slot}" holds a ${type}, and ${JSON.stringify(value)} is none.`);
  }
}

/** The list that options are made of has to come from a call of this dialog, and its records need the field. */
function checkListed(
  step: Extract<Step, { verb: "ask" }>,
  actions: ReadonlyMap<string, Action>,
  names: Names,
  report: Report,
): void {
  if (step.listed === undefined) return;
  const { name, field, value } = step.listed;
  if (names.results.get(name)?.has(field) !== true) {
    report(step.at, "list-missing", `No call of this dialog brings "${name}.${field}".`);
    return;
  }
  const lists = [...actions.values()]
    .flatMap((action) => Object.values(action.outcomes))
    .flatMap((fields) => fields[field] ?? [])
    .filter((type) => typeof type === "object");
  if (lists.some(({ list }) => Object.hasOwn(list, value))) return;
  report(step.at, "list-missing", `The records of "${name}.${field}" have no "${value}".`);
}

function slotsNamed(step: Step): readonly string[] {
  switch (step.verb) {
    case "set":
      return Object.keys(step.values);
    case "human":
      return step.brief;
    case "ask":
      return step.slot === undefined ? [] : [step.slot.name];
    default:
      return [];
  }
}

/** Every template of a step, in both languages. */
export function textsOf(step: Step): readonly string[] {
  switch (step.verb) {
    case "say":
    case "ask": {
      const { text, steps, card, image } = step.display;
      const labels = step.verb === "say" ? step.buttons : step.options;
      const links =
        step.verb === "say" ? step.buttons.flatMap(({ go }) => (go.to === "link" ? [go.url] : [])) : [];
      const rules = step.verb === "ask" ? (step.slot?.rules ?? []) : [];
      const listed = step.verb === "ask" && step.listed !== undefined ? [step.listed.label] : [];
      const lines =
        card === undefined ? [] : [card.title, ...card.lines.flatMap(({ label, value }) => [label, value])];
      const images = [image, card?.image].flatMap((shown) => shown ?? []);
      const localized = [
        ...text,
        ...labels.map(({ label }) => label),
        ...rules.map((rule) => rule.text),
        ...listed,
        ...lines,
        ...images.map(({ alt }) => alt),
      ];
      return [
        ...localized.flatMap(({ zh, en }) => [zh, en]),
        ...(steps === undefined ? [] : [...steps.zh, ...steps.en]),
        ...links,
        ...images.map(({ url }) => url),
      ];
    }
    case "human":
      return [step.reason.zh, step.reason.en];
    default:
      return [];
  }
}
