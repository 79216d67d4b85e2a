import { inLanguage, patternId, type Step } from "../content/bot.ts";
import { evaluate, holds } from "../content/condition.ts";
import { askedFor } from "./calling.ts";
import { handOff } from "./hand-off.ts";
import { finish, follow } from "./leaving.ts";
import { scopeOf } from "./scope.ts";
import { slotIsFilled } from "./slot-answer.ts";
import { askOf, HUMAN_BUTTON, quote, sayOf } from "./speak.ts";
import { enter, noteQuestion, pushNamedPattern, pushRun, replaceTop, stepOf, topOf } from "./stack.ts";
import type { Frame } from "./state.ts";
import { closeTurn, type Draft, type Setting, type Turn, visit } from "./turn.ts";

/** Far more than any sane content takes between two questions: beyond it the content runs in a circle. */
const MAX_STEPS = 100;

/** Far more than questions within questions come to: beyond it a dialog runs itself. */
const MAX_FRAMES = 20;

/** A question that answers lead back to this often leads nowhere; a person may know the way out. */
const MAX_ASKED = 3;

/** A circle says the same thing over and over; the customer need not read it all. */
const MAX_SAYS = 6;

/** Takes steps from where the draft stands until the bot waits for the customer, for a person, or for nothing. */
export function proceed(setting: Setting, start: Draft): Turn {
  let draft = start;
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const frame = topOf(draft);
    if (frame === undefined) {
      const [noted, ...later] = draft.noted;
      if (noted === undefined) return closeTurn(answered(setting, draft));
      draft = enter(setting.bot, { ...draft, noted: later }, noted);
      continue;
    }
    const step = stepOf(setting.bot, frame);
    if (step === undefined || draft.stack.length > MAX_FRAMES) return giveUp(setting, draft);
    switch (step.verb) {
      case "ask": {
        const moved = ask(setting, draft, frame, step);
        if ("state" in moved) return moved;
        draft = moved;
        break;
      }
      case "human":
        return handOff(setting, visited(draft, frame), frame, step);
      case "call": {
        const call = askedFor(setting, draft, step);
        if (call === undefined) return giveUp(setting, draft);
        return closeTurn({ ...visited(draft, frame), calls: call.number }, { call });
      }
      case "wait": {
        const until = frame.until ?? setting.at + step.waitMs;
        if (until > setting.at) return closeTurn(answered(setting, rest(draft, frame, until)));
        draft = follow(setting, draft, "next", step.next);
        break;
      }
      default:
        draft = take(setting, visited(draft, frame), frame, step);
    }
  }
  return giveUp(setting, draft);
}

function ask(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Extract<Step, { verb: "ask" }>,
): Draft | Turn {
  // With nothing to choose from, the way for "none of these" is the only one.
  const empty = step.fromIntents && frame.candidates.length === 0 ? step.options[0] : undefined;
  if (empty !== undefined) return follow(setting, visited(draft, frame), `option:${empty.id}`, empty.go);
  // What the customer has said already is not asked again.
  if (step.slot !== undefined && slotIsFilled(setting, draft, step.slot))
    return follow(setting, visited(draft, frame), "filled", step.slot.filled);
  const times = (frame.asked[frame.step] ?? 0) + (frame.arrived && !frame.again ? 1 : 0);
  if (times > MAX_ASKED && frame.dialog !== patternId("stuck")) {
    const { arrived: _arrived, ...calm } = frame;
    const reset = replaceTop(draft, { ...calm, asked: { ...frame.asked, [frame.step]: 0 } });
    return pushNamedPattern(setting.bot, reset, "stuck");
  }
  if (draft.left) return closeTurn(draft);
  const said = { ...visited(draft, frame), says: [...draft.says, askOf(setting, draft, frame, step)] };
  return closeTurn(replaceTop(said, noteQuestion(frame)));
}

function take(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  step: Exclude<Step, { verb: "ask" | "human" | "call" | "wait" }>,
): Draft {
  switch (step.verb) {
    case "say": {
      const said = { ...draft, says: [...draft.says, sayOf(setting, draft, frame, step)] };
      return follow(setting, said, "next", step.next);
    }
    case "set": {
      const values = Object.entries(step.values).map(([slot, value]) => [
        slot,
        typeof value === "object" && value !== null ? evaluate(value.cel, scopeOf(setting, draft)) : value,
      ]);
      const slots = { ...draft.slots, ...Object.fromEntries(values) };
      return follow(setting, { ...draft, slots }, "next", step.next);
    }
    case "when": {
      const scope = scopeOf(setting, draft);
      const index = step.branches.findIndex((branch) => holds(branch.test, scope));
      const branch = step.branches[index];
      return branch === undefined
        ? follow(setting, draft, "else", step.otherwise)
        : follow(setting, draft, `branch:${index + 1}`, branch.go);
    }
    case "run":
      return pushRun(setting.bot, visit(draft, { dialog: frame.dialog, step: step.id }, "run"), step.dialog);
    case "go":
      return follow(setting, draft, "next", step.next);
    case "end":
      return finish(setting, draft, step.outcome, step.rate);
  }
}

function visited(draft: Draft, frame: Frame): Draft {
  return visit(draft, { dialog: frame.dialog, step: frame.step });
}

function rest(draft: Draft, frame: Frame, until: number): Draft {
  return replaceTop(visited(draft, frame), { ...frame, until });
}

/** Content that ends without a word must not leave the customer without one. */
function answered(setting: Setting, draft: Draft): Draft {
  const silent = draft.says.length === 0 && draft.earlier.length === 0 && draft.left !== true;
  return silent ? { ...draft, says: quote(setting, draft, "done") } : draft;
}

/** The content runs in a circle or has changed under the conversation: say so, and start from a clean slate. */
function giveUp(setting: Setting, draft: Draft): Turn {
  const { bot, language } = setting;
  const person = { id: HUMAN_BUTTON, label: inLanguage(bot.labels.human, language) };
  const says = [...draft.says, ...quote(setting, draft, "error", [person])];
  return closeTurn({ ...draft, says: says.slice(-MAX_SAYS), stack: [], noted: [] });
}
