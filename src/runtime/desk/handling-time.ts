import type { Milliseconds } from "../../kernel/time.ts";

/** How much the last conversation counts: about the last ten make the figure. */
const WEIGHT = 0.1;

/** Longer than that, an agent has forgotten to let go. */
const LONGEST_MS: Milliseconds = 3_600_000;

/** How long agents are with a customer, as an average that forgets. */
export class HandlingTime {
  #average: Milliseconds | undefined;

  add(duration: Milliseconds): void {
    const counted = Math.min(Math.max(duration, 0), LONGEST_MS);
    this.#average =
      this.#average === undefined ? counted : this.#average + WEIGHT * (counted - this.#average);
  }

  /** Undefined as long as no conversation has ended. */
  get typical(): Milliseconds | undefined {
    return this.#average;
  }
}
