import type { Bot, Dialog, Outcome, Step, Target } from "../content/bot.ts";
import { groupBy } from "../content/group-by.ts";
import type { Place } from "../content/source.ts";
import { quotedPatterns, waysOf } from "./coverage-ways.ts";

export const dimensions = ["steps", "edges", "outcomes", "options", "intents"] as const;

/** What coverage is measured in. */
export type Dimension = (typeof dimensions)[number];

/** Something of a bot that a conversation can reach. */
export interface Goal {
  readonly dialog: string;
  /** Absent where the dialog as a whole is meant: how it starts, how it ends. */
  readonly step?: string;
  /** A way out of the step as `exitsOf` names it; of a dialog, `intent:<name>`, `phrase`, `end:<outcome>` or `human`. */
  readonly way?: string;
  /** Where the way leads; absent where it leads into the dialog itself. */
  readonly target?: Target;
  /** Where it stands; a way, where its step does. */
  readonly at: Place;
  /** What reaches it, as `goalKey` names it: any one does. */
  readonly by: readonly string[];
}

/** The name a reached step, way or start is counted under. */
export function goalKey({ dialog, step = "", way = "" }: Pick<Goal, "dialog" | "step" | "way">): string {
  return `${dialog}#${step} ${way}`;
}

/**
 * Everything of a bot that a conversation can reach: what cannot be reached by construction is none of it. An outcome or
 * an option is an edge, too.
 */
export function goalsOf(bot: Bot): Readonly<Record<Dimension, readonly Goal[]>> {
  const quoted = quotedPatterns(bot);
  const all = [...bot.dialogs.values()]
    .filter(({ id }) => quoted.get(id) !== false)
    .map((dialog) => goalsOfDialog(bot, dialog, quoted.has(dialog.id)));
  return {
    steps: all.flatMap(({ steps }) => steps),
    edges: all.flatMap(({ starts, ways }) => [...starts, ...ways]),
    outcomes: all.flatMap(({ ways, ends }) => [...ways.filter(isOutcome), ...ends]),
    options: all.flatMap(({ ways }) => ways.filter(isOption)),
    intents: [...bot.startByIntent].flatMap(([intent, id]) => {
      const dialog = bot.dialogs.get(id);
      return dialog === undefined ? [] : [goalOf({ dialog: id, way: understood(intent), at: dialog.at })];
    }),
  };
}

const UNDERSTOOD = "understood:";

/** The way by which an intent is counted that was understood for certain. */
export function understood(intent: string): string {
  return UNDERSTOOD + intent;
}

/** The intent that such a way stands for. */
export function intentOf({ way = "" }: Pick<Goal, "way">): string {
  return way.slice(UNDERSTOOD.length);
}

/** How a dialog starts: `intent:<name>` for each intent, and `phrase` when there are any. */
export function startsOf({ intents, phrases }: Pick<Dialog, "intents" | "phrases">): readonly string[] {
  return [...intents.map((intent) => `intent:${intent}`), ...(phrases.length > 0 ? ["phrase"] : [])];
}

function goalsOfDialog(bot: Bot, dialog: Dialog, isQuoted: boolean) {
  const { id, at } = dialog;
  // What is quoted are its messages.
  const steps = [...dialog.steps.values()].filter(({ verb }) => !isQuoted || verb === "say");
  const starts = startsOf(dialog);
  const ways = isQuoted
    ? []
    : steps.flatMap((step) =>
        waysOf(bot, step).map(({ way, target }) =>
          goalOf({ dialog: id, step: step.id, way, target, at: step.at }),
        ),
      );
  return {
    steps: steps.map((step) => goalOf({ dialog: id, step: step.id, at: step.at })),
    starts: starts.map((way) => goalOf({ dialog: id, way, at })),
    ways,
    ends: isQuoted ? [] : endsOf(id, steps, ways),
  };
}

/** How a dialog can be over: each outcome it can end with, and each person it can call. */
function endsOf(dialog: string, steps: readonly Step[], ways: readonly Goal[]): readonly Goal[] {
  const found = steps.flatMap((step): readonly Goal[] => {
    const here = { dialog, step: step.id, at: step.at };
    // Each person has a reason and a brief of their own.
    if (step.verb === "human") return [{ ...here, way: "human", by: [goalKey(here)] }];
    if (step.verb === "end") return [{ dialog, at: step.at, way: endWay(step.outcome), by: [goalKey(here)] }];
    return ways.flatMap(({ step: from, target, at, by }): readonly Goal[] => {
      if (from !== step.id || target === undefined) return [];
      if (target.to === "end") return [{ dialog, at, way: endWay(target.outcome), by }];
      return target.to === "human" ? [{ dialog, at, way: "human", by }] : [];
    });
  });
  return [...groupBy(found, goalKey).values()].flatMap((same) =>
    same.slice(0, 1).map((first) => ({ ...first, by: same.flatMap(({ by }) => by) })),
  );
}

function goalOf(goal: Omit<Goal, "by">): Goal {
  return { ...goal, by: [goalKey(goal)] };
}

function endWay(outcome: Outcome): string {
  return `end:${outcome}`;
}

function isOutcome({ way = "" }: Goal): boolean {
  return way.startsWith("outcome:");
}

function isOption({ way = "" }: Goal): boolean {
  return way.startsWith("option:") || way === "filled";
}
