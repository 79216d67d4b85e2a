import type { Redis } from "ioredis";

/** Channels in one command: subscribing to more holds up everybody else's commands for milliseconds. */
const MOST_AT_ONCE = 1000;

/** Which channels are wanted, and which ones Redis has been asked for on the present connection. */
export class Subscriptions {
  readonly #subscriber: Redis;
  readonly #wanted: Set<string>;
  readonly #asked = new Set<string>();
  readonly #changed = new Set<string>();

  /** @param wanted from the start */
  constructor(subscriber: Redis, wanted: readonly string[]) {
    this.#subscriber = subscriber;
    this.#wanted = new Set(wanted);
  }

  add(channel: string): void {
    this.#wanted.add(channel);
    this.#changed.add(channel);
  }

  remove(channel: string): void {
    this.#wanted.delete(channel);
    this.#changed.add(channel);
  }

  /** How many channels are kept in mind. */
  get size(): number {
    return this.#wanted.size + this.#asked.size + this.#changed.size;
  }

  /** Asks a new connection for everything that is wanted, as `settle` does. */
  renew(): Promise<readonly string[]> {
    this.#asked.clear();
    for (const channel of this.#wanted) this.#changed.add(channel);
    return this.settle();
  }

  /**
   * Asks for what has changed since it last did. Without a connection nothing is asked: the next one is to be renewed.
   *
   * @returns the channels from which everything is heard from now on; rejects when Redis does not give them
   */
  async settle(): Promise<readonly string[]> {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#subscriber.status !== "ready") return [];
    const added = changed.filter((channel) => this.#wanted.has(channel) && !this.#asked.has(channel));
    const removed = changed.filter((channel) => !this.#wanted.has(channel) && this.#asked.has(channel));
    for (const channel of added) this.#asked.add(channel);
    for (const channel of removed) this.#asked.delete(channel);
    await Promise.all([
      ...inParts(added).map((part) => this.#subscriber.subscribe(...part)),
      ...inParts(removed).map((part) => this.#subscriber.unsubscribe(...part)),
    ]);
    return added;
  }
}

function inParts(channels: readonly string[]): string[][] {
  const starts = Array.from(
    { length: Math.ceil(channels.length / MOST_AT_ONCE) },
    (_, n) => n * MOST_AT_ONCE,
  );
  return starts.map((start) => channels.slice(start, start + MOST_AT_ONCE));
}
