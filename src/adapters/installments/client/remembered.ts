import type { Milliseconds } from "../../../kernel/time.ts";
import type { Timers } from "../../../runtime/ports.ts";
import type { Answer } from "./installments.ts";
import { unlessGone } from "./unless-gone.ts";

interface Entry {
  readonly customer: string;
  readonly answer: Promise<Answer<unknown>>;
  readonly abort: AbortController;
  waiting: number;
  isThere: boolean;
}

interface RememberedSettings {
  readonly timers: Timers;
  /** Long enough for a dialog that asks the same at several steps, too short to tell a customer what is over. */
  readonly keptMs: Milliseconds;
  readonly most: number;
}

/**
 * Remembers what was read for a little while, and lets those who ask the same at the same time share one question.
 *
 * Everything is kept by the whole path, which names the customer, and is forgotten when its time is over, when the
 * customer changes something, and, the oldest first, when it becomes too much.
 */
export class Remembered {
  readonly #settings: RememberedSettings;
  readonly #entries = new Map<string, Entry>();

  constructor(settings: RememberedSettings) {
    this.#settings = settings;
  }

  /** @param ask told to stop only when all who wait for it have left */
  async answer(
    customer: string,
    path: string,
    ask: (signal: AbortSignal) => Promise<Answer<unknown>>,
    signal: AbortSignal,
  ): Promise<Answer<unknown>> {
    if (signal.aborted) return { type: "timeout" };
    const entry = this.#entries.get(path) ?? this.#begin(customer, path, ask);
    entry.waiting += 1;
    try {
      return await unlessGone(entry.answer, signal);
    } finally {
      entry.waiting -= 1;
      if (entry.waiting === 0 && !entry.isThere) {
        entry.abort.abort();
        this.#drop(path, entry);
      }
    }
  }

  forget(customer: string): void {
    for (const [path, entry] of this.#entries) if (entry.customer === customer) this.#entries.delete(path);
  }

  #begin(customer: string, path: string, ask: (signal: AbortSignal) => Promise<Answer<unknown>>): Entry {
    const abort = new AbortController();
    const answer = ask(abort.signal).then((got) => {
      entry.isThere = true;
      if (got.type === "ok")
        this.#settings.timers.after(this.#settings.keptMs, () => this.#drop(path, entry));
      else this.#drop(path, entry);
      return got;
    });
    const entry: Entry = { customer, answer, abort, waiting: 0, isThere: false };
    this.#entries.set(path, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#settings.most) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  #drop(path: string, entry: Entry): void {
    if (this.#entries.get(path) === entry) this.#entries.delete(path);
  }
}
