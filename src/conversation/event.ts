import type { SlotValue } from "../content/values.ts";
import type { CallResult } from "../dialog/called.ts";
import type { Heard } from "../dialog/heard.ts";
import type { Origin } from "../dialog/state.ts";
import type { Timestamp } from "../kernel/time.ts";

/** What can happen to a conversation. Each is in the log before the core sees it. */
export type ConversationEvent =
  | (Heard & { readonly type: "said"; readonly at: Timestamp })
  | {
      readonly type: "chose";
      readonly option: string;
      /** The step whose message carried the button; absent for messages that no step said. */
      readonly origin?: Origin;
      readonly at: Timestamp;
    }
  /** The customer sent an image, which the bot cannot read. */
  | { readonly type: "showed"; readonly at: Timestamp }
  | { readonly type: "askedForHuman"; readonly at: Timestamp }
  /** The customer asks for what an intent leads to, by a button of the page around the chat. */
  | { readonly type: "askedFor"; readonly intent: string; readonly at: Timestamp }
  /** What a call came to that the turn before had asked for. */
  | (CallResult & { readonly type: "called"; readonly at: Timestamp })
  /** The time has come that the state's alarm was set to. */
  | { readonly type: "alarm"; readonly at: Timestamp }
  /** An agent hands the customer back: where the dialog stood, or at the beginning of this one. */
  | {
      readonly type: "handedBack";
      readonly dialog?: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
      readonly at: Timestamp;
    }
  /** A dialog is begun from outside, at its first step or at a named one. */
  | {
      readonly type: "started";
      readonly dialog: string;
      readonly step?: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
      readonly at: Timestamp;
    };
