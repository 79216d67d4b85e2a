import type { Bot, Step } from "../../content/bot.ts";
import { exitsOf } from "../../content/exits.ts";
import type { Origin } from "../../dialog/state.ts";
import { goalKey } from "../coverage-goals.ts";

/** What lies between a step that spoke and the next one that did, by `goalKey`: ways, and steps that say nothing. */
export interface Between {
  /** Passed for certain: nothing leads there without it. */
  readonly certain: readonly string[];
  /** Passed perhaps: something else leads there, too. */
  readonly perhaps: readonly string[];
}

/** Tells what can lie between two steps that spoke; undefined when nothing leads from the one to the other in silence. */
export type WaysBetween = (from: Origin, to: Origin) => Between | undefined;

interface Way {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** Makes ready to tell what of a bot lies between two steps. */
export function silentWays(bot: Pick<Bot, "dialogs">): WaysBetween {
  const ways = new Map<string, readonly Way[]>();
  const silent = new Set<string>();
  for (const dialog of bot.dialogs.values()) {
    for (const step of dialog.steps.values()) {
      const from = goalKey({ dialog: dialog.id, step: step.id });
      ways.set(from, waysOut(bot, dialog.id, step));
      if (step.verb !== "say" && step.verb !== "ask") silent.add(from);
    }
  }
  return (from, to) => between(ways, silent, goalKey(from), goalKey(to));
}

function waysOut(bot: Pick<Bot, "dialogs">, dialog: string, step: Step): readonly Way[] {
  return exitsOf(bot, step).flatMap(({ way, target }) =>
    target.to === "step"
      ? [
          {
            key: goalKey({ dialog, step: step.id, way }),
            from: goalKey({ dialog, step: step.id }),
            to: goalKey(target),
          },
        ]
      : [],
  );
}

function between(
  ways: ReadonlyMap<string, readonly Way[]>,
  silent: ReadonlySet<string>,
  from: string,
  to: string,
): Between | undefined {
  const onTheWay = waysToward(waysFrom(ways, silent, from), to);
  if (onTheWay.length === 0) return undefined;
  const passed = new Set(onTheWay.map((way) => way.from).filter((step) => step !== from));
  const without = (isLeft: (way: Way) => boolean): boolean => leads(onTheWay.filter(isLeft), from, to);
  const keys = [
    ...onTheWay.map(({ key }) => [key, without((way) => way.key !== key)] as const),
    ...[...passed].map((step) => [step, without((way) => way.from !== step)] as const),
  ];
  return {
    certain: keys.flatMap(([key, isAvoidable]) => (isAvoidable ? [] : [key])),
    perhaps: keys.flatMap(([key, isAvoidable]) => (isAvoidable ? [key] : [])),
  };
}

/** The ways that can be taken from a step until something speaks. */
function waysFrom(
  ways: ReadonlyMap<string, readonly Way[]>,
  silent: ReadonlySet<string>,
  from: string,
): readonly Way[] {
  const seen = new Set([from]);
  const found: Way[] = [];
  for (const step of seen) {
    const out = ways.get(step) ?? [];
    found.push(...out);
    for (const { to } of out) if (silent.has(to)) seen.add(to);
  }
  return found;
}

/** Those of some ways that can lead on to a step. */
function waysToward(ways: readonly Way[], to: string): readonly Way[] {
  const reaching = new Set([to]);
  for (const step of reaching)
    for (const way of ways) if (way.to === step && way.from !== to) reaching.add(way.from);
  return ways.filter((way) => reaching.has(way.to));
}

function leads(ways: readonly Way[], from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const step of seen) {
    for (const way of ways) {
      if (way.from !== step) continue;
      if (way.to === to) return true;
      seen.add(way.to);
    }
  }
  return false;
}
