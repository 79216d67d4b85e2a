import type { ErrorCode } from "../kernel/errors.ts";
import type { ConversationId, Seq } from "../kernel/ids.ts";
import type { Milliseconds } from "../kernel/time.ts";
import type { Verdict } from "../kernel/understanding.ts";

/**
 * One thing that happens on the way of a message, told the moment it happens. It never holds what a customer wrote.
 * `turn` names a turn for ever: the conversation and the seq it answers, or the alarm it rings.
 */
export type Moment =
  /** A customer's event is about to be stored. */
  | { readonly type: "received"; readonly conversationId: ConversationId }
  /** It is on disk; nobody has been told yet. */
  | {
      readonly type: "stored";
      readonly conversationId: ConversationId;
      readonly seq: Seq;
      readonly isDuplicate: boolean;
    }
  /** It has been pushed to everybody who watches; its ack comes next. */
  | { readonly type: "pushed"; readonly conversationId: ConversationId; readonly seq: Seq }
  /** Its sender has been told that it is stored. */
  | { readonly type: "acknowledged"; readonly conversationId: ConversationId }
  /** A turn begins. */
  | { readonly type: "taken"; readonly turn: string; readonly conversationId: ConversationId }
  | { readonly type: "understood"; readonly turn: string; readonly verdict: Verdict }
  /** The shop's systems are about to be asked. */
  | { readonly type: "asking"; readonly turn: string; readonly action: string; readonly key: string }
  | {
      readonly type: "asked";
      readonly turn: string;
      readonly action: string;
      readonly outcome: string;
      readonly ms: Milliseconds;
    }
  /** The turn is computed and about to be stored. */
  | { readonly type: "computed"; readonly turn: string }
  /** It is on disk; nobody has been told yet. */
  | {
      readonly type: "committed";
      readonly turn: string;
      readonly conversationId: ConversationId;
      readonly events: number;
      readonly handsOff: boolean;
      /** From the store's taking in of the message that is answered; of an alarm, from its due time. */
      readonly sinceMs: Milliseconds;
    }
  /** Somebody else has moved the conversation on: it is computed again. */
  | { readonly type: "moved"; readonly turn: string }
  /** Everybody who watches has been told. */
  | { readonly type: "delivered"; readonly turn: string }
  | { readonly type: "failed"; readonly turn: string; readonly code: ErrorCode }
  /** The writes of one transaction are made, and about to be committed. */
  | { readonly type: "writing"; readonly writes: number }
  /** They are on disk; no writer has been told yet. */
  | { readonly type: "written"; readonly writes: number; readonly ms: Milliseconds };

/** Told every moment, synchronously: what it does, everybody waits for. It must not throw. */
export type Observe = (moment: Moment) => void;
