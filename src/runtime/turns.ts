import { AppError, errorCatalogue } from "../kernel/errors.ts";
import type { ConversationId } from "../kernel/ids.ts";
import type { Clock, Milliseconds } from "../kernel/time.ts";
import { answer } from "./answer.ts";
import { apologize } from "./apology.ts";
import type { Content } from "./content.ts";
import { Inbox } from "./inbox.ts";
import type { Delivery, FinishedTurn, Ids, Log, NextTurn, Store, Timers } from "./ports.ts";

interface TurnSurroundings {
  readonly store: Store;
  readonly content: Content;
  readonly delivery: Delivery;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

/** The bot's part is a pure function: what failed twice will fail again, and the third time only rules out bad luck. */
const MOST_FAILURES = 3;

/** Somebody else moves a conversation on now and then; twenty times in a row is no coincidence. */
const MOST_MOVES = 20;

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

/**
 * Pays the turns that conversations are owed: one after the other within a conversation, oldest first, each from the
 * state the one before left. A turn that fails stays owed and is taken again later.
 */
export class Turns {
  readonly #around: TurnSurroundings;
  readonly #inbox = new Inbox<ConversationId>();
  readonly #wanted = new Set<ConversationId>();
  /** How often in a row the next turn of a conversation has failed. */
  readonly #failures = new Map<ConversationId, { seq: number; bugs: number; retries: number }>();
  readonly #retries = new Map<ConversationId, () => void>();
  #stopping = false;

  constructor(around: TurnSurroundings) {
    this.#around = around;
  }

  /** Takes every turn the conversation is owed, soon. */
  take(id: ConversationId): void {
    // One that waits for its start will see all that is owed by then.
    if (this.#wanted.has(id)) return;
    this.#wanted.add(id);
    this.#retries.get(id)?.();
    this.#retries.delete(id);
    void this.#inbox.run(id, async () => {
      this.#wanted.delete(id);
      await this.#payAll(id);
    });
  }

  /** Takes the turns that an earlier process left unpaid. */
  async takeUp(): Promise<void> {
    const owed = await this.#around.store.owedTurns();
    for (const id of new Set(owed.map((turn) => turn.conversationId))) this.take(id);
  }

  /** Puts nothing off any more, and settles when the turns that are being taken are done. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const cancel of this.#retries.values()) cancel();
    this.#retries.clear();
    await this.idle();
  }

  /** Settles when no turn is being taken. One that was put off is not. */
  idle(): Promise<void> {
    return this.#inbox.idle();
  }

  async #payAll(id: ConversationId): Promise<void> {
    const { store, delivery } = this.#around;
    let next: NextTurn | undefined;
    try {
      next = await store.nextTurn(id);
      while (next !== undefined) {
        await this.#pay(next);
        next = await store.nextTurn(id);
      }
      if (this.#failures.delete(id)) delivery.typing(id, false);
    } catch (error) {
      this.#putOff(id, next, error);
    }
  }

  /** Pays one turn; when the conversation moved on meanwhile, that one is computed again from where it is now. */
  async #pay(first: NextTurn): Promise<void> {
    const { store, delivery } = this.#around;
    const id = first.record.id;
    let next: NextTurn | undefined = first;
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      const committed = await store.commitTurn(id, this.#compute(next));
      if (committed.type === "committed") {
        for (const event of committed.events) delivery.deliver(event);
        return;
      }
      next = await store.nextTurn(id);
      if (next?.event.seq !== first.event.seq) return;
    }
    throw new AppError("INTERNAL", `A turn was refused as moved ${MOST_MOVES} times in a row.`);
  }

  #compute(next: NextTurn): FinishedTurn {
    const { content, clock, ids } = this.#around;
    const failures = this.#failures.get(next.record.id);
    if (failures?.seq === next.event.seq && failures.bugs >= MOST_FAILURES) {
      return apologize(content.current.bot, next, ids, clock.now());
    }
    return answer(content.current, next, ids, clock.now());
  }

  #putOff(id: ConversationId, next: NextTurn | undefined, error: unknown): void {
    const { timers, log, delivery } = this.#around;
    const seq = next?.event.seq ?? 0;
    const known = this.#failures.get(id);
    const before = known?.seq === seq ? known : { bugs: 0, retries: 0 };
    const failures = { seq, bugs: before.bugs + (isOutside(error) ? 0 : 1), retries: before.retries + 1 };
    this.#failures.set(id, failures);
    const delay = retryDelay(failures.retries);
    log.error("A turn failed and stays owed.", { conversationId: id, seq, retryInMs: delay, error });
    if (this.#stopping) return;
    // An answer takes milliseconds, so nobody is told that it comes; one that was put off still will.
    if (next?.record.state.phase === "bot") delivery.typing(id, true);
    this.#retries.set(
      id,
      timers.after(delay, () => this.take(id)),
    );
  }
}

/** A fault of the world around us, which may pass, and not of the turn. */
function isOutside(error: unknown): boolean {
  return error instanceof AppError && error.code !== "INTERNAL" && errorCatalogue[error.code].retryable;
}

function retryDelay(retries: number): Milliseconds {
  return Math.min(FIRST_RETRY_MS * 2 ** (retries - 1), LONGEST_RETRY_MS);
}
