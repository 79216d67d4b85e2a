import type { Fields, SlotValue } from "../content/values.ts";
import type { Ended } from "../dialog/turn.ts";
import type { Seq } from "../kernel/ids.ts";
import type { Language } from "../kernel/language.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Verdict } from "../kernel/understanding.ts";
import type { ConversationState } from "./state.ts";
import type { Circumstances } from "./transition.ts";

/**
 * What a turn was taken with, as far as the log does not tell it otherwise: with it and the log, the turn can be taken
 * again, with this content or with another.
 */
export interface TurnRecord {
  readonly cause: TurnCause;
  /** The moment the turn was taken for. */
  readonly at: Timestamp;
  /** The hash of the content, and the name of the model. */
  readonly content: string;
  readonly model: string;
  /** Who had the conversation before. */
  readonly phase: ConversationState["phase"];
  readonly language: Language;
  readonly identified: boolean;
  readonly vip?: true;
  readonly context?: NonNullable<Circumstances["context"]>;
  /** By queue, whether an agent was there, as far as the turn wanted to know. */
  readonly staffed?: Readonly<Record<string, boolean>>;
  /** What was made of the customer's text. */
  readonly understood?: Understood;
  /** The dialog at the bottom of the stack ended. */
  readonly ended?: Ended;
}

/** What a turn answers: events of the customer, from the first to the last, or something else. */
export type TurnCause =
  | { readonly type: "heard"; readonly from: Seq; readonly to: Seq }
  | { readonly type: "alarm"; readonly due: Timestamp }
  | {
      readonly type: "handedBack";
      readonly dialog?: string;
      readonly slots?: Readonly<Record<string, SlotValue>>;
    };

/** The verdict, and the likeliest intent when there is one. */
export interface Understood {
  readonly verdict: Verdict;
  readonly intent?: string;
  readonly confidence?: number;
}

/** A call that a turn made: what it came to, and how long it took. */
export interface RecordedCall {
  readonly action: string;
  readonly outcome: string;
  readonly ms: Milliseconds;
  /** What it brought, and when; absent in what earlier versions have logged. */
  readonly fields?: Fields;
  readonly at?: Timestamp;
}
