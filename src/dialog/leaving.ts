import { type Outcome, patternId, type Target } from "../content/bot.ts";
import {
  dropAll,
  enter,
  fromEntry,
  moveTo,
  pop,
  pushNamedPattern,
  replaceTop,
  stepBack,
  stepOf,
  takePlace,
  topOf,
} from "./stack.ts";
import type { Frame } from "./state.ts";
import { type Draft, type Setting, visit } from "./turn.ts";

/** Leaves the step on top by one of its ways. */
export function follow(setting: Setting, draft: Draft, way: string, target: Target): Draft {
  return goTo(setting, leftBy(draft, way), target);
}

/** Leaves the question on top by the customer's answer: a new stretch begins. */
export function answer(setting: Setting, draft: Draft, way: string, target: Target): Draft {
  const depth = draft.stack.length;
  const moved = follow(setting, draft, way, target);
  const frame = topOf(moved);
  if (frame === undefined || moved.stack.length !== depth || target.to !== "step") return moved;
  return replaceTop(moved, { ...frame, entry: frame.step });
}

/** Goes where a target says, from the frame on top. */
export function goTo(setting: Setting, draft: Draft, target: Target): Draft {
  const frame = topOf(draft);
  if (frame === undefined) return draft;
  switch (target.to) {
    case "step": {
      const { dialog, step } = target;
      // A pattern that leads to a dialog gives way to it, as if the customer had brought it up.
      if (frame.via === "pattern" && setting.bot.dialogs.get(dialog)?.kind === "dialog") {
        return enter(setting.bot, draft, dialog, step);
      }
      if (dialog === frame.dialog) return askAnew(setting, replaceTop(draft, moveTo(frame, step)), step);
      // Another dialog takes this one's place: `go` does not come back, `run` does.
      return takePlace(setting.bot, draft, dialog, step);
    }
    case "back":
      return goBack(draft, frame) ?? goTo(setting, draft, target.otherwise);
    case "human":
      // The dialog has done what it can; after the person, what lies under it goes on.
      return pushNamedPattern(setting.bot, finish(setting, draft, "unsolved"), "human", {
        tried: frame.tried,
      });
    case "end":
      return finish(setting, draft, target.outcome);
  }
}

/** The frame on top is over: what lies under it goes on, by the way this one had come. */
export function finish(setting: Setting, draft: Draft, outcome: Outcome, rate = false): Draft {
  const frame = topOf(draft);
  const under = pop(draft);
  const below = topOf(under);
  if (frame === undefined) return draft;
  if (below === undefined) return finishBottom(setting, under, frame, outcome, rate);
  if (frame.via === "run") {
    const step = stepOf(setting.bot, below);
    // A new stretch: what is repeated later must not run the other dialog again.
    return step?.verb === "run" ? answer(setting, under, "next", step.next) : under;
  }
  if (frame.via === "digression") return resume(setting, under, below);
  if (frame.dialog === patternId("resume"))
    return outcome === "cancelled" ? dropAll(under) : fromEntry(under);
  // Under a pattern lies the question that was open: it is asked again.
  return setting.bot.dialogs.get(frame.dialog)?.quiet === true ? { ...under, left: true } : under;
}

function finishBottom(setting: Setting, rest: Draft, frame: Frame, outcome: Outcome, rate: boolean): Draft {
  const { bot } = setting;
  if (bot.dialogs.get(frame.dialog)?.kind === "pattern") return rest;
  const ended = { ...rest, ended: { dialog: frame.dialog, outcome } };
  // Whoever has asked for more is not asked whether there is more, nor how it was.
  if (rest.noted.length > 0) return ended;
  const rated = rate ? pushNamedPattern(bot, ended, "rate") : ended;
  return outcome === "solved" ? pushNamedPattern(bot, rated, "resolved") : rated;
}

function resume(setting: Setting, draft: Draft, below: Frame): Draft {
  // What waits for a time to come needs no answer to go on.
  const waits = stepOf(setting.bot, below)?.verb === "wait";
  if (waits) return draft;
  const silent = setting.bot.dialogs.get(below.dialog)?.resume === "silent";
  return silent ? fromEntry(draft) : pushNamedPattern(setting.bot, draft, "resume");
}

function goBack(draft: Draft, frame: Frame): Draft | undefined {
  if (frame.via !== "pattern") {
    const back = stepBack(frame);
    const at = back.path.lastIndexOf(back.entry);
    // What was asked before a corrected answer is not on the path any more, and nothing after it is to be forgotten.
    return at < 0 ? replaceTop(draft, back) : emptied(replaceTop(draft, back), back, at);
  }
  const under = pop(draft);
  const below = topOf(under);
  return below === undefined ? undefined : goBack(under, below);
}

/** A question that is come to a second time wants another answer. */
function askAnew(setting: Setting, draft: Draft, step: string): Draft {
  const frame = topOf(draft);
  const found = stepOf(setting.bot, frame);
  if (frame === undefined || found?.verb !== "ask" || found.slot === undefined) return draft;
  const at = frame.path.lastIndexOf(step);
  if (at < 0) return draft;
  return emptied({ ...draft, slots: { ...draft.slots, [found.slot.name]: null } }, frame, at);
}

/** Forgets what questions filled from a point of the frame's path on. */
function emptied(draft: Draft, frame: Frame, from: number): Draft {
  const since = new Set([...frame.path.slice(from), frame.step]);
  const empty = Object.entries(frame.filled).flatMap(([slot, step]) => (since.has(step) ? [slot] : []));
  const filled = Object.fromEntries(Object.entries(frame.filled).filter(([slot]) => !empty.includes(slot)));
  const slots = { ...draft.slots, ...Object.fromEntries(empty.map((slot) => [slot, null])) };
  return { ...replaceTop(draft, { ...frame, filled }), slots };
}

function leftBy(draft: Draft, way: string): Draft {
  const frame = topOf(draft);
  return frame === undefined ? draft : visit(draft, { dialog: frame.dialog, step: frame.step }, way);
}
