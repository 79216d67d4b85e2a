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
  const atRest = { ...state, dialog: { ...state.dialog, stack: [], noted: [] } };
  if (lost === undefined || state.phase !== "bot") return transition(bot, atRest, event, customer);
  // Begun at a step that no dialog has, the dialog gives up with the words for that.
  const nowhere = { type: "started", dialog: lost.dialog, step: "", at: event.at } as const;
  const sorry = transition(bot, atRest, nowhere, customer);
  if (event.type !== "said" && event.type !== "askedForHuman") return sorry;
  const answered = transition(bot, sorry.state, event, customer);
  // "12期" or "还没解决" was an answer to what is gone, and says nothing by itself.
  if (answered.state.phase === "bot" && answered.state.dialog.misses > 0) return sorry;
  return { ...answered, effects: [...sorry.effects, ...answered.effects] };
}
