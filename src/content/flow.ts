import { type Bot, type Dialog, patternId, type Step, type Target } from "./bot.ts";
import { type Exit, exitsOf } from "./exits.ts";
import { constantOf, either, IDENTIFIED, proofOf, type Results, setByOutcomes } from "./flow-condition.ts";
import { resultsOf } from "./flow-reads.ts";
import { requiredPatterns } from "./schema/dialog-schema.ts";

/** Where steps lead, and what is known on the way. Steps are named `dialog#step`. */
export interface Flow {
  /** The ways out of a step that go on within one stretch: not those of buttons, which may be pressed long after. */
  waysFrom(step: string): readonly FlowWay[];
  /** The steps where a dialog can be come into, its first one first. */
  doorsOf(dialog: string): readonly string[];
  /** The steps that are come to from outside all dialogs: by what customers say, by buttons, by the engine. */
  readonly starts: readonly string[];
}

export interface FlowWay {
  readonly to: string;
  readonly way: string;
  /** It leads into a dialog's beginning: nothing is known there of what the one before knew. */
  readonly enters: boolean;
  /** The names that hold something once it is taken. */
  readonly sets: ReadonlySet<string>;
  /** Whether a name holds nothing any more, before `sets`. */
  readonly clears: (name: string) => boolean;
  /** Whether a name may or may not hold something once it is taken, before `sets`. */
  readonly unsettles?: (name: string) => boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Reads the flow of a bot's dialogs. */
export function flowOf(bot: Bot): Flow {
  const ways = new Map<string, readonly FlowWay[]>();
  const doors = new Map<string, Set<string>>();
  const starts = new Set<string>();
  const open = (dialog: string, door: string): void => {
    doors.set(dialog, (doors.get(dialog) ?? new Set()).add(door));
  };
  for (const dialog of bot.dialogs.values()) {
    const first = stepKey(dialog.id, dialog.first);
    if (!isEntered(bot, dialog)) continue;
    open(dialog.id, first);
    starts.add(first);
  }
  for (const dialog of bot.dialogs.values()) {
    const results = resultsOf(bot, dialog);
    for (const step of dialog.steps.values()) {
      const found = exitsOf(bot, step).flatMap((exit): readonly FlowWay[] => {
        const target = stepOf(exit.target);
        if (target === undefined || isNeverTaken(step, exit)) return [];
        const to = stepKey(target.dialog, target.step);
        const isButton = exit.way.startsWith("button:");
        const enters = isButton || target.dialog !== dialog.id || exit.way === "run";
        if (enters) open(target.dialog, to);
        if (isButton) starts.add(to);
        return isButton
          ? []
          : [{ to, way: exit.way, enters, ...knownAfter(bot, step, exit, enters, results) }];
      });
      ways.set(stepKey(dialog.id, step.id), found);
    }
  }
  return {
    waysFrom: (step) => ways.get(step) ?? [],
    doorsOf: (dialog) => [...(doors.get(dialog) ?? [])],
    starts: [...starts],
  };
}

/** How a step is named across dialogs. */
export function stepKey(dialog: string, step: string): string {
  return `${dialog}#${step}`;
}

/** Whether something outside of dialogs begins a dialog: an intent, a phrase, or the engine. */
export function isEntered(bot: Pick<Bot, "care" | "startByIntent">, dialog: Dialog): boolean {
  const byEngine = requiredPatterns.some((name) => patternId(name) === dialog.id);
  const byCare = bot.care.some(({ pattern }) => pattern !== undefined && patternId(pattern) === dialog.id);
  return (
    byEngine ||
    byCare ||
    dialog.phrases.length > 0 ||
    dialog.intents.some((intent) => bot.startByIntent.get(intent) === dialog.id)
  );
}

/** The step a target leads to, where it leads to one. */
export function stepOf(target: Target): Extract<Target, { to: "step" }> | undefined {
  if (target.to === "back") return stepOf(target.otherwise);
  return target.to === "step" ? target : undefined;
}

function knownAfter(
  bot: Bot,
  step: Step,
  { way }: Exit,
  enters: boolean,
  results: Results,
): Pick<FlowWay, "sets" | "clears" | "unsettles"> {
  // A dialog begins with empty slots, and what other dialogs called for is not to be relied on.
  if (enters) return { sets: provenBy(step, way, results), clears: (name) => name !== IDENTIFIED };
  switch (step.verb) {
    case "ask": {
      const name = `slots.${step.slot?.name ?? ""}`;
      return way === "filled"
        ? { sets: new Set([name]), clears: () => false }
        : { sets: NOTHING, clears: (other) => other === name };
    }
    case "call":
      return {
        sets: setByOutcomes(step.as, [way.slice("outcome:".length)], results),
        clears: (name) => name.startsWith(`${step.as}.`),
      };
    case "set": {
      const [empty, held] = [true, false].map((isEmpty) =>
        Object.entries(step.values).flatMap(([slot, value]) =>
          (value === null) === isEmpty ? [`slots.${slot}`] : [],
        ),
      );
      return { sets: new Set(held), clears: (name) => empty?.includes(name) === true };
    }
    case "run": {
      const touched = touchedBy(bot, step.dialog);
      const unsettles = (name: string) => touched.has(name) || touched.has(`${name.split(".")[0]}.`);
      return { sets: NOTHING, clears: () => false, unsettles };
    }
    default:
      return { sets: provenBy(step, way, results), clears: () => false };
  }
}

/** What the conditions of a `when` prove on one of its ways: its own condition, and that those before did not hold. */
function provenBy(step: Step, way: string, results: Results): ReadonlySet<string> {
  if (step.verb !== "when") return NOTHING;
  const taken = branchOf(step, way);
  const before = step.branches.slice(0, taken).map(({ test }) => proofOf(test, results).otherwise);
  const own = step.branches[taken];
  return before.reduce(either, own === undefined ? NOTHING : proofOf(own.test, results).yes);
}

/** The index of the branch that a way stands for; behind the last one for `else`. */
function branchOf({ branches }: Extract<Step, { verb: "when" }>, way: string): number {
  return way === "else" ? branches.length : Number(way.slice("branch:".length)) - 1;
}

/** Whether a branch comes after a condition that always holds, or has one that never does. */
function isNeverTaken(step: Step, { way }: Exit): boolean {
  if (step.verb !== "when") return false;
  const taken = branchOf(step, way);
  const own = step.branches[taken];
  return (
    step.branches.slice(0, taken).some(({ test }) => constantOf(test) === true) ||
    (own !== undefined && constantOf(own.test) === false)
  );
}

/** The slots that a dialog and those it leads into empty and fill, as `slots.x`, and the results they bring, as `limit.`. */
function touchedBy(bot: Bot, dialog: string): ReadonlySet<string> {
  const touched = new Set<string>();
  const seen = new Set([dialog]);
  for (const id of seen) {
    const found = bot.dialogs.get(id);
    for (const slot of Object.keys(found?.slots ?? {})) touched.add(`slots.${slot}`);
    for (const step of found?.steps.values() ?? []) {
      if (step.verb === "call") touched.add(`${step.as}.`);
      for (const { target } of exitsOf(bot, step)) {
        const to = stepOf(target);
        if (to !== undefined) seen.add(to.dialog);
      }
    }
  }
  return touched;
}
