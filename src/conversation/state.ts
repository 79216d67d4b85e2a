import type { Ownership } from "../desk/ownership.ts";
import { atRest, type DialogState } from "../dialog/state.ts";
import type { Language } from "../kernel/language.ts";
import type { Timestamp } from "../kernel/time.ts";

interface Common {
  /** What the bot answers in; follows the customer. */
  readonly language: Language;
  readonly dialog: DialogState;
  /** Raised by every change of owner: what was computed under an older one is dropped. */
  readonly epoch: number;
  /** While the bot answers: when it is to speak up without being spoken to. */
  readonly alarm?: BotAlarm;
}

/** When something is to happen without anybody doing anything, and why. */
export interface Alarm {
  readonly due: Timestamp;
  readonly kind: BotAlarm["kind"] | "offer" | "snooze";
}

/** See `Alarm`. */
export interface BotAlarm {
  readonly due: Timestamp;
  readonly kind: "wait" | "silence";
}

/** Everything the bot needs to know of a conversation to take the next turn. Stored with the log, as plain JSON. */
export type ConversationState = Common & Ownership;

/** A conversation in which nothing has been said. */
export function newConversation(language: Language): ConversationState {
  return { phase: "bot", language, dialog: atRest, epoch: 0 };
}

/** The conversation with another owner: what was computed under the one before is dropped. */
export function ownedBy(
  { language, dialog, epoch }: Omit<Common, "alarm">,
  ownership: Ownership,
): ConversationState {
  return { ...ownership, language, dialog, epoch: epoch + 1 };
}

/** The next thing that is to happen by itself. */
export function alarmOfState(state: ConversationState): Alarm | undefined {
  switch (state.phase) {
    case "bot":
      return state.alarm;
    case "waiting":
      return state.offer && { due: state.offer.until, kind: "offer" };
    case "snoozed":
      return { due: state.until, kind: "snooze" };
    default:
      return undefined;
  }
}
