import type { Bot, Card, Image, Outcome } from "../content/bot.ts";
import type { InView } from "../content/in-view.ts";
import type { SlotValue } from "../content/values.ts";
import type { Language } from "../kernel/language.ts";
import type { Milliseconds, Timestamp } from "../kernel/time.ts";
import type { DialogState, Origin } from "./state.ts";

/** What a turn is taken in: the content, what is known of the customer, and the moment. */
export interface Setting {
  readonly bot: Bot;
  readonly language: Language;
  readonly identified: boolean;
  /** The shop holds this customer dear. */
  readonly vip: boolean;
  /** What the customer has before their eyes in the host app. */
  readonly context: InView;
  /** Whether colleagues of this queue answer at this time of day. */
  readonly isOpen: (queue: string) => boolean;
  /** Whether one of this queue is there. */
  readonly isStaffed: (queue: string) => boolean;
  readonly at: Timestamp;
}

/** One message of the bot, in the customer's language. */
export interface Say {
  readonly text: string;
  readonly steps?: { readonly items: readonly string[]; readonly current?: number };
  readonly card?: Shown<Card>;
  readonly image?: Shown<Image>;
  readonly buttons: readonly SaidButton[];
  readonly origin: Origin;
}

/** Content in one language, its templates filled in. */
export type Shown<Content> = Content extends { readonly zh: string; readonly en: string }
  ? string
  : Content extends readonly (infer Item)[]
    ? readonly Shown<Item>[]
    : Content extends object
      ? { readonly [Key in keyof Content]: Shown<Content[Key]> }
      : Content;

export interface SaidButton {
  readonly id: string;
  readonly label: string;
  /** It opens this page, and is no answer. */
  readonly link?: string;
}

/** A person is wanted: why, by which queue, and what has been found out. */
export interface HandoffWish {
  readonly reason: string;
  readonly queue: string;
  readonly brief: Readonly<Record<string, string>>;
  /** The kind of care the customer needs, when some is. */
  readonly care?: string;
  /** The intent that the bot last helped with. */
  readonly intent?: string;
  /** Nobody is there to take it now. */
  readonly isLeft: boolean;
  /** What the bot tells the customer once the wish is on record. */
  readonly says: readonly Say[];
}

/** Something is asked of the shop's systems. The turn goes on once its outcome is known. */
export interface CallRequest {
  readonly action: string;
  readonly input: Readonly<Record<string, SlotValue>>;
  readonly origin: Origin;
  readonly timeoutMs: Milliseconds;
  /** Counts the calls since the customer last spoke, from 1: with the event answered, it names the call for ever. */
  readonly number: number;
}

/** A step that was come to, or left by one of its ways (see `exitsOf`). */
export interface Visit extends Origin {
  readonly way?: string;
}

/** What one turn came to. */
export interface Turn {
  readonly state: DialogState;
  readonly says: readonly Say[];
  readonly handoff?: HandoffWish;
  /** The turn stands still until this call's outcome is known. */
  readonly call?: CallRequest;
  /** The dialog at the bottom of the stack ended in this turn. */
  readonly ended?: Ended;
  /** How well the customer was helped, from 1 to 5, when they have just said so. */
  readonly rated?: number;
  /** The steps taken, in order. */
  readonly trace: readonly Visit[];
}

export interface Ended {
  readonly dialog: string;
  readonly outcome: Outcome;
}

/** A turn in the making: the state so far, and what was said in it. */
export interface Draft extends Omit<DialogState, "topic"> {
  /** As in `DialogState`, and always there: see `draftOf`. */
  readonly topic: string | undefined;
  readonly says: readonly Say[];
  /** What spoke in this turn before a call stopped it. */
  readonly earlier: readonly Origin[];
  /** The open question has been left alone on purpose: it is not asked again in this turn. */
  readonly left?: true;
  readonly ended?: Ended;
  readonly rated?: number;
  readonly trace: readonly Visit[];
  /** Names that only this turn's texts may use. */
  readonly mention: Readonly<Record<string, string>>;
}

/**
 * Begins a turn from where the conversation stands.
 *
 * Its fields are written out, as are those of `stateOf`: what `...` leaves of an object, or is added to, takes V8 several
 * times as long to copy, and a turn copies its draft at every step.
 */
export function draftOf(state: DialogState): Draft {
  return {
    stack: state.stack,
    slots: state.slots,
    results: state.results,
    misses: state.misses,
    turns: state.turns,
    spoken: state.spoken,
    noted: state.noted,
    care: state.care,
    topic: state.topic,
    nudges: state.nudges,
    calls: state.calls,
    heardAt: state.heardAt,
    unanswered: state.unanswered,
    says: [],
    earlier: [],
    trace: [],
    mention: {},
  };
}

/** Goes on with a turn that a call had stopped. */
export function draftAfterCall(state: DialogState): Draft {
  return { ...draftOf(state), turns: state.turns - 1, earlier: state.spoken };
}

/** Closes a draft. */
export function closeTurn(draft: Draft, rest: Pick<Turn, "handoff" | "call"> = {}): Turn {
  const { says, ended, rated, trace } = draft;
  return {
    state: stateOf(draft),
    says,
    trace,
    ...rest,
    ...(ended === undefined ? {} : { ended }),
    ...(rated === undefined ? {} : { rated }),
  };
}

function stateOf(draft: Draft): DialogState {
  const state = {
    stack: draft.stack,
    slots: draft.slots,
    results: draft.results,
    misses: draft.misses,
    turns: draft.turns + 1,
    spoken: [...draft.earlier, ...draft.says.map((say) => say.origin)],
    noted: draft.noted,
    care: draft.care,
    nudges: draft.nudges,
    calls: draft.calls,
    heardAt: draft.heardAt,
    unanswered: draft.unanswered,
  };
  return draft.topic === undefined ? state : { ...state, topic: draft.topic };
}

/** Notes a step that was come to, or the way it was left by. */
export function visit(draft: Draft, origin: Origin, way?: string): Draft {
  const { dialog, step } = origin;
  return { ...draft, trace: [...draft.trace, { dialog, step, ...(way === undefined ? {} : { way }) }] };
}
