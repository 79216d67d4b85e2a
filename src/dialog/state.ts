import type { SlotValue } from "../content/bot.ts";

/** One dialog being gone through, and where it stands. */
export interface Frame {
  readonly dialog: string;
  /** The step being taken: a question waiting for its answer, a `run` or `human` waiting to come back. */
  readonly step: string;
  /** Where the current stretch began: the first step after the customer's last answer here. */
  readonly entry: string;
  /**
   * How it came onto the stack: `start` at the bottom, `run` by another dialog, `digression` by a question in between,
   * `pattern` by something that is true everywhere. It decides what happens when the dialog is over.
   */
  readonly via: "start" | "run" | "digression" | "pattern";
  /** Where the stretch of each question asked so far began, oldest first, so that `back` can return there. */
  readonly trail: readonly string[];
  /** The questions about remedies that did not help, as `dialog#step`. */
  readonly tried: readonly string[];
  /** Intents this pattern offers as buttons. */
  readonly candidates: readonly string[];
}

/** Where a conversation stands in the bot's dialogs. An empty stack means nothing is going on. */
export interface DialogState {
  /** Bottom first; the last one is active. */
  readonly stack: readonly Frame[];
  readonly slots: Readonly<Record<string, SlotValue>>;
  /** Texts in a row that were not understood. */
  readonly misses: number;
  /** Turns taken so far; picks among wordings, so that the same conversation replays to the same words. */
  readonly turns: number;
  /** The steps that spoke last, to be said again on request. */
  readonly spoken: readonly Origin[];
}

export const atRest: DialogState = { stack: [], slots: {}, misses: 0, turns: 0, spoken: [] };

/** Which step said something: a pressed button and a dialog test find their way back by it. */
export interface Origin {
  readonly dialog: string;
  readonly step: string;
}
