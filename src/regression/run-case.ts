import type { Bot } from "../content/bot.ts";
import type { Place } from "../content/source.ts";
import type { Effect, HandoffRequest } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import { listening, type Understand } from "../conversation/listening.ts";
import { type ConversationState, newConversation } from "../conversation/state.ts";
import { type Transition, transition } from "../conversation/transition.ts";
import type { Timestamp } from "../kernel/time.ts";
import { botMismatch, handoffMismatch, type Spoken, understandingMismatch } from "./expect.ts";
import type { DialogCase } from "./suite.ts";
import { tapped } from "./tap.ts";
import type { TalkTurn } from "./test-schema.ts";

/** How one case went, with everything needed to show both transcripts. */
export interface CaseResult {
  readonly case: DialogCase;
  readonly passed: boolean;
  /** What was said, in order: the actual transcript. */
  readonly transcript: readonly TranscriptLine[];
  readonly failure?: { readonly at: Place; readonly turn: number; readonly message: string };
  /** Customer texts and taps. */
  readonly turns: number;
}

export interface TranscriptLine {
  readonly who: "me" | "bot" | "event";
  readonly text: string;
  /** Index of the talk entry that led to this line; -1 for what a `start` led to. */
  readonly turn: number;
}

interface Run {
  readonly state: ConversationState;
  readonly now: Timestamp;
  /** Said by the bot and not yet asked about. */
  readonly waiting: readonly Spoken[];
  /** Everything the bot has said; buttons stay pressable. */
  readonly said: readonly Spoken[];
  readonly handoff?: HandoffRequest;
  readonly returned: boolean;
  readonly ended?: NonNullable<Transition["ended"]>;
  readonly transcript: readonly TranscriptLine[];
  readonly turns: number;
}

/** Has the conversation of a case with a bot, in virtual time, and compares it turn by turn. */
export function runCase(bot: Bot, understand: Understand, test: DialogCase): CaseResult {
  const fresh = newConversation(test.language);
  const state = { ...fresh, dialog: { ...fresh.dialog, slots: test.slots } };
  let run: Run = { state, now: test.now, waiting: [], said: [], returned: false, transcript: [], turns: 0 };
  const fail = (at: Place, turn: number, message: string): CaseResult => ({
    case: test,
    passed: false,
    transcript: run.transcript,
    failure: { at, turn, message },
    turns: run.turns,
  });
  if (test.start !== undefined) {
    const [dialog = "", step] = test.start.split("#");
    if (bot.dialogs.get(dialog)?.steps.has(step ?? bot.dialogs.get(dialog)?.first ?? "") !== true) {
      return fail(test.at, -1, `start: there is no "${test.start}".`);
    }
    const event = {
      type: "started",
      dialog,
      ...(step === undefined ? {} : { step }),
      slots: test.slots,
      at: run.now,
    } as const;
    run = apply(bot, run, event, test, -1);
  }
  for (const [index, { turn, at }] of test.talk.entries()) {
    const next = takeTurn(bot, understand, run, turn, test, index);
    if (typeof next === "string") return fail(at, index, next);
    run = next;
  }
  return { case: test, passed: true, transcript: run.transcript, turns: run.turns };
}

/** The run after one entry of the talk, or what is wrong with it. */
function takeTurn(
  bot: Bot,
  understand: Understand,
  run: Run,
  turn: TalkTurn,
  test: DialogCase,
  index: number,
): Run | string {
  if ("me" in turn) return speak(bot, understand, run, turn, test, index);
  if ("bot" in turn) return expectBot(run, turn.bot);
  if ("clock" in turn) return { ...run, now: run.now + milliseconds(turn.clock) };
  if ("silent" in turn)
    return run.waiting.length === 0
      ? run
      : `The bot was to be silent, but said "${run.waiting[0]?.text ?? ""}".`;
  if ("returned" in turn)
    return run.returned ? { ...run, returned: false } : "The customer did not come back to the bot.";
  if ("handoff" in turn) {
    if (run.handoff === undefined) return "No person was asked for.";
    return handoffMismatch(run.handoff, turn.handoff) ?? withoutHandoff(run);
  }
  if (run.ended === undefined) return "No dialog ended.";
  const { outcome, dialog } = turn.end === true ? {} : turn.end;
  if (outcome !== undefined && outcome !== run.ended.outcome)
    return `The dialog ended ${run.ended.outcome}, not ${outcome}.`;
  if (dialog !== undefined && dialog !== run.ended.dialog)
    return `"${run.ended.dialog}" ended, not "${dialog}".`;
  return run;
}

