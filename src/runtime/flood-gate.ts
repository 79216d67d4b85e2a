import type { Milliseconds, Timestamp } from "../kernel/time.ts";

interface Bucket {
  tokens: number;
  filledAt: Timestamp;
}

/** How much may come: `burst` at once, `perSecond` for ever. */
interface FloodLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Lets each key through as often as its limit allows: a bucket of tokens that fills up again by itself. */
export class FloodGate<Key> {
  readonly #limit: FloodLimit;
  readonly #buckets = new Map<Key, Bucket>();
  #sweptAt: Timestamp = 0;

  constructor(limit: FloodLimit) {
    this.#limit = limit;
  }

  /** Whether one more of this key may pass now; when it may, it has. */
  admits(key: Key, now: Timestamp): boolean {
    this.#sweep(now);
    const { burst, perSecond } = this.#limit;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
    const admitted = tokens >= 1;
    this.#buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, filledAt: now });
    return admitted;
  }

  /** A bucket that has filled up again says nothing: forget it, or the map grows for ever. */
  #sweep(now: Timestamp): void {
    const timeToFill: Milliseconds = (this.#limit.burst / this.#limit.perSecond) * 1000;
    if (now - this.#sweptAt < timeToFill) return;
    this.#sweptAt = now;
    for (const [key, bucket] of this.#buckets) {
      if (now - bucket.filledAt >= timeToFill) this.#buckets.delete(key);
    }
  }
}
