import { type Redis, ReplyError } from "ioredis";
import type { Saying } from "./notice-text.ts";
import { atTickEnd } from "./tick-end.ts";

/** A bound on the memory that a Redis which takes everything and answers nothing can cost: about ten megabytes. */
const MOST_UNANSWERED = 10_000;

/** Publishes over a connection, what comes in one tick in one write. What cannot be sent is dropped and counted. */
export class Sender {
  readonly #publisher: Redis;
  readonly #onRefused: (error: Error) => void;
  readonly #flushSoon = atTickEnd(() => this.flush());
  #batch: Saying[] = [];
  #unanswered = 0;
  #dropped = 0;

  /** @param onRefused told why Redis, which was there, did not take something */
  constructor(publisher: Redis, onRefused: (error: Error) => void) {
    this.#publisher = publisher;
    this.#onRefused = onRefused;
  }

  /** How many were dropped so far, or may not have arrived. */
  get dropped(): number {
    return this.#dropped;
  }

  send(saying: Saying): void {
    if (this.#publisher.status !== "ready" || this.#batch.length + this.#unanswered >= MOST_UNANSWERED) {
      this.#dropped += 1;
      return;
    }
    this.#batch.push(saying);
    this.#flushSoon();
  }

  /** Writes at once what waits for the end of the tick. */
  flush(): void {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length > 0) void this.#publish(batch);
  }

  async #publish(batch: readonly Saying[]): Promise<void> {
    this.#unanswered += batch.length;
    const answers = await this.#publisher.pipeline(batch.map((saying) => ["publish", ...saying])).exec();
    this.#unanswered -= batch.length;
    const failures = (answers ?? []).flatMap(([error]) => error ?? []);
    this.#dropped += failures.length;
    const refusal = failures.find((error) => error instanceof ReplyError);
    if (refusal !== undefined) this.#onRefused(refusal);
  }
}