function speak(
  bot: Bot,
  understand: Understand,
  run: Run,
  turn: Extract<TalkTurn, { me: unknown }>,
  test: DialogCase,
  index: number,
): Run | string {
  const { me, nlu } = turn;
  if (typeof me === "string") {
    const understanding = understand(me, listening(bot, run.state));
    const mismatch = nlu === undefined ? undefined : understandingMismatch(understanding, nlu);
    if (mismatch !== undefined) return mismatch;
    const event = { type: "said", text: me, understanding, at: run.now } as const;
    return apply(bot, heard(run, me, index), event, test, index);
  }
  const button = tapped(run.said, me.tap);
  if (button === undefined) return `There is no button "${me.tap}" to tap.`;
  const event = { type: "chose", option: button.id, origin: button.origin, at: run.now } as const;
  return apply(bot, heard(run, `[${button.label}]`, index), event, test, index);
}

function heard(run: Run, text: string, index: number): Run {
  return { ...run, turns: run.turns + 1, transcript: [...run.transcript, { who: "me", text, turn: index }] };
}

function apply(bot: Bot, run: Run, event: ConversationEvent, test: DialogCase, index: number): Run {
  const { state, effects, ended } = transition(bot, run.state, event, { identified: test.identified });
  const spoken = effects.flatMap(spokenOf);
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  const { ended: _ended, handoff: _handoff, ...rest } = run;
  return {
    ...rest,
    state,
    waiting: spoken,
    said: [...run.said, ...spoken],
    returned: effects.some((effect) => effect.type === "returnToBot"),
    transcript: [...run.transcript, ...effects.map((effect) => lineOf(effect, index))],
    ...(handoff === undefined ? {} : { handoff }),
    ...(ended === undefined ? {} : { ended }),
  };
}

function expectBot(run: Run, expected: Extract<TalkTurn, { bot: unknown }>["bot"]): Run | string {
  const wanted = typeof expected === "string" ? { text: expected } : expected;
  const mismatches = run.waiting.map((spoken) => botMismatch(spoken, wanted));
  const found = mismatches.indexOf(undefined);
  if (found >= 0) return { ...run, waiting: run.waiting.slice(found + 1) };
  return mismatches.findLast((mismatch) => mismatch !== undefined) ?? "The bot said nothing more.";
}

function withoutHandoff(run: Run): Run {
  const { handoff: _seen, ...rest } = run;
  return rest;
}

function spokenOf(effect: Effect): readonly Spoken[] {
  if (effect.type !== "say") return [];
  const { body, origin } = effect;
  const buttons = body.type === "text" ? [] : (body.options ?? []);
  const items = body.type === "steps" ? body.items : [];
  return [{ text: [body.text, ...items].join("\n"), buttons, origin }];
}

function lineOf(effect: Effect, turn: number): TranscriptLine {
  switch (effect.type) {
    case "say": {
      const [spoken] = spokenOf(effect);
      const buttons = spoken?.buttons.map((button) => `[${button.label}]`).join(" ") ?? "";
      const place = `(${effect.origin.dialog}#${effect.origin.step})`;
      return {
        who: "bot",
        text: [spoken?.text ?? "", buttons, place].filter((part) => part !== "").join(" "),
        turn,
      };
    }
    case "requestHandoff":
      return { who: "event", text: `handoff: ${effect.handoff.queue}, ${effect.handoff.reason}`, turn };
    case "returnToBot":
      return { who: "event", text: "returned to the bot", turn };
  }
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function milliseconds(written: string): number {
  const unit = written.at(-1);
  return (
    Number(written.slice(1, -1)) *
    (unit === "s" || unit === "m" || unit === "h" || unit === "d" ? UNITS[unit] : 0)
  );
}
