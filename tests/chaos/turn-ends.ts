import type { ConversationId } from "../../src/kernel/ids.ts";
import type { Moment } from "../../src/runtime/moments.ts";

/** Hears from the runtime when turns are over. */
export interface TurnEnds {
  readonly observe: (moment: Moment) => void;
  /** The codes of those that failed. */
  readonly failures: readonly string[];
  /** Settles when the next turn of the conversation is stored, or has failed. */
  next(id: ConversationId): Promise<void>;
}

export function turnEnds(): TurnEnds {
  const waiting = new Map<ConversationId, () => void>();
  const conversations = new Map<string, ConversationId>();
  const failures: string[] = [];
  const end = (id: ConversationId | undefined) => {
    if (id === undefined) return;
    waiting.get(id)?.();
    waiting.delete(id);
  };
  return {
    failures,
    observe(moment) {
      if (moment.type === "taken") conversations.set(moment.turn, moment.conversationId);
      if (moment.type === "failed") {
        failures.push(moment.code);
        end(conversations.get(moment.turn));
      }
      if (moment.type === "committed") end(moment.conversationId);
    },
    next: (id) => new Promise((resolve) => void waiting.set(id, resolve)),
  };
}
