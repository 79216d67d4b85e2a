import type { Seq } from "../kernel/ids.ts";
import type { CustomerPresence } from "../protocol/chat.ts";
import type { Writer } from "./bus.ts";
import type { LoggedEvent } from "./ports.ts";

/** Where a feed's events go. */
export interface Receiver {
  event(event: LoggedEvent): void;
  typing(from: Writer, on: boolean): void;
  /** The customer has seen the log up to `seq`. */
  read?(seq: Seq): void;
  /** An agent has seen the log up to `seq`. */
  seen?(seq: Seq): void;
  /** Who has the customer, and where they stand in line, is different now. */
  presence?(presence: CustomerPresence): void;
  /** The log could not be read: the receiver has all events so far and must ask again for the rest. */
  failed(error: unknown): void;
  /** Undefined while it can take one more event; else what settles when it can again. Left out, it always can. */
  whenRoom?(): Promise<void> | undefined;
}

type ReadPage = (range: { readonly after: Seq; readonly limit: number }) => Promise<readonly LoggedEvent[]>;

const LONGEST_PAGE = 200;

/**
 * One watcher's way through a log: hands on every event after `after` exactly once and in order, whether it is
 * offered live, early, twice, or has to be read from the store. A watcher that is full is left alone until it has room,
 * and then gets what it missed from the store: nothing is kept for it meanwhile.
 */
export class Feed {
  readonly #receiver: Receiver;
  readonly #readPage: ReadPage;
  #last: Seq;
  /** How many events are read at once: as many as the receiver takes, about. */
  #page = LONGEST_PAGE;
  /** It is reading, or waits for the receiver to have room. */
  #isBusy = false;
  /** The store may have more than what is being read. */
  #isBehind = false;
  #ended = false;

  constructor(after: Seq, receiver: Receiver, readPage: ReadPage) {
    this.#last = after;
    this.#receiver = receiver;
    this.#readPage = readPage;
  }

  /** An event has been committed. One that comes ahead of its turn is not kept: the store has it, and those before it. */
  offer(event: LoggedEvent): void {
    if (event.seq <= this.#last) return;
    const isNext = event.seq === this.#last + 1 && !this.#isBusy;
    if (isNext && this.#receiver.whenRoom?.() === undefined) this.#hand(event);
    else this.catchUp();
  }

  /** The log goes up to `last` by now. */
  know(last: Seq): void {
    if (last > this.#last) this.catchUp();
  }

  /** Reads from the store what is missing. */
  catchUp(): void {
    this.#isBehind = true;
    if (this.#isBusy || this.#ended) return;
    this.#read().catch((error: unknown) => {
      if (!this.#ended) this.#receiver.failed(error);
    });
  }

  typing(from: Writer, on: boolean): void {
    this.#receiver.typing(from, on);
  }

  read(seq: Seq): void {
    this.#receiver.read?.(seq);
  }

  seen(seq: Seq): void {
    this.#receiver.seen?.(seq);
  }

  tell(presence: CustomerPresence): void {
    this.#receiver.presence?.(presence);
  }

  end(): void {
    this.#ended = true;
  }

  async #read(): Promise<void> {
    this.#isBusy = true;
    try {
      while (this.#isBehind && !this.#ended) {
        const roomMade = this.#receiver.whenRoom?.();
        if (roomMade === undefined) await this.#readOn();
        else await roomMade;
      }
    } finally {
      this.#isBusy = false;
    }
  }

  async #readOn(): Promise<void> {
    // What is committed from here on and is not in the page will be told.
    this.#isBehind = false;
    const limit = this.#page;
    const page = await this.#readPage({ after: this.#last, limit });
    const isTaken = this.#handAll(page) === page.length;
    if (!isTaken || page.length === limit) this.#isBehind = true;
    this.#page = isTaken ? Math.min(limit * 2, LONGEST_PAGE) : Math.ceil(limit / 2);
  }

  /** Returns how many there was room for. */
  #handAll(page: readonly LoggedEvent[]): number {
    for (const [index, event] of page.entries()) {
      if (this.#receiver.whenRoom?.() !== undefined) return index;
      this.#hand(event);
    }
    return page.length;
  }

  #hand(event: LoggedEvent): void {
    if (this.#ended) return;
    this.#last = event.seq;
    this.#receiver.event(event);
  }
}
