import type { Bot } from "../content/bot.ts";
import type { Effect, HandoffRequest } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import type { Listening } from "../conversation/listening.ts";
import { type ConversationState, newConversation } from "../conversation/state.ts";
import type { Transition } from "../conversation/transition.ts";
import type { RecordedCall } from "../conversation/turn-record.ts";
import type { CallResult } from "../dialog/called.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Understanding } from "../kernel/understanding.ts";
import { advance } from "./advance.ts";
import type { Arrival } from "./cut-turns.ts";
import type { Called, Spoken } from "./expect.ts";
import type { DialogCase } from "./suite.ts";

/** A text of the customer, where it was heard, and what was made of it. */
export interface Heard {
  readonly text: string;
  readonly listening: Listening;
  readonly understanding: Understanding;
}

/** What one event of a conversation led to. */
export interface Answer {
  /** Index of the talk entry it belongs to; -1 for a `start`. */
  readonly turn: number;
  /** What the customer wrote, or `[label]` for a tap and `[image]` for an image; absent when something else happened. */
  readonly me?: string;
  readonly effects: readonly Effect[];
  readonly said: readonly Spoken[];
  readonly calls: readonly Called[];
  /** What those calls came to. */
  readonly results: readonly RecordedCall[];
  readonly ended?: NonNullable<Transition["ended"]>;
  /** The steps taken, in order. */
  readonly trace: Transition["trace"];
  /** The customer's text with all that was made of it, when that is what happened. */
  readonly heard?: Extract<ConversationEvent, { type: "said" }>;
  /** What happened. */
  readonly event: ConversationEvent;
  /** The conversation before it. */
  readonly before: ConversationState;
  /** The conversation after it. */
  readonly state: ConversationState;
}

/** A conversation on its way, and what of it nobody has asked about yet. */
export interface ConversationRun {
  readonly test: DialogCase;
  readonly state: ConversationState;
  readonly now: Timestamp;
  readonly arrival: Arrival;
  readonly answers: readonly Answer[];
  /** Said by the bot in the last answer and not yet expected. */
  readonly waiting: readonly Spoken[];
  /** How often each action was called. */
  readonly called: Readonly<Record<string, number>>;
  readonly handoff?: HandoffRequest;
  readonly returned: boolean;
  /** The last text of the customer, unless a tap came after it. */
  readonly heard?: Heard;
}

/** A conversation in which nothing has happened. */
export function begin(test: DialogCase, arrival: Arrival): ConversationRun {
  const fresh = newConversation(test.language);
  const state = { ...fresh, dialog: { ...fresh.dialog, slots: test.slots } };
  return { test, state, now: test.now, arrival, answers: [], waiting: [], called: {}, returned: false };
}

/** The conversation after an event, with every call it makes answered by the case's stubs. */
export function apply(
  bot: Bot,
  run: ConversationRun,
  event: ConversationEvent,
  { turn, me }: Pick<Answer, "turn" | "me">,
): ConversationRun {
  const { test } = run;
  const { identified, context } = test;
  const circumstances = { identified, context, isStaffed: () => test.colleagues !== "away" };
  let called = run.called;
  const { state, effects, trace, ended, said, calls, results } = advance(
    bot,
    run.state,
    event,
    circumstances,
    ({ action }) => {
      const before = called[action] ?? 0;
      called = { ...called, [action]: before + 1 };
      return stubbedOutcome(test, action, before);
    },
  );
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  const { handoff: _handoff, ...rest } = run;
  const answer: Answer = {
    turn,
    ...(me === undefined ? {} : { me }),
    effects,
    said,
    calls,
    results,
    ...(ended === undefined ? {} : { ended }),
    trace,
    ...(event.type === "said" ? { heard: event } : {}),
    event,
    before: run.state,
    state,
  };
  return {
    ...rest,
    state,
    called,
    answers: [...run.answers, answer],
    waiting: said,
    returned: effects.some((effect) => effect.type === "returnToBot"),
    ...(handoff === undefined ? {} : { handoff }),
  };
}

/** Moves the clock on; what the bot says by itself meanwhile is said at its time. */
export function pass(bot: Bot, run: ConversationRun, duration: Milliseconds, turn: number): ConversationRun {
  const until = run.now + duration;
  let passed = { ...run, waiting: [] as readonly Spoken[] };
  for (let alarm = alarmOf(passed); alarm !== undefined && alarm <= until; alarm = alarmOf(passed)) {
    const rung = apply(bot, passed, { type: "alarm", at: alarm }, { turn });
    passed = { ...rung, waiting: [...passed.waiting, ...rung.waiting] };
    // An alarm that changed nothing would ring for ever.
    if (alarmOf(passed) === alarm) break;
  }
  return { ...passed, now: until };
}

function alarmOf({ state }: ConversationRun): Timestamp | undefined {
  return state.phase === "bot" ? state.alarm?.due : undefined;
}

/** What an action comes to when it is called once more; without a stub it is an error, as with no system connected. */
function stubbedOutcome({ stubs }: DialogCase, action: string, before: number): CallResult {
  const own = Object.hasOwn(stubs, action) ? stubs[action] : undefined;
  return own?.[Math.min(before, own.length - 1)] ?? { outcome: "error", fields: {} };
}

/** What has happened since the customer's last message, that message's answer included. */
export function sinceLastMessage({ answers }: Pick<ConversationRun, "answers">): readonly Answer[] {
  const last = answers.findLastIndex(({ me }) => me !== undefined);
  return answers.slice(Math.max(last, 0));
}
