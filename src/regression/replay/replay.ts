import type { Bot } from "../../content/bot.ts";
import type { ConversationEvent } from "../../conversation/event.ts";
import { type Listening, listen, listening, type Understand } from "../../conversation/listening.ts";
import { type ConversationState, newConversation, ownedBy } from "../../conversation/state.ts";
import type { Circumstances } from "../../conversation/transition.ts";
import type { CallResult } from "../../dialog/called.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { Understanding } from "../../kernel/understanding.ts";
import { type Advanced, type AnswerCall, advance } from "../advance.ts";
import { withHours } from "../with-hours.ts";
import type { RecordedConversation, RecordedTurn } from "./recorded.ts";

/** What came of a recorded turn with another bot. */
export interface ReplayedTurn extends Pick<Advanced, "said" | "results" | "ended" | "effects"> {
  readonly recorded: RecordedTurn;
  /** What the bot said by itself before this turn, that it had not said in the record. */
  readonly uncalledFor: Advanced["said"];
  /** What was made of the customer's text, and where it was heard. */
  readonly heard?: { readonly understanding: Understanding; readonly listening: Listening };
  /** Actions that were called and whose outcome is not on record; each came to an error. */
  readonly unrecorded: readonly string[];
}

/** A bot speaks up by itself at its time; the record of it may come this much later. */
const LATE_MS: Milliseconds = 60_000;

/** As often in a row as a bot speaks up before something is wrong with it. */
const MOST_ALARMS = 10;

/**
 * Has a recorded conversation again: the same customer says the same at the same moments, and the shop's systems answer as
 * they did.
 *
 * @returns one for each recorded turn, in order
 */
export function* replay(
  shipped: Bot,
  understand: Understand,
  { language, slots = {}, colleagues, turns }: RecordedConversation,
): Generator<ReplayedTurn> {
  const bot = colleagues === undefined ? shipped : withHours(shipped, colleagues !== "out");
  const fresh = newConversation(language);
  let state: ConversationState = { ...fresh, dialog: { ...fresh.dialog, slots } };
  for (const turn of turns) {
    const circumstances = circumstancesOf(turn);
    const rung = ringUntil(bot, state, turn, circumstances);
    state = inPhase(rung.state, turn);
    const { event, ...about } = eventOf(bot, state, turn, understand);
    const recorded = recordedCalls(turn);
    const after = advance(bot, state, event, circumstances, recorded.answerCall);
    state = after.state;
    yield {
      recorded: turn,
      said: after.said,
      results: after.results,
      effects: after.effects,
      ...(after.ended && { ended: after.ended }),
      uncalledFor: rung.said,
      ...about,
      unrecorded: recorded.missing(),
    };
  }
}

function circumstancesOf({ identified, vip, context, staffed = {} }: RecordedTurn): Circumstances {
  const { page, order } = context ?? {};
  return {
    identified,
    ...(vip && { vip }),
    context: { ...(page === undefined ? {} : { page }), ...(order === undefined ? {} : { order }) },
    isStaffed: (queue) => staffed[queue] ?? true,
  };
}

function eventOf(
  bot: Bot,
  state: ConversationState,
  { cause, at }: RecordedTurn,
  understand: Understand,
): { readonly event: ConversationEvent } & Pick<ReplayedTurn, "heard"> {
  switch (cause.type) {
    case "said": {
      const place = listening(bot, state);
      const event = listen(bot, state, cause.text, understand, at);
      return { event, heard: { understanding: event.understanding, listening: place } };
    }
    case "chose": {
      const { option, origin } = cause;
      return { event: { type: "chose", option, ...(origin && { origin }), at } };
    }
    case "handedBack":
    case "started": {
      const { slots, dialog, ...rest } = cause;
      const optional = { ...(slots && { slots }) };
      if (rest.type === "handedBack")
        return { event: { type: "handedBack", ...(dialog && { dialog }), ...optional, at } };
      const { step } = rest;
      return { event: { type: "started", dialog: dialog ?? "", ...(step && { step }), ...optional, at } };
    }
    default:
      return { event: { ...cause, at } };
  }
}

/** What agents did is in no turn: who was resolved meanwhile is, and only then, met as one who comes back. */
function inPhase(state: ConversationState, { phase, at }: RecordedTurn): ConversationState {
  return phase === "closed" && state.phase !== "bot" && state.phase !== "closed"
    ? ownedBy(state, { phase: "closed", at })
    : state;
}

/** Lets the bot speak up by itself where the record has it silent, for as long as it would have had to before this turn. */
function ringUntil(
  bot: Bot,
  before: ConversationState,
  { cause, at }: RecordedTurn,
  circumstances: Circumstances,
): { readonly state: ConversationState; readonly said: Advanced["said"] } {
  if (cause.type === "alarm") return { state: before, said: [] };
  const said: Advanced["said"][number][] = [];
  let state = before;
  for (let times = 0; times < MOST_ALARMS; times++) {
    const due: Timestamp | undefined = state.phase === "bot" ? state.alarm?.due : undefined;
    if (due === undefined || due > at - LATE_MS) break;
    const rung = advance(bot, state, { type: "alarm", at: due }, circumstances, failing);
    if (rung.state.phase === "bot" && rung.state.alarm?.due === due) break;
    said.push(...rung.said);
    state = rung.state;
  }
  return { state, said };
}

const failing: AnswerCall = () => ({ outcome: "error", fields: {} });

/** Answers calls with what the same action came to in the record, in order; once more with the last one. */
function recordedCalls({ calls }: RecordedTurn): {
  readonly answerCall: AnswerCall;
  readonly missing: () => readonly string[];
} {
  const made = new Map<string, number>();
  const missing = new Set<string>();
  return {
    answerCall({ action }) {
      const before = made.get(action) ?? 0;
      made.set(action, before + 1);
      const known = calls.filter((call) => call.action === action);
      const recorded = known[before] ?? known.at(-1);
      if (recorded === undefined) {
        missing.add(action);
        return { outcome: "error", fields: {} } satisfies CallResult;
      }
      return { outcome: recorded.outcome, fields: recorded.fields, at: recorded.at };
    },
    missing: () => [...missing],
  };
}
