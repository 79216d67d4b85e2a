import type { ConversationId } from "../kernel/ids.ts";
import type { Clock, Milliseconds, Timestamp } from "../kernel/time.ts";
import type { Log, SetAlarm, Store, Timers } from "./ports.ts";
import { isOutside, retryDelay } from "./retrying.ts";
import type { Turns } from "./turns.ts";

interface AlarmSurroundings {
  readonly store: Store;
  readonly turns: Pick<Turns, "ring">;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** After a long downtime many are overdue; the customers who write now are not to wait behind all of them. */
const MOST_AT_ONCE = 50;

/** An alarm that fails for a fault of ours is given up then: the conversation goes on when the customer writes. */
const MOST_FAILURES = 3;

/** The longest that timers can be set to is 24 days. */
const LONGEST_SLEEP_MS: Milliseconds = 24 * 3_600_000;

/** Has the bot speak up when the time has come that a conversation's alarm is set to. What was missed is made up for. */
export class Alarms {
  readonly #around: AlarmSurroundings;
  readonly #failures = new Map<ConversationId, number>();
  #wakesAt = Number.POSITIVE_INFINITY;
  #cancel = (): void => {};
  #looking = Promise.resolve();
  #stopped = false;

  constructor(around: AlarmSurroundings) {
    this.#around = around;
  }

  /** Rings what is overdue, and from then on each alarm at its time. */
  start(): void {
    this.#lookNow();
  }

  /** An alarm has been set. */
  expect(due: Timestamp): void {
    if (this.#stopped || due >= this.#wakesAt) return;
    const { clock, timers } = this.#around;
    this.#cancel();
    this.#wakesAt = due;
    const delay = Math.min(Math.max(due - clock.now(), 0), LONGEST_SLEEP_MS);
    this.#cancel = timers.after(delay, () => this.#lookNow());
  }

  /** Rings nothing more; settles when what is ringing is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.idle();
  }

  /** Settles when nothing is ringing. */
  idle(): Promise<void> {
    return this.#looking;
  }

  #lookNow(): void {
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#looking = this.#looking.then(() => this.#look());
  }

  async #look(): Promise<void> {
    if (this.#stopped) return;
    const { store, clock, log } = this.#around;
    const now = clock.now();
    try {
      const due = await store.claimAlarms(now, MOST_AT_ONCE);
      const retries = await Promise.all(due.map((alarm) => this.#ring(alarm)));
      for (const next of [...retries, await store.nextAlarm()]) if (next !== undefined) this.expect(next);
    } catch (error) {
      log.error("The alarms cannot be read.", { error });
      this.expect(now + retryDelay(Number.POSITIVE_INFINITY));
    }
  }

  /** Returns when to try it again, if it failed. */
  async #ring(alarm: SetAlarm): Promise<Timestamp | undefined> {
    const { store, turns, clock, log } = this.#around;
    const { conversationId: id, due, kind } = alarm;
    try {
      await turns.ring(id, due);
      this.#failures.delete(id);
      return undefined;
    } catch (error) {
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      const isGivenUp = failures >= MOST_FAILURES && !isOutside(error);
      log.error("An alarm failed.", { conversationId: id, kind, isGivenUp, error });
      if (!isGivenUp) return clock.now() + retryDelay(failures);
      this.#failures.delete(id);
      await store.dropAlarm(alarm);
      await store.release(id);
      return undefined;
    }
  }
}
