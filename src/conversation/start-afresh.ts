import type { Bot } from "../content/bot.ts";
import type { ConversationEvent } from "./event.ts";
import type { ConversationState } from "./state.ts";
import { type Circumstances, type Transition, transition } from "./transition.ts";

/**
 * What a conversation does about an event when its place in the content is gone: it says the pattern `error`, is at
 * rest, and then answers what makes sense without the place. Before a person it is silently at rest.
 */
export function startAfresh(
  bot: Bot,
  state: ConversationState,
  event: ConversationEvent,
  customer: Circumstances,
): Transition {
  const lost = state.dialog.stack.at(-1);
  const atRest = resting(state);
  if (lost === undefined || state.phase !== "bot") return transition(bot, atRest, event, customer);
  // Begun at a step that no dialog has, the dialog gives up with the words for that.
  const nowhere = { type: "started", dialog: lost.dialog, step: "", at: event.at } as const;
  const said = transition(bot, atRest, nowhere, customer);
  // What is gone is not what the bot helps with.
  const sorry = { ...said, state: resting(said.state) };
  if (!WITHOUT_PLACE.has(event.type)) return sorry;
  const answered = transition(bot, sorry.state, event, customer);
  // "12期" or "还没解决" was an answer to what is gone, and says nothing by itself.
  if (answered.state.phase === "bot" && answered.state.dialog.misses > 0) return sorry;
  return { ...answered, effects: [...sorry.effects, ...answered.effects] };
}

/** What makes sense wherever the conversation stands. */
const WITHOUT_PLACE: ReadonlySet<ConversationEvent["type"]> = new Set([
  "said",
  "showed",
  "askedForHuman",
  "askedFor",
]);

function resting(state: ConversationState): ConversationState {
  const { topic: _topic, ...dialog } = state.dialog;
  return { ...state, dialog: { ...dialog, stack: [], noted: [] } };
}
