import type { Bot, Dialog, Step } from "../content/bot.ts";
import type { Coverage, Reached } from "./coverage.ts";
import { goalKey } from "./coverage-goals.ts";

/** How often customers came to a step, took one of its ways, or started a dialog. */
export interface TrafficLine {
  readonly dialog: string;
  /** Absent for the start of a dialog. */
  readonly step?: string | undefined;
  /** As `exitsOf` names it; of a start, `intent:<name>` or `phrase`. Absent for a visit. */
  readonly way?: string | undefined;
  readonly count: number;
}

/** A share of the traffic. */
export interface Weighed {
  readonly reached: number;
  readonly total: number;
}

/** How much of what customers do the tests go through. */
export interface TrafficCoverage {
  readonly steps: Weighed;
  readonly edges: Weighed;
  /** By goal, how often customers reached it; see `trafficAt`. */
  readonly counts: ReadonlyMap<string, number>;
  /** What customers do and no test does, most frequent first. */
  readonly missed: readonly (Reached & { readonly count: number })[];
  /** Counts that belong to nothing the bot has. */
  readonly unknown: number;
}

/** Weighs a coverage by what customers do. Names that steps and dialogs had before are understood. */
export function trafficCoverage(
  bot: Bot,
  coverage: Coverage,
  lines: readonly TrafficLine[],
): TrafficCoverage {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const key = goalKey(asItIsNow(bot, line));
    counts.set(key, (counts.get(key) ?? 0) + line.count);
  }
  const goals = [...coverage.steps, ...coverage.edges];
  const known = new Set(goals.map(goalKey));
  const unknown = [...counts].reduce((sum, [key, count]) => (known.has(key) ? sum : sum + count), 0);
  const missed = coverage.edges.flatMap((goal) => {
    const count = counts.get(goalKey(goal)) ?? 0;
    return goal.times === 0 && count > 0 ? [{ ...goal, count }] : [];
  });
  return {
    steps: weigh(coverage.steps, counts),
    edges: weigh(coverage.edges, counts),
    counts,
    missed: missed.sort((one, other) => other.count - one.count),
    unknown,
  };
}

/** How often customers reached a goal. */
export function trafficAt(traffic: Pick<TrafficCoverage, "counts">, goal: Reached): number {
  return traffic.counts.get(goalKey(goal)) ?? 0;
}

function weigh(goals: readonly Reached[], counts: ReadonlyMap<string, number>): Weighed {
  let reached = 0;
  let total = 0;
  for (const goal of goals) {
    const count = counts.get(goalKey(goal)) ?? 0;
    total += count;
    if (goal.times > 0) reached += count;
  }
  return { reached, total };
}

/** What a dialog, a step or a way is called now, when it had another id before. */
export function asItIsNow(
  bot: Pick<Bot, "dialogs">,
  { dialog: id, step: stepId, way }: Omit<TrafficLine, "count">,
): Pick<Reached, "dialog" | "step" | "way"> {
  const dialog = bot.dialogs.get(id) ?? formerly(bot.dialogs.values(), id);
  const step = stepId === undefined ? undefined : stepNow(dialog, stepId);
  return {
    dialog: dialog?.id ?? id,
    ...(stepId === undefined ? {} : { step: step?.id ?? stepId }),
    ...(way === undefined ? {} : { way }),
  };
}

function stepNow(dialog: Dialog | undefined, id: string): Step | undefined {
  return dialog?.steps.get(id) ?? formerly(dialog?.steps.values() ?? [], id);
}

/** The one that had this id before. */
function formerly<Named extends { readonly was: readonly string[] }>(
  all: Iterable<Named>,
  id: string,
): Named | undefined {
  return [...all].find(({ was }) => was.includes(id));
}
