import type { SlotValue } from "../../content/values.ts";
import type { ConversationEvent } from "../../conversation/event.ts";
import type { Origin } from "../../dialog/state.ts";
import type { Timestamp } from "../../kernel/time.ts";

/** A Monday morning; a walk's clock only moves when the bot's alarm rings, or a customer stays away. */
export const BEGINNING: Timestamp = Date.UTC(2026, 2, 9, 2);

/** The kinds of what can happen to a conversation: one event stands for all of its kind. */
export type HappeningKind =
  // Answers: what a customer who goes along does, and what the world does meanwhile.
  | "option"
  | "yes"
  | "no"
  | "value"
  | "skip"
  | "outcome"
  | "wait"
  // Everything else.
  | "unclear"
  | "ambiguous"
  | "intent"
  | "word"
  | "human"
  | "human-button"
  | "button"
  | "silence"
  | "return"
  | "correction"
  | "stale"
  | "image"
  | "two"
  | "care"
  | "article"
  | "later";

export interface Happening {
  readonly kind: HappeningKind;
  readonly event: ConversationEvent;
  /** The value that an answer to a slot's question stands for. */
  readonly value?: SlotValue;
}

/** How a state was come to: the last thing that happened, and the way before it. */
export interface Path {
  readonly before?: Path;
  readonly happening: Happening;
}

/** A button that can be pressed. */
export interface Press {
  readonly option: string;
  readonly origin: Origin;
}

/** What happened, oldest first. */
export function happeningsOf(path: Path | undefined): readonly Happening[] {
  const happened: Happening[] = [];
  for (let here = path; here !== undefined; here = here.before) happened.push(here.happening);
  return happened.reverse();
}

/** How many things happened. */
export function lengthOf(path: Path | undefined): number {
  let length = 0;
  for (let here = path; here !== undefined; here = here.before) length += 1;
  return length;
}

/** The moment a path has come to. */
export function timeOf(path: Path | undefined): Timestamp {
  return path?.happening.event.at ?? BEGINNING;
}
