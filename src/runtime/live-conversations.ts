import type { ConversationId } from "../kernel/ids.ts";
import {
  type Committed,
  type ConversationRecord,
  type FinishedTurn,
  type LoggedEvent,
  MOST_OWED,
  type NewEvent,
  type NextTurn,
  type Received,
  type Store,
} from "./ports.ts";

/** A conversation as the store has it, as far as is known, and everything it is owed an answer to. */
interface Live {
  readonly record: ConversationRecord;
  readonly owed: readonly LoggedEvent[];
}

/** What is kept of each is a few kilobytes. */
const MOST_LIVE = 5000;

/**
 * Keeps conversations that are going on in memory, so that a turn reads nothing: it begins from what the last one left and
 * what has been stored since.
 *
 * What the store answers tells whether that is still so. Every event of the log and every new state shows in the seq and
 * the version that come back from a write; whatever does not follow from what is known, a turn that was refused, and a
 * write that failed make the conversation forgotten, and it is read again.
 */
export class LiveConversations {
  readonly #store: Store;
  readonly #live = new Map<ConversationId, Live>();
  /** Conversations being read; what is written meanwhile makes what is read old. */
  readonly #reading = new Map<ConversationId, symbol>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** See `Store.receive`. */
  async receive(id: ConversationId, event: NewEvent, owesTurn: boolean): Promise<Received> {
    const received = await this.#write(id, () => this.#store.receive(id, event, owesTurn));
    if (received.type === "duplicate") {
      // Stored at some time and perhaps somewhere that this process did not hear of.
      this.forget(id);
      return received;
    }
    const live = this.#live.get(id);
    const follows = live?.record.last === received.event.seq - 1 && live.record.version === received.version;
    if (live === undefined || !follows) {
      this.#live.delete(id);
      return received;
    }
    const record = { ...live.record, last: received.event.seq };
    this.#keep(id, { record, owed: owesTurn ? [...live.owed, received.event] : live.owed });
    return received;
  }

  /** See `Store.commitTurn`. */
  async commitTurn(id: ConversationId, turn: FinishedTurn): Promise<Committed> {
    const committed = await this.#write(id, () => this.#store.commitTurn(id, turn));
    const live = this.#live.get(id);
    const follows =
      committed.type === "committed" &&
      live?.record.version === turn.version &&
      live.record.last === committed.record.last - committed.events.length;
    if (live === undefined || !follows) {
      this.#live.delete(id);
      return committed;
    }
    const owed = "pays" in turn ? live.owed.filter(({ seq }) => seq > turn.pays) : live.owed;
    this.#keep(id, { record: committed.record, owed });
    return committed;
  }

  /** See `Store.nextTurn`. */
  async nextTurn(id: ConversationId): Promise<NextTurn | undefined> {
    const live = this.#live.get(id);
    if (live !== undefined) {
      const [first, ...more] = live.owed;
      return first === undefined ? undefined : { record: live.record, events: [first, ...more] };
    }
    const reading = Symbol(id);
    this.#reading.set(id, reading);
    const next = await this.#store.nextTurn(id);
    if (this.#reading.get(id) !== reading) return next;
    this.#reading.delete(id);
    // A page that is full may not be all.
    if (next !== undefined && next.events.length < MOST_OWED)
      this.#keep(id, { record: next.record, owed: next.events });
    return next;
  }

  /** The conversation as far as this process knows; undefined when it has to be read. */
  known(id: ConversationId): ConversationRecord | undefined {
    return this.#live.get(id)?.record;
  }

  /** Reads the conversation anew when it is needed next: somebody else may have written to it. */
  forget(id: ConversationId): void {
    this.#live.delete(id);
    this.#reading.delete(id);
  }

  /** How many are kept. */
  get size(): number {
    return this.#live.size;
  }

  async #write<Result>(id: ConversationId, write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await write();
      this.#reading.delete(id);
      return result;
    } catch (error) {
      // It may have been stored all the same.
      this.forget(id);
      throw error;
    }
  }

  #keep(id: ConversationId, live: Live): void {
    this.#live.delete(id);
    this.#live.set(id, live);
    const [oldest] = this.#live.keys();
    if (this.#live.size > MOST_LIVE && oldest !== undefined) this.#live.delete(oldest);
  }
}
