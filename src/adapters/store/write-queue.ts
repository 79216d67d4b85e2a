/** Runs `work` in one transaction: all of it is on disk when the promise settles, or none of it. */
export type InTransaction<Transaction> = <Result>(
  work: (transaction: Transaction) => Promise<Result>,
) => Promise<Result>;

interface Waiting<Transaction> {
  /** Writes, and returns what tells the caller once it is committed. */
  readonly write: (transaction: Transaction) => Promise<() => void>;
  readonly reject: (reason: unknown) => void;
}

/** Keeps one commit short enough that the others do not wait noticeably for it. */
const MOST_PER_COMMIT = 500;

/**
 * Commits the writes of one tick together, in the order they came: a commit costs one fsync however much is in it,
 * and the fsync is nearly all it costs.
 */
export class WriteQueue<Transaction> {
  readonly #inTransaction: InTransaction<Transaction>;
  #waiting: Waiting<Transaction>[] = [];
  #flushing: Promise<void> | undefined;

  constructor(inTransaction: InTransaction<Transaction>) {
    this.#inTransaction = inTransaction;
  }

  /** Settles after the commit that `write` was part of. `write` may run twice, so it must only touch the database. */
  run<Result>(write: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({
        async write(transaction) {
          const result = await write(transaction);
          return () => resolve(result);
        },
        reject,
      });
      this.#flushing ??= this.#flush();
    });
  }

  /** Settles when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      await this.#commit(this.#waiting.splice(0, MOST_PER_COMMIT));
    }
    this.#flushing = undefined;
  }

  async #commit(group: readonly Waiting<Transaction>[]): Promise<void> {
    try {
      const tellers = await this.#inTransaction(async (transaction) => {
        const written: (() => void)[] = [];
        for (const { write } of group) written.push(await write(transaction));
        return written;
      });
      for (const tell of tellers) tell();
    } catch (error) {
      if (group.length === 1) {
        for (const { reject } of group) reject(error);
      } else {
        // One bad write must not sink those that happened to share its tick.
        for (const alone of group) await this.#commit([alone]);
      }
    }
  }
}
