import type { SlotQuestion } from "../content/bot.ts";
import { readsOf } from "../content/reads.ts";
import type { SlotValue } from "../content/values.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { entityFor, refusalOf, typed } from "./slot-answer.ts";
import { quote } from "./speak.ts";
import { moveTo, popTo, replaceTop } from "./stack.ts";
import type { Frame } from "./state.ts";
import type { Draft, Setting } from "./turn.ts";

/** Words by which customers take back what they said. */
const TAKES_BACK =
  /不对|不是|错了|说错|写错|选错|打错|搞错|改成|改为|改到|换成|更正|应该是|其实是|\b(?:actually|sorry|wrong|mistake|meant|instead|change|rather)\b|^no\b/iu;

/**
 * Changes an answer the customer gave earlier in the dialog that is going on: "不对，是12期".
 *
 * The dialog goes on from the first step it has passed that depends on the answer; where there is none, the open
 * question is asked again.
 *
 * @returns `undefined` when the text corrects nothing
 */
export function correct(
  setting: Setting,
  draft: Draft,
  text: string,
  understanding: Understanding,
): Draft | undefined {
  if (!TAKES_BACK.test(text)) return undefined;
  for (const [depth, frame] of framesInReach(draft)) {
    const found = correctionIn(setting, draft, frame, text, understanding);
    if (found === undefined) continue;
    const under = popTo(draft, depth + 1);
    const moved = { ...replaceTop(under, rewound(setting, frame, found.slot)), misses: 0 };
    const slots = { ...under.slots, [found.slot]: found.value };
    const changed = { ...moved, slots, mention: { ...draft.mention, corrected: found.words } };
    return { ...changed, says: [...draft.says, ...quote(setting, changed, "corrected")] };
  }
  return undefined;
}

/** The dialog on top and those that run it: an answer given to a dialog that was interrupted is another matter. */
function framesInReach({ stack }: Draft): readonly (readonly [depth: number, frame: Frame])[] {
  const top = stack.findLastIndex((frame) => frame.via !== "pattern");
  const reach: (readonly [number, Frame])[] = [];
  for (let depth = top; depth >= 0; depth--) {
    const frame = stack[depth];
    if (frame === undefined) break;
    reach.push([depth, frame]);
    if (frame.via !== "run") break;
  }
  return reach;
}

interface Correction {
  readonly slot: string;
  readonly value: SlotValue;
  /** The value as the customer wrote it. */
  readonly words: string;
}

function correctionIn(
  setting: Setting,
  draft: Draft,
  frame: Frame,
  text: string,
  understanding: Understanding,
): Correction | undefined {
  const dialog = setting.bot.dialogs.get(frame.dialog);
  for (const [slot, asked] of Object.entries(frame.filled)) {
    const declared = dialog?.slots[slot];
    const found = declared?.entity === undefined ? undefined : entityFor(declared.entity, understanding);
    const value =
      found === undefined || declared === undefined ? undefined : typed(found.value, declared.type);
    if (found === undefined || value === undefined || value === draft.slots[slot]) continue;
    const question = questionAt(setting, frame, asked);
    if (question !== undefined && refusalOf(setting, draft, question, value) !== undefined) continue;
    return { slot, value, words: text.slice(found.start, found.end) };
  }
  return undefined;
}

function questionAt(setting: Setting, frame: Frame, step: string): SlotQuestion | undefined {
  const found = setting.bot.dialogs.get(frame.dialog)?.steps.get(step);
  return found?.verb === "ask" ? found.slot : undefined;
}

/** The frame at the first step it has passed since a slot was filled that reads it. */
function rewound(setting: Setting, frame: Frame, slot: string): Frame {
  const steps = setting.bot.dialogs.get(frame.dialog)?.steps;
  const since = frame.path.lastIndexOf(frame.filled[slot] ?? "") + 1;
  const passed = frame.path.slice(since);
  const index = passed.findIndex((id) => {
    const step = steps?.get(id);
    return step !== undefined && readsOf(step).has(`slots.${slot}`);
  });
  const step = passed[index];
  if (step === undefined) return frame;
  const moved = moveTo({ ...frame, path: frame.path.slice(0, since + index) }, step);
  return { ...moved, path: frame.path.slice(0, since + index), entry: step };
}
