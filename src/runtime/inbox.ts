import { AppError } from "../kernel/errors.ts";

/** Enough for any customer who types; a sender that piles up more is told to slow down. */
const MOST_WAITING = 100;

interface Line {
  last: Promise<unknown>;
  length: number;
}

/** Runs the jobs of one conversation one at a time, in the order they came; conversations do not wait for each other. */
export class Inbox<Key> {
  readonly #lines = new Map<Key, Line>();
  #whenIdle: (() => void)[] = [];

  /**
   * Settles as `job` does. A job that fails does not keep the next one from running.
   *
   * @throws TOO_MANY_REQUESTS when too many jobs of this key wait already
   */
  run<Result>(key: Key, job: () => Promise<Result>): Promise<Result> {
    const line = this.#lines.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (line.length >= MOST_WAITING) {
      return Promise.reject(
        new AppError(
          "TOO_MANY_REQUESTS",
          `${MOST_WAITING} requests of one conversation are waiting already.`,
        ),
      );
    }
    this.#lines.set(key, line);
    line.length += 1;
    const result = line.last.then(job).finally(() => this.#leave(key, line));
    line.last = result.catch(() => undefined);
    return result;
  }

  /** Settles when the jobs are done that this key has now. */
  async settled(key: Key): Promise<void> {
    await this.#lines.get(key)?.last;
  }

  /** How many keys have a job running or waiting. */
  get size(): number {
    return this.#lines.size;
  }

  /** Settles when no job is left. */
  idle(): Promise<void> {
    if (this.#lines.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #leave(key: Key, line: Line): void {
    line.length -= 1;
    if (line.length > 0) return;
    // Forget idle conversations, or the map grows for ever.
    this.#lines.delete(key);
    if (this.#lines.size > 0) return;
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resolve of waiting) resolve();
  }
}
