import { CircuitState, type IBreaker } from "cockatiel";
import type { Clock, Milliseconds } from "../../../kernel/time.ts";

interface Bucket {
  readonly begun: number;
  failures: number;
  total: number;
}

/** Finer than this is of no use: ten of them cover the window. */
const BUCKETS = 10;

/**
 * Opens a circuit when half of the calls of the last while have failed, and there were enough to tell.
 *
 * cockatiel's own `SamplingBreaker` lets go of one old sample for each new call, so that with few calls an outage of
 * yesterday still counts today.
 */
export class RecentFailures implements IBreaker {
  /** Nothing of it is carried over to another process. */
  state: unknown = undefined;
  readonly #clock: Clock;
  readonly #bucketMs: Milliseconds;
  readonly #least: number;
  #buckets: readonly Bucket[] = [];

  constructor(clock: Clock, windowMs: Milliseconds, least: number) {
    this.#clock = clock;
    this.#bucketMs = windowMs / BUCKETS;
    this.#least = least;
  }

  success(state: CircuitState): void {
    // The shop is back: what was before says nothing of it any more.
    if (state === CircuitState.HalfOpen) this.#buckets = [];
    this.#count(0);
  }

  failure(state: CircuitState): boolean {
    this.#count(1);
    if (state !== CircuitState.Closed) return true;
    const failures = this.#buckets.reduce((sum, bucket) => sum + bucket.failures, 0);
    const total = this.#buckets.reduce((sum, bucket) => sum + bucket.total, 0);
    return total >= this.#least && failures * 2 >= total;
  }

  #count(failures: 0 | 1): void {
    const now = Math.floor(this.#clock.now() / this.#bucketMs);
    const recent = this.#buckets.filter(({ begun }) => begun > now - BUCKETS && begun <= now);
    const last = recent.at(-1);
    const bucket = last?.begun === now ? last : { begun: now, failures: 0, total: 0 };
    bucket.failures += failures;
    bucket.total += 1;
    this.#buckets = bucket === last ? recent : [...recent, bucket];
  }
}
