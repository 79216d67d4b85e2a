import type { Bot } from "../content/bot.ts";
import type { Effect, HandoffRequest } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import type { Listening } from "../conversation/listening.ts";
import { type ConversationState, newConversation } from "../conversation/state.ts";
import { type Transition, transition } from "../conversation/transition.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { Understanding } from "../kernel/understanding.ts";
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
  /** What the customer wrote, or `[label]` for a tap; absent when something else happened. */
  readonly me?: string;
  readonly effects: readonly Effect[];
  readonly said: readonly Spoken[];
  readonly calls: readonly Called[];
  readonly ended?: NonNullable<Transition["ended"]>;
  /** The steps taken, in order. */
  readonly trace: Transition["trace"];
  /** The conversation after it. */
  readonly state: ConversationState;
}

/** A conversation on its way, and what of it nobody has asked about yet. */
export interface ConversationRun {
  readonly test: DialogCase;
  readonly state: ConversationState;
  readonly now: Timestamp;
  readonly answers: readonly Answer[];
  /** Said by the bot in the last answer and not yet expected. */
  readonly waiting: readonly Spoken[];
  readonly handoff?: HandoffRequest;
  readonly returned: boolean;
  /** The last text of the customer, unless a tap came after it. */
  readonly heard?: Heard;
}

/** A conversation in which nothing has happened. */
export function begin(test: DialogCase): ConversationRun {
  const fresh = newConversation(test.language);
  const state = { ...fresh, dialog: { ...fresh.dialog, slots: test.slots } };
  return { test, state, now: test.now, answers: [], waiting: [], returned: false };
}

/** The conversation after an event. */
export function apply(
  bot: Bot,
  run: ConversationRun,
  event: ConversationEvent,
  { turn, me }: Pick<Answer, "turn" | "me">,
): ConversationRun {
  const { state, effects, ended, trace } = transition(bot, run.state, event, {
    identified: run.test.identified,
  });
  const said = effects.flatMap(spokenOf);
  const handoff = effects.find((effect) => effect.type === "requestHandoff")?.handoff;
  const { handoff: _handoff, ...rest } = run;
  const answer: Answer = {
    turn,
    ...(me === undefined ? {} : { me }),
    effects,
    said,
    calls: [],
    ...(ended === undefined ? {} : { ended }),
    trace,
    state,
  };
  return {
    ...rest,
    state,
    answers: [...run.answers, answer],
    waiting: said,
    returned: effects.some((effect) => effect.type === "returnToBot"),
    ...(handoff === undefined ? {} : { handoff }),
  };
}

/** What has happened since the customer's last message, that message's answer included. */
export function sinceLastMessage({ answers }: Pick<ConversationRun, "answers">): readonly Answer[] {
  const last = answers.findLastIndex(({ me }) => me !== undefined);
  return answers.slice(Math.max(last, 0));
}

/** A message as tests see it; other effects are none. */
export function spokenOf(effect: Effect): readonly Spoken[] {
  if (effect.type !== "say") return [];
  const { body, origin } = effect;
  const buttons = body.type === "text" ? [] : (body.options ?? []);
  const items = body.type === "steps" ? body.items : [];
  return [{ text: [body.text, ...items].join("\n"), buttons, origin }];
}
