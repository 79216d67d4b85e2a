import { nextOwner } from "../desk/handoff.ts";
import { type DeskCommand, move, waitingFrom } from "../desk/move.ts";
import type { Owned } from "../desk/ownership.ts";
import { comeBack } from "../dialog/coming-back.ts";
import { isLeft, tellOfWait } from "../dialog/hand-off.ts";
import { BOT_BUTTON, CALL_BUTTON, quote } from "../dialog/speak.ts";
import { atRest } from "../dialog/state.ts";
import { draftOf, type Setting } from "../dialog/turn.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { ConversationEvent } from "./event.ts";
import { settle, type Transition, toEffects } from "./settle.ts";
import { type ConversationState, ownedBy } from "./state.ts";
import { take, wantsBot } from "./take.ts";

/**
 * What happens while the bot has no say: the ways back to it, and what time brings.
 *
 * Whoever waits gets back to the bot by its button or by the words on it; whoever talks to a person by the button alone,
 * for those words may be meant for the person.
 */
export function withPerson(setting: Setting, state: ConversationState, event: ConversationEvent): Transition {
  const asksForBot =
    state.phase === "waiting" || state.phase === "offline"
      ? wantsBot(setting.bot, event)
      : event.type === "chose" && event.option === BOT_BUTTON;
  if (event.type === "handedBack" || asksForBot) return backToBot(setting, state, event);
  switch (state.phase) {
    case "closed":
      return isCustomers(event) ? backToBot(setting, state, event) : nothing(state);
    case "snoozed":
      return isCustomers(event) || event.type === "alarm"
        ? queued(state, { type: "wake" }, event.at)
        : nothing(state);
    case "waiting":
      return event.type === "alarm" && state.offer !== undefined
        ? passed(state, { type: "pass", agent: state.offer.agent.id }, event.at)
        : nothing(state);
    case "offline":
      return whileOffline(setting, state, event);
    default:
      return nothing(state);
  }
}

function nothing(state: ConversationState): Transition {
  return { state, effects: [], trace: [] };
}

/** The bot goes on where it stood; after a conversation that was closed it begins anew, with what the customer says. */
function backToBot(setting: Setting, state: ConversationState, event: ConversationEvent): Transition {
  const isReopened = state.phase === "closed";
  if (nextOwner(state.phase, isReopened ? "reopen" : "return") !== "bot") return nothing(state);
  const back = ownedBy(isReopened ? { ...state, dialog: atRest } : state, { phase: "bot" });
  const isAsked = isReopened || event.type === "handedBack";
  const turn = isAsked ? take(setting, back, event) : comeBack(setting, draftOf(back.dialog));
  const settled = settle(setting, back, turn, event);
  return { ...settled, effects: [{ type: "returnToBot" }, ...settled.effects] };
}

/** In line again, where the conversation has been before. */
function queued(state: ConversationState, command: DeskCommand, at: Timestamp): Transition {
  const after = passed(state, command, at);
  return after.state === state ? after : { ...after, effects: [{ type: "queue" }] };
}

/** What a command of the desk's own makes of it; nothing, when it does not apply. */
function passed(state: ConversationState, command: DeskCommand, at: Timestamp): Transition {
  const moved = move(state, command, { isSupervisor: false }, at);
  return nothing(moved.type === "moved" ? ownedBy(state, moved.ownership) : state);
}

/** A message was left. Who writes again when colleagues are there gets in line; before, they may ask to be called. */
function whileOffline(
  setting: Setting,
  state: ConversationState & Owned<"offline">,
  event: ConversationEvent,
): Transition {
  const { ticket } = state;
  if (!isCustomers(event)) return nothing(state);
  const draft = draftOf(state.dialog);
  if (event.type === "chose" && event.option === CALL_BUTTON) {
    const noted = ownedBy(state, { phase: "offline", ticket: { ...ticket, wantsCall: true } });
    return { state: noted, effects: quote(setting, draft, "call-noted").flatMap(toEffects), trace: [] };
  }
  if (isLeft(setting, ticket.queue)) return nothing(state);
  return {
    state: ownedBy(state, waitingFrom(ticket)),
    effects: [{ type: "queue" }, ...tellOfWait(setting, draft, ticket.queue).flatMap(toEffects)],
    trace: [],
  };
}

/** The customer does it, and not time or the shop's systems or an agent. */
function isCustomers({ type }: ConversationEvent): boolean {
  return customers.has(type);
}

const customers: ReadonlySet<ConversationEvent["type"]> = new Set([
  "said",
  "showed",
  "chose",
  "askedForHuman",
  "askedFor",
]);
