import type { Timestamp } from "../kernel/time.ts";

interface Bucket {
  tokens: number;
  filledAt: Timestamp;
}

/** How much may come: `burst` at once, `perSecond` for ever. */
export interface FloodLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Of each of the two generations. A bucket takes about 100 bytes. */
const MOST_KEYS = 50_000;

/**
 * Lets each key through as often as its limit allows: a bucket of tokens that fills up again by itself.
 *
 * Buckets are kept in two generations. In the time that a bucket takes to fill, the older one is dropped: what has not
 * been touched since is full again, and says nothing. More keys than fit drop it sooner, and what is forgotten then
 * counts as full.
 */
export class FloodGate<Key> {
  readonly #limit: FloodLimit;
  readonly #mostKeys: number;
  #newer = new Map<Key, Bucket>();
  #older = new Map<Key, Bucket>();
  #turnedAt: Timestamp = 0;

  constructor(limit: FloodLimit, mostKeys = MOST_KEYS) {
    this.#limit = limit;
    this.#mostKeys = mostKeys;
  }

  /** How many keys it remembers; at most twice as many as it was made for. */
  get size(): number {
    return this.#newer.size + this.#older.size;
  }

  /** Whether one more of this key may pass now; when it may, it has. */
  admits(key: Key, now: Timestamp): boolean {
    const { burst, perSecond } = this.#limit;
    const bucket = this.#find(key, now);
    // A clock that was turned back has stood still.
    const passed = Math.max(0, now - bucket.filledAt) / 1000;
    bucket.tokens = Math.min(burst, bucket.tokens + passed * perSecond);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #find(key: Key, now: Timestamp): Bucket {
    this.#turn(now);
    const known = this.#newer.get(key);
    if (known !== undefined) return known;
    const bucket = this.#older.get(key) ?? { tokens: this.#limit.burst, filledAt: now };
    this.#older.delete(key);
    this.#newer.set(key, bucket);
    return bucket;
  }

  #turn(now: Timestamp): void {
    const timeToFill = (this.#limit.burst / this.#limit.perSecond) * 1000;
    if (now - this.#turnedAt < timeToFill && this.#newer.size < this.#mostKeys) return;
    this.#older = this.#newer;
    this.#newer = new Map();
    this.#turnedAt = now;
  }
}
