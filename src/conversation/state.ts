import { atRest, type DialogState } from "../dialog/state.ts";
import type { Language } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";

interface Common {
  /** What the bot answers in; follows the customer. */
  readonly language: Language;
  readonly dialog: DialogState;
  /** Raised by every change of owner: what was computed under an older one is dropped. */
  readonly epoch: number;
}

/** When the bot is to speak up without being spoken to, and why. */
export interface Alarm {
  readonly due: Timestamp;
  readonly kind: "wait" | "silence";
}

/** Everything the bot needs to know of a conversation to take the next turn. Stored with the log, as plain JSON. */
export type ConversationState =
  | (Common & { readonly phase: "bot"; readonly alarm?: Alarm })
  | (Common & { readonly phase: "waiting"; readonly since: Timestamp; readonly queue: string });

/** A conversation in which nothing has been said. */
export function newConversation(language: Language): ConversationState {
  return { phase: "bot", language, dialog: atRest, epoch: 0 };
}
