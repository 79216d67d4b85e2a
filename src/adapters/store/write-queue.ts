import { AppError } from "../../kernel/errors.ts";
import type { Observe } from "../../runtime/moments.ts";

/**
 * Runs `work` in one transaction: all of it is on disk when the promise settles, or none of it.
 *
 * @param keys what it will write to, in ascending order
 */
export type InTransaction<Transaction> = <Result>(
  work: (transaction: Transaction) => Promise<Result>,
  keys: readonly string[],
) => Promise<Result>;

/**
 * What a failed transaction leaves: `undone`, and each write is worth a transaction of its own; `passing`, undone because
 * somebody else was in the way, and even a write by itself is worth another one; `open`, nobody knows whether it was
 * committed, and it must not be repeated here.
 */
export type Failure = "undone" | "passing" | "open";

interface WriteQueueOptions<Transaction> {
  readonly inTransaction: InTransaction<Transaction>;
  /** Judges failures; all are `undone` when left out. */
  readonly judge?: (error: unknown) => Failure;
  /** How many writes share a commit at most; 500 when left out. */
  readonly mostPerCommit?: number;
  readonly observe?: Observe;
}

interface Waiting<Transaction> {
  /** What it writes to: writes of one key keep their order. */
  readonly key: string;
  /** Writes, and returns what tells the caller once it is committed. */
  readonly write: (transaction: Transaction) => Promise<() => void>;
  readonly reject: (reason: unknown) => void;
}

/** Keeps one commit short enough that the others do not wait noticeably for it. */
const MOST_PER_COMMIT = 500;

/** A database that is this far behind will not catch up by being asked more. */
const MOST_WAITING = 20_000;

/** Another process is in the way for a moment; who is in the way three times is not. */
const MOST_ATTEMPTS = 3;

/**
 * Commits the writes of one tick together, in the order they came: a commit costs one fsync however much is in it,
 * and the fsync is nearly all it costs.
 */
export class WriteQueue<Transaction> {
  readonly #options: WriteQueueOptions<Transaction>;
  #waiting: Waiting<Transaction>[] = [];
  #flushing: Promise<void> | undefined;

  constructor(options: WriteQueueOptions<Transaction>) {
    this.#options = options;
  }

  /**
   * Settles after the commit that `write` was part of. `write` may run several times, so it must only touch the database.
   *
   * @throws STORE_UNAVAILABLE when too much is waiting already
   */
  run<Result>(key: string, write: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#waiting.length >= MOST_WAITING) {
        reject(new AppError("STORE_UNAVAILABLE", `${MOST_WAITING} writes wait for the database already.`));
        return;
      }
      this.#waiting.push({
        key,
        async write(transaction) {
          const result = await write(transaction);
          return () => resolve(result);
        },
        reject,
      });
      this.#flushing ??= this.#flush();
    });
  }

  /** How many writes wait for their commit to begin. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Settles when nothing waits any more. */
  async drain(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#options.mostPerCommit ?? MOST_PER_COMMIT);
      // Two processes that lock the same rows in the same order never wait for each other in a circle.
      await this.#commit(group.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
    }
    this.#flushing = undefined;
  }

  /** Settles with what broke the way to the database, if it is broken. */
  async #commit(group: readonly Waiting<Transaction>[], attempt = 1): Promise<unknown> {
    const { inTransaction, judge = () => "undone", observe } = this.#options;
    const started = performance.now();
    try {
      const tellers = await inTransaction(async (transaction) => {
        const written = await writeAll(group, transaction);
        observe?.({ type: "writing", writes: group.length });
        return written;
      }, keysOf(group));
      observe?.({ type: "written", writes: group.length, ms: performance.now() - started });
      for (const tell of tellers) tell();
    } catch (error) {
      const failure = judge(error);
      if (group.length === 1 && failure === "passing" && attempt < MOST_ATTEMPTS) {
        return await this.#commit(group, attempt + 1);
      }
      if (group.length === 1 || failure === "open") {
        for (const { reject } of group) reject(error);
        return failure === "open" ? error : undefined;
      }
      // One bad write must not sink those that happened to share its tick.
      let broken: unknown;
      for (const alone of group) {
        if (broken === undefined) broken = await this.#commit([alone]);
        else alone.reject(broken);
      }
      return broken;
    }
    return undefined;
  }
}

/** Writes of one key one after the other, those of different keys side by side. */
async function writeAll<Transaction>(
  group: readonly Waiting<Transaction>[],
  transaction: Transaction,
): Promise<readonly (() => void)[]> {
  let last: { readonly key: string; readonly written: Promise<() => void> } | undefined;
  const all: Promise<() => void>[] = [];
  for (const { key, write } of group) {
    const before = last?.key === key ? last.written : undefined;
    const written = before === undefined ? write(transaction) : before.then(() => write(transaction));
    last = { key, written };
    all.push(written);
  }
  // Every one has to be over before the transaction is, or the rest of it would write outside.
  const outcomes = await Promise.allSettled(all);
  return outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

function keysOf<Transaction>(group: readonly Waiting<Transaction>[]): readonly string[] {
  return [...new Set(group.map(({ key }) => key))];
}
