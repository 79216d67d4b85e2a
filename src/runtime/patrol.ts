import type { Milliseconds } from "../kernel/time.ts";
import type { Alarms } from "./alarms.ts";
import type { Bus } from "./bus.ts";
import type { Feeds } from "./feeds.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Log, Store, Timers } from "./ports.ts";
import type { Turns } from "./turns.ts";

interface PatrolSurroundings {
  readonly store: Store;
  readonly live: Pick<LiveConversations, "forget">;
  readonly turns: Pick<Turns, "take">;
  readonly alarms: Pick<Alarms, "expect">;
  readonly feeds: Pick<Feeds, "lookAround">;
  readonly bus: Bus;
  readonly timers: Timers;
  readonly log: Log;
}

/** Four beats fit into the time that the store counts a process as living without hearing from it. */
const BEAT_MS: Milliseconds = 500;

/** Where nobody else can be, there is nobody to take over from: only what this process may have lost sight of itself. */
const ALONE_MS: Milliseconds = 10_000;

/** Of what a dead process left, so much at a time: customers who write now are not to wait behind all of it. */
const MOST_AT_ONCE = 100;

/** What is rarely found is rarely looked for: once in so many beats. */
const RARELY = 20;

/** What processes store that the bus does not bring news of is looked for once in so many beats. */
const WITHOUT_BUS = 2;

/**
 * Goes round again and again: keeps this process among the living, takes over what processes owed that are not, and finds
 * whatever was lost on the way to where it belongs.
 */
export class Patrol {
  readonly #around: PatrolSurroundings;
  #rounds = 0;
  #others = 0;
  #cancel = (): void => {};
  #walking = Promise.resolve();
  #phase: "off duty" | "on duty" | "leaving" = "off duty";
  #isFailing = false;
  #hasMissed = false;

  constructor(around: PatrolSurroundings) {
    this.#around = around;
  }

  /** How many other processes share the store. */
  get others(): number {
    return this.#others;
  }

  /**
   * Makes the first round, and from then on one after the other.
   *
   * @throws STORE_UNAVAILABLE
   */
  async start(): Promise<void> {
    this.#phase = "on duty";
    await this.#round();
    this.#next();
  }

  /** Notices may have been missed: the next round looks for what they told. */
  miss(): void {
    this.#hasMissed = true;
  }

  /** Takes over nothing any more, but stays among the living: what was begun is this process's to finish. */
  leave(): void {
    this.#phase = "leaving";
  }

  /** Ends it, and leaves everything that is not finished to others. */
  async stop(): Promise<void> {
    const { store, log } = this.#around;
    this.#phase = "off duty";
    this.#cancel();
    await this.#walking;
    await store.resign().catch((error: unknown) => {
      log.warn("The others were not told that this process is gone; they will notice.", { error });
    });
  }

  #next(delay = this.#around.store.isShared ? BEAT_MS : ALONE_MS): void {
    if (this.#phase === "off duty") return;
    this.#cancel = this.#around.timers.after(delay, () => {
      this.#walking = this.#walk();
    });
  }

  async #walk(): Promise<void> {
    const { log } = this.#around;
    try {
      const isMore = await this.#round();
      if (this.#isFailing) log.info("The database answers again.");
      this.#isFailing = false;
      this.#next(isMore ? 0 : undefined);
    } catch (error) {
      if (!this.#isFailing) log.error("The database does not answer.", { error });
      this.#isFailing = true;
      // Commits may have been cut off, and what this round was to look for is still to be found.
      this.miss();
      this.#next(BEAT_MS);
    }
  }

  /** Returns whether there is more to take over. */
  async #round(): Promise<boolean> {
    const { store, feeds, bus } = this.#around;
    const round = this.#rounds++;
    this.#others = await store.beat();
    const areUnheard = this.#others > bus.peers;
    if (areUnheard && round % WITHOUT_BUS === 0) {
      await feeds.lookAround();
      this.miss();
    }
    if (this.#phase !== "on duty") return false;
    if (this.#hasMissed || !store.isShared || round % RARELY === 0) {
      this.#hasMissed = false;
      await this.#retake();
    }
    return await this.#takeOver();
  }

  /** Turns that are this process's to take: a commit was cut off, or the notice was lost that told of one. */
  async #retake(): Promise<void> {
    const { store, live, turns } = this.#around;
    let page = await store.claimed({ limit: MOST_AT_ONCE });
    for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
      for (const id of page) {
        live.forget(id);
        turns.take(id);
      }
      page = await store.claimed({ after: last, limit: MOST_AT_ONCE });
    }
  }

  async #takeOver(): Promise<boolean> {
    const { store, live, turns, alarms } = this.#around;
    const owed = await store.claimOwed(MOST_AT_ONCE);
    for (const id of owed) {
      live.forget(id);
      turns.take(id);
    }
    const due = await store.nextAlarm();
    if (due !== undefined) alarms.expect(due);
    return owed.length === MOST_AT_ONCE;
  }
}
