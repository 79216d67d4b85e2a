import type { Localized } from "../kernel/language.ts";
import type { Action } from "./action.ts";
import type { Labels, Target } from "./bot.ts";
import type { Place } from "./source.ts";

/** What a step needs to know of the rest of the bot while it is compiled. */
export interface StepContext {
  readonly dialog: string;
  readonly labels: Labels;
  /** The question after every remedy. */
  readonly checkQuestion: Localized;
  readonly actions: ReadonlyMap<string, Action>;
  readonly next: Target;
  target(written: string | undefined, at: Place): Target;
  titleOf(intent: string, at: Place): Localized;
  report(at: Place, rule: string, message: string, hint?: string): void;
}
