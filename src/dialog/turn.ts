import type { Bot, Outcome } from "../content/bot.ts";
import type { Language } from "../kernel/language.ts";
import type { DialogState, Origin } from "./state.ts";

/** What a turn is taken in: the content, and what is known of the customer. */
export interface Setting {
  readonly bot: Bot;
  readonly language: Language;
  readonly identified: boolean;
}

/** One message of the bot, in the customer's language. */
export interface Say {
  readonly text: string;
  readonly steps?: { readonly items: readonly string[]; readonly current?: number };
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
  readonly origin: Origin;
}

/** A person is wanted: why, by which queue, and what has been found out. */
export interface HandoffWish {
  readonly reason: string;
  readonly queue: string;
  readonly brief: Readonly<Record<string, string>>;
  /** What the bot tells the customer once the wish is on record. */
  readonly says: readonly Say[];
}

/** What one turn came to. */
export interface Turn {
  readonly state: DialogState;
  readonly says: readonly Say[];
  readonly handoff?: HandoffWish;
  /** The dialog at the bottom of the stack ended in this turn. */
  readonly ended?: { readonly dialog: string; readonly outcome: Outcome };
}

/** A turn in the making: the state so far, and what was said in it. */
export interface Draft extends DialogState {
  readonly says: readonly Say[];
  /** The open question has been left alone on purpose: it is not asked again in this turn. */
  readonly left?: true;
  readonly ended?: Turn["ended"];
}

/** Begins a turn from where the conversation stands. */
export function draftOf(state: DialogState): Draft {
  return { ...state, says: [] };
}

/** Closes a draft. */
export function closeTurn(draft: Draft, handoff?: HandoffWish): Turn {
  const { stack, slots, misses, turns, says, ended } = draft;
  return {
    state: { stack, slots, misses, turns: turns + 1, spoken: says.map((say) => say.origin) },
    says,
    ...(handoff === undefined ? {} : { handoff }),
    ...(ended === undefined ? {} : { ended }),
  };
}
