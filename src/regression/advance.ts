import type { Bot } from "../content/bot.ts";
import type { Effect } from "../conversation/effect.ts";
import type { ConversationEvent } from "../conversation/event.ts";
import type { ConversationState } from "../conversation/state.ts";
import { type Circumstances, type Transition, transition } from "../conversation/transition.ts";
import type { RecordedCall } from "../conversation/turn-record.ts";
import type { CallResult } from "../dialog/called.ts";
import type { CallRequest } from "../dialog/turn.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import { type Called, type Spoken, spokenOf } from "./expect.ts";

/** What a call comes to, and when; at the moment of the event, where nothing else is said. */
export type AnswerCall = (request: CallRequest) => CallResult & { readonly at?: Timestamp | undefined };

/** A whole turn, through all its calls. */
export interface Advanced extends Omit<Transition, "call"> {
  readonly said: readonly Spoken[];
  readonly calls: readonly Called[];
  readonly results: readonly RecordedCall[];
}

const AT_ONCE: Milliseconds = 0;

/** Takes a turn to its end, with every call answered by `answerCall`. */
export function advance(
  bot: Bot,
  state: ConversationState,
  event: ConversationEvent,
  circumstances: Circumstances,
  answerCall: AnswerCall,
): Advanced {
  const calls: Called[] = [];
  const results: RecordedCall[] = [];
  let after = transition(bot, state, event, circumstances);
  const effects: Effect[] = [...after.effects];
  const trace = [...after.trace];
  let { ended } = after;
  while (after.call !== undefined) {
    const { action, input } = after.call;
    const { outcome, fields, at = event.at } = answerCall(after.call);
    calls.push({ action, input });
    results.push({ action, outcome, fields, at, ms: AT_ONCE });
    after = transition(bot, after.state, { type: "called", outcome, fields, at }, circumstances);
    effects.push(...after.effects);
    trace.push(...after.trace);
    ended = after.ended ?? ended;
  }
  return {
    state: after.state,
    effects,
    trace,
    ...(ended === undefined ? {} : { ended }),
    said: effects.flatMap(spokenOf),
    calls,
    results,
  };
}
