import type { Understanding } from "../kernel/understanding.ts";

/** What a customer has written, and what the NLU makes of it. */
export interface Heard {
  readonly text: string;
  readonly understanding: Understanding;
  /** Its sentences one by one, when there is more than one: they may ask for different things. */
  readonly parts: readonly HeardPart[];
}

export interface HeardPart {
  readonly text: string;
  readonly understanding: Understanding;
}
