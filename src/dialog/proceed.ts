import { inLanguage, type Outcome, patternId, type Step, type Target } from "../content/bot.ts";
import { holds } from "../content/condition.ts";
import { briefOf } from "./brief.ts";
import { askOf, BOT_BUTTON, fill, HUMAN_BUTTON, quote, sayOf } from "./speak.ts";
import {
  dropAll,
  enter,
  fromEntry,
  noteQuestion,
  pop,
  pushNamedPattern,
  pushRun,
  replaceTop,
  stepBack,
  stepOf,
  topOf,
} from "./stack.ts";
import type { Frame } from "./state.ts";
import { closeTurn, type Draft, type HandoffWish, type Setting, type Turn } from "./turn.ts";

/** Far more than any sane content takes between two questions: beyond it the content runs in a circle. */
const MAX_STEPS = 100;

/** Far more than questions within questions come to: beyond it a dialog runs itself. */
const MAX_FRAMES = 20;

/** Takes steps from where the draft stands until the bot waits for the customer, for a person, or for nothing. */
export function proceed(setting: Setting, start: Draft): Turn {
  let draft = start;
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const frame = topOf(draft);
    if (frame === undefined) return closeTurn(answered(setting, draft));
    const step = stepOf(setting.bot, frame);
    if (step === undefined || draft.stack.length > MAX_FRAMES) return giveUp(setting, draft);
    if (step.verb === "ask") {
      const empty = step.fromIntents && frame.candidates.length === 0 ? step.options[0] : undefined;
      if (empty === undefined) return closeTurn(draft.left ? draft : wait(setting, draft, frame, step));
      // With nothing to choose from, the way for "none of these" is the only one.
      draft = answer(setting, draft, empty.go);
      continue;
    }
    if (step.verb === "human") return handOff(setting, draft, frame, step);
    draft = take(setting, draft, frame, step);
  }
  return giveUp(setting, draft);
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
      // Another dialog takes this one's place: `go` does not come back, `run` does.
      const moved =
        dialog === frame.dialog
          ? { ...frame, step }
          : { ...frame, dialog, step, entry: step, trail: [], tried: [] };
      return replaceTop(draft, moved);
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

/** Goes on after the customer has answered: a new stretch begins. */
export function answer(setting: Setting, draft: Draft, target: Target): Draft {
  const depth = draft.stack.length;
  const moved = goTo(setting, draft, target);
  const frame = topOf(moved);
  if (frame === undefined || moved.stack.length !== depth || target.to !== "step") return moved;
  return replaceTop(moved, { ...frame, entry: frame.step });
}

/** Takes up again what waited for a person to finish. */
export function comeBack(setting: Setting, draft: Draft): Turn {
  const said = { ...draft, says: [...draft.says, ...quote(setting, draft, "returned")] };
  const step = stepOf(setting.bot, topOf(said));
  if (step?.verb !== "human") return proceed(setting, fromEntry(said));
  const moved = answer(setting, said, step.next);
  return proceed(setting, moved.stack.length < said.stack.length ? fromEntry(moved) : moved);
}

function take(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Exclude<Step, { verb: "ask" | "human" }>,
): Draft {
  switch (step.verb) {
    case "say":
      return goTo(
        setting,
        { ...draft, says: [...draft.says, sayOf(setting, draft, frame, step)] },
        step.next,
      );
    case "set":
      return goTo(setting, { ...draft, slots: { ...draft.slots, ...step.values } }, step.next);
    case "when": {
      const { language, identified } = setting;
      const scope = { customer: { identified }, language, misses: draft.misses, slots: draft.slots };
      return goTo(
        setting,
        draft,
        step.branches.find((branch) => holds(branch.test, scope))?.go ?? step.otherwise,
      );
    }
    case "run":
      return pushRun(setting.bot, draft, step.dialog);
    case "go":
      return goTo(setting, draft, step.next);
    case "end":
      return finish(setting, draft, step.outcome);
  }
}

function wait(setting: Setting, draft: Draft, frame: Frame, step: Extract<Step, { verb: "ask" }>): Draft {
  const said = { ...draft, says: [...draft.says, askOf(setting, draft, frame, step)] };
  return replaceTop(said, noteQuestion(frame));
}

function handOff(setting: Setting, draft: Draft, frame: Frame, step: Extract<Step, { verb: "human" }>): Turn {
  const back = { id: BOT_BUTTON, label: inLanguage(setting.bot.labels.bot, setting.language) };
  const wish: HandoffWish = {
    reason: fill(setting, draft, frame, inLanguage(step.reason, setting.language)),
    queue: step.queue,
    brief: briefOf(setting, draft, step.brief),
    says: quote(setting, draft, "waiting", [back]),
  };
  return closeTurn({ ...draft, misses: 0 }, wish);
}

/** The frame on top is over: what lies under it goes on, by the way this one had come. */
function finish(setting: Setting, draft: Draft, outcome: Outcome): Draft {
  const frame = topOf(draft);
  const under = pop(draft);
  const below = topOf(under);
  if (frame === undefined) return draft;
  if (below === undefined) return finishBottom(setting, under, frame, outcome);
  if (frame.via === "run") {
    const step = stepOf(setting.bot, below);
    // A new stretch: what is repeated later must not run the other dialog again.
    return step?.verb === "run" ? answer(setting, under, step.next) : under;
  }
  if (frame.via === "digression") return resume(setting, under, below);
  if (frame.dialog === patternId("resume"))
    return outcome === "cancelled" ? dropAll(under) : fromEntry(under);
  // Under a pattern lies the question that was open: it is asked again.
  return setting.bot.dialogs.get(frame.dialog)?.quiet === true ? { ...under, left: true } : under;
}

function finishBottom(setting: Setting, rest: Draft, frame: Frame, outcome: Outcome): Draft {
  if (setting.bot.dialogs.get(frame.dialog)?.kind === "pattern") return rest;
  const ended = { ...rest, ended: { dialog: frame.dialog, outcome } };
  return outcome === "solved" ? pushNamedPattern(setting.bot, ended, "resolved") : ended;
}

function resume(setting: Setting, draft: Draft, below: Frame): Draft {
  const silent = setting.bot.dialogs.get(below.dialog)?.resume === "silent";
  return silent ? fromEntry(draft) : pushNamedPattern(setting.bot, draft, "resume");
}

function goBack(draft: Draft, frame: Frame): Draft | undefined {
  if (frame.via !== "pattern") return replaceTop(draft, stepBack(frame));
  const under = pop(draft);
  const below = topOf(under);
  return below === undefined ? undefined : goBack(under, below);
}

/** Content that ends without a word must not leave the customer without one. */
function answered(setting: Setting, draft: Draft): Draft {
  return draft.says.length > 0 ? draft : { ...draft, says: quote(setting, draft, "done") };
}

/** The content runs in a circle or has changed under the conversation: say so, and start from a clean slate. */
function giveUp(setting: Setting, draft: Draft): Turn {
  const { bot, language } = setting;
  const person = { id: HUMAN_BUTTON, label: inLanguage(bot.labels.human, language) };
  const says = [...draft.says, ...quote(setting, draft, "error", [person])];
  return closeTurn({ ...draft, says: says.slice(-MAX_SAYS), stack: [] });
}

/** A circle says the same thing over and over; the customer need not read it all. */
const MAX_SAYS = 6;
