import { type Bot, patternId, type Step } from "../content/bot.ts";
import type { PatternName } from "../content/schema/dialog-schema.ts";
import type { DialogState, Frame } from "./state.ts";
import type { Draft } from "./turn.ts";

/** More dialogs than this inside one another, and nobody remembers the first. */
const MAX_DEPTH = 4;

/** What a customer asks beside the first thing; more than this in one go is a text that was pasted. */
const MAX_NOTED = 3;

/** Steps a frame remembers to have gone through. */
const MAX_PATH = 60;

/** How many questions `back` can go back. */
const MAX_TRAIL = 20;

export function topOf(draft: { readonly stack: readonly Frame[] }): Frame | undefined {
  return draft.stack.at(-1);
}

/** The step a frame stands at; absent when the content has changed under a conversation. */
export function stepOf(bot: Bot, frame: Frame | undefined): Step | undefined {
  return frame === undefined ? undefined : bot.dialogs.get(frame.dialog)?.steps.get(frame.step);
}

/** Takes the frame on top away; slots that it had hidden hold again what they held. */
export function pop(draft: Draft): Draft {
  const hidden = topOf(draft)?.hidden ?? {};
  return { ...draft, slots: { ...draft.slots, ...hidden }, stack: draft.stack.slice(0, -1) };
}

/** Takes frames away until so many are left. */
export function popTo(draft: Draft, depth: number): Draft {
  return draft.stack.length > depth ? popTo(pop(draft), depth) : draft;
}

/** Empties the slots of a dialog that begins. */
function emptySlots(bot: Bot, draft: Draft, dialog: string): Draft {
  const declared = Object.keys(bot.dialogs.get(dialog)?.slots ?? {});
  return { ...draft, slots: { ...draft.slots, ...Object.fromEntries(declared.map((slot) => [slot, null])) } };
}

export function replaceTop(draft: Draft, frame: Frame): Draft {
  return { ...draft, stack: [...draft.stack.slice(0, -1), frame] };
}

/** What a pattern is about. */
type About = Partial<Pick<Frame, "candidates" | "tried" | "article">>;

/** Puts a pattern on top of what is going on. */
export function pushPattern(
  bot: Bot,
  draft: Draft,
  id: string,
  { candidates = [], tried = [], article }: About = {},
): Draft {
  const first = bot.dialogs.get(id)?.first ?? "";
  const bare: Frame = { ...newFrame(id, first, "pattern"), tried, candidates };
  const frame = article === undefined ? bare : { ...bare, article };
  // Of the patterns that wait on top each waits once, or two that interrupt one another would pile up for ever.
  const patternsFrom = draft.stack.findLastIndex((other) => other.via !== "pattern") + 1;
  const under = draft.stack.filter((other, index) => index < patternsFrom || other.dialog !== id);
  return { ...draft, stack: [...under, frame] };
}

export function pushNamedPattern(bot: Bot, draft: Draft, name: PatternName, about: About = {}): Draft {
  return pushPattern(bot, draft, patternId(name), about);
}

/** Puts a dialog that another one runs on top of it. */
export function pushRun(bot: Bot, draft: Draft, dialog: string): Draft {
  // What both declare is the same to both: that is how a dialog is told what to do, and how it answers.
  const own = topOf(draft);
  const declared = Object.keys(bot.dialogs.get(own?.dialog ?? "")?.slots ?? {});
  const kept = Object.fromEntries(declared.map((slot) => [slot, draft.slots[slot] ?? null]));
  const pushed = push(bot, draft, dialog, undefined, "run");
  return { ...pushed, slots: { ...pushed.slots, ...kept } };
}

/**
 * Begins a dialog because the customer brought it up.
 *
 * Patterns that wait on top give way. A dialog that is already going on is returned to instead of begun twice. With too
 * many dialogs inside one another it is noted, and begins when what goes on now is over: every one of them is come back
 * to. The topic is the dialog's intent from then on; a dialog that no intent leads to has no topic of its own.
 *
 * @param step where to begin; the first step when absent
 */
export function enter(bot: Bot, draft: Draft, dialog: string, step?: string): Draft {
  const free = withoutTopPatterns(draft);
  const index = free.stack.findIndex((frame) => frame.dialog === dialog);
  const running = free.stack[index];
  if (running !== undefined) {
    const at = step ?? running.entry;
    const { until: _until, ...again } = running;
    return onTopic(bot, replaceTop(popTo(free, index + 1), { ...again, step: at, entry: at }), dialog);
  }
  const kept = withoutNever(bot, free);
  if (kept.stack.length >= MAX_DEPTH) return note(kept, dialog);
  const via = kept.stack.length === 0 ? "start" : "digression";
  return onTopic(bot, push(bot, kept, dialog, step, via), dialog);
}

function onTopic(bot: Bot, draft: Draft, dialog: string): Draft {
  const [intent] = bot.dialogs.get(dialog)?.intents ?? [];
  return intent === undefined ? draft : { ...draft, topic: intent };
}

/** Remembers a dialog whose turn comes later. */
export function note(draft: Draft, dialog: string): Draft {
  if (draft.noted.includes(dialog) || draft.stack.some((frame) => frame.dialog === dialog)) return draft;
  return { ...draft, noted: [...draft.noted, dialog].slice(0, MAX_NOTED) };
}

