import { nothingInView } from "../../content/in-view.ts";
import { isQueueOpen } from "../../content/queues.ts";
import { listen } from "../../conversation/listening.ts";
import { spokenLanguage } from "../../conversation/spoken-language.ts";
import type { ConversationState } from "../../conversation/state.ts";
import type { HeardPart } from "../../dialog/heard.ts";
import { previewAnswer } from "../../dialog/preview.ts";
import type { Setting } from "../../dialog/turn.ts";
import { NONE, type ScoredIntent } from "../../kernel/understanding.ts";
import type { SuggestedReplies } from "../../protocol/desk-http.ts";
import { maskPersonal } from "../../text/mask.ts";
import type { Published } from "../content.ts";
import type { ConversationRecord, LoggedEvent } from "../ports.ts";

const MOST_REPLIES = 3;

/** Less likely ones are hardly ever what was meant, and an agent has to read them all. */
const LEAST_CONFIDENCE = 0.05;

/**
 * What the bot would say to what a customer has written last, for an agent to send or to change; nothing once an agent has
 * answered it, nor to what made the bot hand the customer over.
 *
 * @param events the newest of the log, in order
 */
export function suggestionsFor(
  { bot, understand }: Pick<Published, "bot" | "understand">,
  { state, identified, vip, context }: Pick<ConversationRecord, "state" | "identified" | "vip" | "context">,
  events: readonly LoggedEvent[],
): SuggestedReplies {
  const asked = unanswered(events);
  if (asked === undefined) return { to: 0, replies: [] };
  const { seq, at, text } = asked;
  // What a bot is asked that nothing has come before.
  const atRest: ConversationState = { ...state, dialog: { ...state.dialog, stack: [], unanswered: "" } };
  const heard = listen(bot, atRest, text, understand, at);
  const language = spokenLanguage(state.language, heard);
  const setting: Setting = {
    bot,
    language,
    identified,
    vip: vip === true,
    context: { ...nothingInView, ...context },
    isOpen: (queue) => isQueueOpen(bot, queue, at),
    isStaffed: () => true,
    at,
  };
  const titles = new Map(bot.intents.map(({ name, title }) => [name, title[language]]));
  const replies: SuggestedReplies["replies"] = [];
  for (const { name: intent, confidence } of likely([heard, ...heard.parts])) {
    if (replies.length === MOST_REPLIES) break;
    const answer = previewAnswer(setting, state.dialog, intent);
    if (answer === undefined) continue;
    replies.push({ intent, title: titles.get(intent) ?? intent, confidence, text: maskPersonal(answer) });
  }
  return { to: seq, replies };
}

function unanswered(events: readonly LoggedEvent[]) {
  for (const { seq, at, kind, from, body, inside } of events.toReversed()) {
    if (inside?.handoff !== undefined || (kind === "message" && from === "agent")) return undefined;
    if (kind !== "message" || from !== "customer" || inside?.asksForHuman === true) continue;
    if (body.type === "text") return { seq, at, text: body.text };
  }
  return undefined;
}

/** Whatever the text as a whole or one of its sentences may mean, likeliest first. */
function likely(parts: readonly Pick<HeardPart, "understanding">[]): readonly ScoredIntent[] {
  const best = new Map<string, ScoredIntent>();
  for (const intent of parts.flatMap(({ understanding }) => understanding.intents)) {
    if (intent.name === NONE || intent.confidence < LEAST_CONFIDENCE) continue;
    if (intent.confidence > (best.get(intent.name)?.confidence ?? 0)) best.set(intent.name, intent);
  }
  return [...best.values()].sort((one, other) => other.confidence - one.confidence);
}
