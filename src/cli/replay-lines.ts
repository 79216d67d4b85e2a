import { heading, pair } from "../regression/columns.ts";
import { type BehaviourDiff, type Group, groups } from "../regression/replay/behaviour-diff.ts";
import type { LimitResult } from "./replay-limits.ts";
import { type ShownDifference, sumOf } from "./replay-shown.ts";
import { count, counted, percent } from "./report/figures.ts";

/** The behaviour diff as lines for a terminal. */
export function replayLines(
  diff: BehaviourDiff,
  { shown, kinds }: { readonly shown: readonly ShownDifference[]; readonly kinds: number },
  limits: readonly LimitResult[],
): readonly string[] {
  const conversations = sumOf(diff.conversations);
  const left = kinds - shown.length;
  return [
    ...shown.flatMap(differenceLines),
    ...(left > 0 ? [`… and ${counted(left, "other difference")}; --show ${kinds} shows them all.`, ""] : []),
    `${counted(conversations, "conversation")}, ${counted(sumOf(diff.turns), "turn")}`,
    ...groups
      .filter((group) => group === "same" || diff.conversations[group] > 0)
      .map((group) => sumLine(group, diff.conversations[group], conversations, diff.turns[group])),
    ...counterfactualLines(diff),
    ...Object.entries(diff.unrecorded).map(
      ([action, times]) =>
        `  ${action} was called ${counted(times, "time")} with no outcome on record: each came to an error.`,
    ),
    ...limits.map(limitLine),
  ];
}

function sumLine(group: Group, of: number, all: number, turns: number): string {
  return `  ${group.padEnd(20)} ${count(of).padStart(7)}  ${percent(of / all).padStart(6)}   ${counted(turns, "turn")}`;
}

function counterfactualLines({ counterfactual: { same, different } }: BehaviourDiff): readonly string[] {
  const all = same + different;
  if (all === 0) return [];
  return [
    `  After that, ${counted(all, "turn")} in which the customer answers something else: ${count(different)} come to something else, too.`,
  ];
}

function limitLine({ group, share, limit, isKept }: LimitResult): string {
  const mark = isKept ? "✓" : "✗";
  return `${mark} ${group}: ${percent(share)} of the conversations, ${percent(limit)} at most (bot.yaml, replay)`;
}

function differenceLines({
  group,
  id,
  turn,
  before,
  pairs,
  understood,
  times,
}: ShownDifference): readonly string[] {
  return [
    `${group}: ${id}, turn ${turn}${times === 1 ? "" : `, and ${counted(times - 1, "conversation")} more like it`}`,
    ...heading("recorded", "now"),
    ...before.flatMap((line) => pair([line], [line], " ")),
    ...pairs.flatMap(({ said, lines }) => [
      ...pair([said], [said], " "),
      ...lines.flatMap(({ recorded, now }) =>
        pair(linesOf(recorded), linesOf(now), recorded === now ? " " : "≠"),
      ),
    ]),
    ...understood.map((line) => `  ${line}`),
    "",
  ];
}

function linesOf(line: string | undefined): readonly string[] {
  return line === undefined ? [] : [line];
}
