import { patternId } from "../../content/bot.ts";
import type { Spoken } from "../expect.ts";
import type { RecordedTurn } from "./recorded.ts";
import type { ReplayedTurn } from "./replay.ts";

/** What a change did to a turn, worst first. */
export const differences = [
  "newly misunderstood",
  "newly handed off",
  "other step",
  "newly understood",
  "handoff saved",
  "wording changed",
] as const;
export type Difference = (typeof differences)[number];

/** A difference after which the customer would have gone on otherwise. */
export const diverges = (difference: Difference): boolean => difference !== "wording changed";

/** What is another than in the record; nothing when the customer reads the same and gets as far. */
export function differenceOf(replayed: ReplayedTurn): Difference | undefined {
  const { recorded } = replayed;
  const handsOff = replayed.effects.some(({ type }) => type === "requestHandoff");
  const wasHandedOff = recorded.handoff !== undefined;
  const isUnclear = replayed.said.some(isMiss);
  const wasUnclear = recorded.said.some(isMiss);
  if (isUnclear && !wasUnclear) return "newly misunderstood";
  if (handsOff && !wasHandedOff) return "newly handed off";
  if (wasUnclear && !isUnclear) return "newly understood";
  if (wasHandedOff && !handsOff) return "handoff saved";
  const said = [...replayed.uncalledFor, ...replayed.said];
  if (placesOf(said) !== placesOf(recorded.said) || endOf(recorded) !== endOf(replayed)) return "other step";
  return JSON.stringify(said.map(shown)) === JSON.stringify(recorded.said.map(shown))
    ? undefined
    : "wording changed";
}

const MISSES = new Set(["unclear-1", "unclear-2", "unclear-3"].map((name) => patternId(name)));

function isMiss({ origin }: Spoken): boolean {
  return MISSES.has(origin.dialog);
}

/** Unnamed steps are numbered, and a step put in above them is no other step: their dialog tells them. */
function placesOf(said: readonly Spoken[]): string {
  return JSON.stringify(
    said.map(({ origin: { dialog, step } }) => (/^s\d+$/u.test(step) ? dialog : `${dialog}#${step}`)),
  );
}

function endOf({ ended }: Pick<ReplayedTurn, "ended"> | Pick<RecordedTurn, "ended">): string {
  return ended === undefined ? "" : `${ended.dialog} ${ended.outcome}`;
}

function shown({ text, buttons }: Spoken): unknown {
  return [text, ...buttons.map(({ label }) => label)];
}
