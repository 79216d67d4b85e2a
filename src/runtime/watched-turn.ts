import type { ErrorCode } from "../kernel/errors.ts";
import type { ConversationId, Seq } from "../kernel/ids.ts";
import type { Milliseconds } from "../kernel/time.ts";
import type { Verdict } from "../kernel/understanding.ts";

/** Every stage there is, in the order a turn comes through them. */
export const stages = ["store", "wait", "understand", "compute", "call", "commit", "deliver"] as const;

/**
 * What a turn spends its time on: its message is being stored, waits until the turn is taken, and is understood; the
 * bot computes, before a call and after it; its call is made; what it came to is committed, and told to who watches.
 */
export type Stage = (typeof stages)[number];

/** One stretch of time in a turn, on the clock of `watchTurns`. */
export interface Stretch {
  readonly stage: Stage;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** What a call was for, and what it came to. */
  readonly called?: { readonly action: string; readonly outcome: string } | undefined;
}

/** Every end a turn can have. */
export const turnResults = ["answered", "silent", "rang", "failed"] as const;

/** `silent`: a person is waited for, so nothing was said. `rang`: the bot spoke up by itself. */
export type TurnResult = (typeof turnResults)[number];

/** A turn that was taken, with what it came to and where its time went. It never holds what a customer wrote. */
export interface WatchedTurn {
  /** See `Moment`. */
  readonly turn: string;
  readonly conversationId: ConversationId;
  /** The message it answers; undefined when it rings an alarm. */
  readonly seq: Seq | undefined;
  readonly result: TurnResult;
  /** Why it failed. */
  readonly code: ErrorCode | undefined;
  readonly verdict: Verdict | undefined;
  /** How often it was computed again because the conversation had moved on. */
  readonly moves: number;
  /** How many events it added to the log. */
  readonly events: number;
  /** From when the message came; of an alarm, from when the turn was taken. */
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** In order, without overlaps. */
  readonly stretches: readonly Stretch[];
}

/** Told of every turn once it is over, synchronously; see `Observe`. One that failed is told again when it was taken again. */
export type ObserveTurn = (turn: WatchedTurn) => void;

/** A turn that is being taken. */
export class TurnSoFar implements WatchedTurn {
  readonly turn: string;
  readonly conversationId: ConversationId;
  readonly seq: Seq | undefined;
  readonly stretches: Stretch[] = [];
  code: ErrorCode | undefined;
  verdict: Verdict | undefined;
  moves = 0;
  events = 0;
  from: Milliseconds;
  /** Up to where the stretches go. */
  to: Milliseconds;

  constructor(turn: string, conversationId: ConversationId, from: Milliseconds) {
    this.turn = turn;
    this.conversationId = conversationId;
    this.seq = seqOf(turn, conversationId);
    this.from = from;
    this.to = from;
  }

  get result(): TurnResult {
    if (this.code !== undefined) return "failed";
    if (this.events === 0) return "silent";
    return this.seq === undefined ? "rang" : "answered";
  }

  /** What has passed until now was this. */
  until(to: Milliseconds, stage: Stage, called?: Stretch["called"]): void {
    this.stretches.push({ stage, from: this.to, to, called });
    this.to = to;
  }

  /** It has waited since long before it was taken. */
  waitedSince(from: Milliseconds): void {
    const to = this.from;
    this.from = Math.min(from, to);
    this.stretches.unshift({ stage: "wait", from: this.from, to });
  }
}

/** A turn is named after its conversation and what it is for: the seq of a message, or an alarm. */
function seqOf(turn: string, { length }: ConversationId): Seq | undefined {
  const cause = turn.slice(length + 1);
  return /^\d+$/.test(cause) ? Number(cause) : undefined;
}
