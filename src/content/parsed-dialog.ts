import type { Localized } from "../kernel/language.ts";
import type { Action } from "./action.ts";
import type { Dialog, Fact, Intent, Labels } from "./bot.ts";
import type { ParsedStep } from "./steps.ts";

/** A dialog or pattern whose own shape is good; its references are still words. */
export interface ParsedDialog
  extends Pick<Dialog, "id" | "title" | "kind" | "resume" | "quiet" | "slots" | "was" | "at" | "intents"> {
  readonly phrases: readonly string[];
  readonly steps: readonly ParsedStep[];
}

/** The rest of the bot, as far as dialogs refer to it. */
export interface Surroundings {
  readonly labels: Labels;
  readonly checkQuestion: Localized;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly actions: ReadonlyMap<string, Action>;
  /** What can fill a slot. */
  readonly entities: readonly string[];
  /** Where a person may be asked for, beside `default`; anywhere, when absent. */
  readonly queues?: readonly string[];
}
