import type { Bot } from "../content/bot.ts";
import type { BehaviourDiff, Group } from "../regression/replay/behaviour-diff.ts";
import { sumOf } from "./replay-shown.ts";

/** A limit of `bot.yaml`, and how much of it was used. */
export interface LimitResult {
  readonly group: Group;
  /** Shares of the conversations. */
  readonly share: number;
  readonly limit: number;
  readonly isKept: boolean;
}

/** How much of each limit a change uses; the worst group first. */
export function limitsOf(
  { misunderstood, handedOff, otherStep }: Bot["replayLimits"],
  { conversations }: BehaviourDiff,
): readonly LimitResult[] {
  const all = sumOf(conversations);
  const limit = (group: Group, most: number | undefined): readonly LimitResult[] => {
    const share = conversations[group] / all;
    return most === undefined ? [] : [{ group, share, limit: most, isKept: share <= most }];
  };
  return [
    ...limit("newly misunderstood", misunderstood),
    ...limit("newly handed off", handedOff),
    ...limit("other step", otherStep),
  ];
}
