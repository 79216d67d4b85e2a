import type { SlotValue } from "../content/bot.ts";
import type { Origin } from "../dialog/state.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { Understanding } from "../kernel/understanding.ts";

/** What can happen to a conversation. Each is in the log before the core sees it. */
export type ConversationEvent =
  | {
      readonly type: "said";
      readonly text: string;
      readonly understanding: Understanding;
      readonly at: Timestamp;
    }
  | {
      readonly type: "chose";
      readonly option: string;
      /** The step whose message carried the button; absent for messages that no step said. */
      readonly origin?: Origin;
      readonly at: Timestamp;
    }
  | { readonly type: "askedForHuman"; readonly at: Timestamp }
  /** A dialog is begun from outside, at its first step or at a named one. */
  | {
      readonly type: "started";
      readonly dialog: string;
      readonly step?: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
      readonly at: Timestamp;
    };
