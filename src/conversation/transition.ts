import type { Bot } from "../content/bot.ts";
import { type InView, nothingInView } from "../content/in-view.ts";
import { isQueueOpen } from "../content/queues.ts";
import type { Setting } from "../dialog/turn.ts";
import type { ConversationEvent } from "./event.ts";
import { settle, type Transition } from "./settle.ts";
import { spokenLanguage } from "./spoken-language.ts";
import type { ConversationState } from "./state.ts";
import { take } from "./take.ts";
import { withPerson } from "./with-person.ts";

export type { Transition } from "./settle.ts";

/** What is known outside of the conversation, as far as it bears on what happens in it. */
export interface Circumstances {
  /** The host app has proven who the customer is. */
  readonly identified: boolean;
  /** The shop holds this customer dear: they wait before others. */
  readonly vip?: boolean;
  /** What the customer has before their eyes in the host app, as far as it tells. */
  readonly context?: Partial<InView>;
  /** Whether an agent of this queue is there; one always is, when left out. */
  readonly isStaffed?: (queue: string) => boolean;
}

/**
 * What a conversation does about an event. Pure and total: every event has an answer in every state.
 *
 * While a person has the customer, or is to have, the bot is silent; see `withPerson`.
 */
export function transition(
  bot: Bot,
  before: ConversationState,
  event: ConversationEvent,
  { identified, vip = false, context, isStaffed = () => true }: Circumstances,
): Transition {
  const state =
    event.type === "said" ? { ...before, language: spokenLanguage(before.language, event) } : before;
  const setting: Setting = {
    bot,
    language: state.language,
    identified,
    vip,
    context: context === undefined ? nothingInView : { ...nothingInView, ...context },
    isOpen: (queue) => isQueueOpen(bot, queue, event.at),
    isStaffed,
    at: event.at,
  };
  if (state.phase !== "bot") return withPerson(setting, state, event);
  return settle(setting, state, take(setting, state, event), event);
}
