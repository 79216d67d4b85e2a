import type { Seq } from "../kernel/ids.ts";
import type { LoggedEvent } from "./ports.ts";

/** Where a feed's events go. */
export interface Receiver {
  event(event: LoggedEvent): void;
  typing(on: boolean): void;
  /** The log could not be read: the receiver has all events so far and must ask again for the rest. */
  failed(error: unknown): void;
}

type ReadPage = (range: { readonly after: Seq; readonly limit: number }) => Promise<readonly LoggedEvent[]>;

const PAGE = 200;

/**
 * One watcher's way through a log: hands on every event after `after` exactly once and in order, whether it is
 * offered live, early, twice, or has to be read from the store.
 */
export class Feed {
  readonly #receiver: Receiver;
  readonly #readPage: ReadPage;
  #last: Seq;
  #newestKnown: Seq;
  #catchingUp = false;
  #ended = false;

  constructor(after: Seq, receiver: Receiver, readPage: ReadPage) {
    this.#last = after;
    this.#newestKnown = after;
    this.#receiver = receiver;
    this.#readPage = readPage;
  }

  /** An event has been committed. One that comes ahead of its turn is not kept: the store has it, and those before it. */
  offer(event: LoggedEvent): void {
    this.#newestKnown = Math.max(this.#newestKnown, event.seq);
    if (this.#catchingUp) return;
    if (event.seq === this.#last + 1) this.#hand(event);
    else if (event.seq > this.#last) this.catchUp();
  }

  /** Reads from the store what is missing. */
  catchUp(): void {
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    this.#read().catch((error: unknown) => {
      if (!this.#ended) this.#receiver.failed(error);
    });
  }

  typing(on: boolean): void {
    this.#receiver.typing(on);
  }

  end(): void {
    this.#ended = true;
  }

  async #read(): Promise<void> {
    try {
      let page: readonly LoggedEvent[];
      do {
        page = await this.#readPage({ after: this.#last, limit: PAGE });
        for (const event of page) this.#hand(event);
        // What was offered meanwhile is committed, so the next page has it.
      } while (!this.#ended && page.length > 0 && (page.length === PAGE || this.#last < this.#newestKnown));
    } finally {
      this.#catchingUp = false;
    }
  }

  #hand(event: LoggedEvent): void {
    if (this.#ended) return;
    this.#last = event.seq;
    this.#receiver.event(event);
  }
}
