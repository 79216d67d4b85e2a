import type { Bot, Dialog, Step } from "./bot.ts";
import { type Flow, stepKey } from "./flow.ts";
import type { Results } from "./flow-condition.ts";
import { type Read, resultsOf, uncheckedReads } from "./flow-reads.ts";
import { describeWay, type Stop, traceName } from "./flow-trace.ts";
import { IN_VIEW_NAMES } from "./in-view.ts";
import type { Places } from "./lint-places.ts";
import { isFillable, isSaidAtOnce } from "./lint-slots.ts";
import { readsOf } from "./reads.ts";
import type { Problem } from "./source.ts";

/**
 * Slots and results that a step reads although there is a way to it on which nothing has set them, with the shortest
 * such way. What a customer's first words fill is not certain to be filled.
 */
export function unsetNames(bot: Bot, flow: Flow, places: Places): readonly Problem[] {
  return [...bot.dialogs.values()].flatMap((dialog) => {
    const results = resultsOf(bot, dialog);
    const names = [...settableNames(bot, dialog, results), ...IN_VIEW_NAMES.filter(isReadIn(dialog))];
    const doors = flow.doorsOf(dialog.id);
    const traces = new Map(
      names.map((name) => [name, traceName(flow, name, doors, ({ enters }) => !enters)]),
    );
    return [...dialog.steps.values()].flatMap((step) =>
      firstReads(uncheckedReads(bot, step, results)).flatMap((read): readonly Problem[] => {
        const trace = traces.get(read.name);
        const key = stepKey(dialog.id, step.id);
        const way = trace?.emptyWayTo(key);
        // To an expression, what is not in view is a text like any other.
        if (isInView(read) && read.kind !== "text") return [];
        const isSet =
          isInView(read) || trace?.isSetOn(key) === true || isSaidAtOnce(bot, dialog, slotIn(read.name));
        // What an agent is told of leaves out what is not known; only what never can be is a slip.
        if (way === undefined || (read.kind === "brief" && isSet)) return [];
        return [unset(dialog, step, read, way, isSet, places)];
      }),
    );
  });
}

function isInView({ name }: Pick<Read, "name">): boolean {
  return IN_VIEW_NAMES.includes(name);
}

function isReadIn({ steps }: Dialog): (name: string) => boolean {
  return (name) => [...steps.values()].some((step) => readsOf(step).has(name));
}

/** Results, and the slots that can hold something; of others `slot-unfilled` tells. */
function settableNames(bot: Bot, dialog: Dialog, results: Results): readonly string[] {
  const slots = Object.keys(dialog.slots).filter((slot) => isFillable(bot, dialog, slot));
  return [
    ...slots.map((slot) => `slots.${slot}`),
    ...[...results].flatMap(([name, outcomes]) => [
      `${name}.outcome`,
      ...[...outcomes.values()].flatMap((fields) => [...fields]),
    ]),
  ];
}

/** One read of each name: the others are echoes of it. */
function firstReads(reads: readonly Read[]): readonly Read[] {
  return reads.filter(({ name }, index) => reads.findIndex((read) => read.name === name) === index);
}

/** The slot that a name stands for; "" for a result. */
function slotIn(name: string): string {
  return name.startsWith("slots.") ? name.slice("slots.".length) : "";
}

function unset(
  dialog: Dialog,
  step: Step,
  { name, source, offset, kind }: Read,
  way: readonly Stop[],
  isSet: boolean,
  places: Places,
): Problem {
  const begins = way[0]?.step === stepKey(dialog.id, dialog.first) ? "" : " when the dialog is begun there";
  const where =
    way.length > 1
      ? `: ${describeWay(way, dialog.id)}${begins}.`
      : begins === ""
        ? ": it is read where the dialog begins."
        : ": another dialog or a button leads right here.";
  const what = name.startsWith("slots.") ? "Fill it first" : "Call first";
  const present = isInView({ name }) ? `${name} != ""` : name;
  const guard = kind === "text" ? `{% if ${present} %} … {% endif %}` : `${name} != null && …`;
  return {
    ...places.inStep(step.at, source, offset),
    severity: "warning",
    rule: "variable-unset",
    message: `"${name}" ${isSet ? "may be" : "is"} empty here${where}`,
    hint:
      kind === "brief"
        ? `${what}, or leave it out.`
        : `${isInView({ name }) ? "Ask" : `${what}, or ask`} whether it is there: \`${guard}\`.`,
  };
}
