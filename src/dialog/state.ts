import type { Fields, SlotValue } from "../content/values.ts";
import type { Timestamp } from "../kernel/time.ts";

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
  /** The article this pattern shows. */
  readonly article?: string;
  /** The steps gone through, oldest first, so that a corrected answer can go on from what depended on it. */
  readonly path: readonly string[];
  /** Which question filled a slot; "" for what the customer said before any question. */
  readonly filled: Readonly<Record<string, string>>;
  /** Answers in a row that brought no good value for the open question's slot. */
  readonly attempts: number;
  /** How often each question was come to, but for those that were only asked again. */
  readonly asked: Readonly<Record<string, number>>;
  /** What slots held that this dialog shares with those it interrupted. */
  readonly hidden?: DialogState["slots"];
  /** Until when a `wait` lasts. */
  readonly until?: Timestamp;
  /** The stretch is gone through once more: its question is put again, and not come to. */
  readonly again?: true;
  /** The step has been come to and its question not yet put. */
  readonly arrived?: true;
}

/** Where a conversation stands in the bot's dialogs. An empty stack means nothing is going on. */
export interface DialogState {
  /** Bottom first; the last one is active. */
  readonly stack: readonly Frame[];
  readonly slots: Readonly<Record<string, SlotValue>>;
  /** What calls brought, by the name each is kept under; `outcome` among the fields. */
  readonly results: Readonly<Record<string, Fields>>;
  /** Texts in a row that were not understood. */
  readonly misses: number;
  /** Turns taken so far; picks among wordings, so that the same conversation replays to the same words. */
  readonly turns: number;
  /** The steps that spoke last, to be said again on request. */
  readonly spoken: readonly Origin[];
  /** Dialogs whose turn comes when what goes on now is over, oldest first. */
  readonly noted: readonly string[];
  /** The kind of care the customer needs; "" when none is known of. */
  readonly care: string;
  /** The intent that the bot last helped with; absent before any. */
  readonly topic?: string;
  /** How often the customer was asked whether they are still there, since they last spoke. */
  readonly nudges: number;
  /** Calls made since the customer last spoke. */
  readonly calls: number;
  /** When the customer last spoke; 0 before they did. */
  readonly heardAt: Timestamp;
  /** The text before, when it could not be answered: what comes next may be the rest of it. */
  readonly unanswered: string;
}

export const atRest: DialogState = {
  stack: [],
  slots: {},
  results: {},
  misses: 0,
  turns: 0,
  spoken: [],
  noted: [],
  care: "",
  nudges: 0,
  calls: 0,
  heardAt: 0,
  unanswered: "",
};

/** Which step said something: a pressed button and a dialog test find their way back by it. */
export interface Origin {
  readonly dialog: string;
  readonly step: string;
}
