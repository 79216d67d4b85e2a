import type { Place } from "./source.ts";

/** A marked part of an utterance. */
export interface UtteranceMark {
  readonly slot: string;
  /** The utterance without markup, and where the part stands in it: [start, end). */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly at: Place;
}