/** Ends everything that is going on, because the customer wants no more of it. */
export function dropAll(draft: Draft): Draft {
  const bottom = draft.stack.find((frame) => frame.via !== "pattern");
  const ended =
    bottom === undefined ? draft.ended : ({ dialog: bottom.dialog, outcome: "cancelled" } as const);
  return { ...draft, stack: [], noted: [], ...(ended === undefined ? {} : { ended }) };
}

/** Takes the bot's own questions away from the top, what was meant, whether it helped and how it was: the customer talks of something else. */
export function withoutOffers(draft: Draft): Draft {
  const top = topOf(draft);
  return top !== undefined && offers.has(top.dialog) ? withoutOffers(pop(draft)) : draft;
}

const offers: ReadonlySet<string> = new Set(
  (["unclear-1", "unclear-2", "unclear-3", "clarify", "article", "rate"] as const).map(patternId),
);

/** Back to where the stretch of the open question began: a question alone says little after something in between. */
export function fromEntry(draft: Draft): Draft {
  const frame = topOf(draft);
  return frame === undefined ? draft : replaceTop(draft, { ...frame, step: frame.entry, again: true });
}

/** Moves a frame to another of its steps. */
export function moveTo(frame: Frame, step: string): Frame {
  const { until: _until, ...rest } = frame;
  return { ...rest, step, arrived: true, attempts: 0, path: [...frame.path, frame.step].slice(-MAX_PATH) };
}

/** Notes the question a frame now waits at, so that `back` finds its way and a circle is noticed. */
export function noteQuestion(frame: Frame): Frame {
  const { arrived, again, ...rest } = frame;
  const times = frame.asked[frame.step] ?? 0;
  const asked = arrived && !again ? { ...frame.asked, [frame.step]: times + 1 } : frame.asked;
  const trail = frame.trail.at(-1) === frame.entry ? frame.trail : [...frame.trail, frame.entry];
  return { ...rest, asked, trail: trail.slice(-MAX_TRAIL) };
}

/** Moves a frame to the question before the one it waits at; to the same one when there is none before. */
export function stepBack(frame: Frame): Frame {
  const trail = frame.trail.length > 1 ? frame.trail.slice(0, -1) : frame.trail;
  const entry = trail.at(-1) ?? frame.entry;
  const { until: _until, ...rest } = frame;
  return { ...rest, trail, entry, step: entry, attempts: 0 };
}

/** A dialog at one of its steps, nothing of it gone through yet. */
export function newFrame(dialog: string, step: string, via: Frame["via"]): Frame {
  return {
    dialog,
    step,
    entry: step,
    via,
    trail: [],
    tried: [],
    candidates: [],
    path: [],
    filled: {},
    attempts: 0,
    asked: {},
    arrived: true,
  };
}

function push(bot: Bot, draft: Draft, id: string, step: string | undefined, via: Frame["via"]): Draft {
  const frame = newFrame(id, step ?? bot.dialogs.get(id)?.first ?? "", via);
  // A dialog in between must not change what the one under it remembers. One that is run may: that is how it answers.
  return putOn(bot, draft, frame, via === "digression" ? sharedSlots(bot, draft, id) : {});
}

/** Another dialog takes the place of the one on top. What lies under it remembers what it did before either of them. */
export function takePlace(bot: Bot, draft: Draft, dialog: string, step: string): Draft {
  const top = topOf(draft);
  const under = { ...draft, stack: draft.stack.slice(0, -1) };
  const isBetween = top?.via === "digression";
  const hidden = isBetween ? { ...sharedSlots(bot, under, dialog), ...top.hidden } : {};
  return putOn(bot, under, newFrame(dialog, step, top?.via ?? "start"), hidden);
}

/** Begins a dialog on top, with its slots empty. */
function putOn(bot: Bot, draft: Draft, frame: Frame, hidden: DialogState["slots"]): Draft {
  const known = Object.keys(hidden).length === 0 ? frame : { ...frame, hidden };
  return { ...emptySlots(bot, draft, frame.dialog), stack: [...draft.stack, known] };
}

/** What the slots of a dialog hold that the dialogs under it have, too. */
function sharedSlots(bot: Bot, draft: Draft, id: string): DialogState["slots"] {
  const under = new Set(
    draft.stack.flatMap(({ dialog }) => Object.keys(bot.dialogs.get(dialog)?.slots ?? {})),
  );
  const shared = Object.keys(bot.dialogs.get(id)?.slots ?? {}).filter((slot) => under.has(slot));
  return Object.fromEntries(shared.map((slot) => [slot, draft.slots[slot] ?? null]));
}

/** A dialog that never resumes is over as soon as another question comes up. */
function withoutNever(bot: Bot, draft: Draft): Draft {
  const frame = topOf(draft);
  return frame !== undefined && bot.dialogs.get(frame.dialog)?.resume === "never"
    ? withoutNever(bot, pop(draft))
    : draft;
}

function withoutTopPatterns(draft: Draft): Draft {
  const keep = draft.stack.findLastIndex((frame) => frame.via !== "pattern");
  return { ...draft, stack: draft.stack.slice(0, keep + 1) };
}
