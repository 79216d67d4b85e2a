import { describe, expect, test } from "vitest";
import { type Failure, type InTransaction, WriteQueue } from "../../src/adapters/store/write-queue.ts";
import type { Moment } from "../../src/runtime/moments.ts";
import { deferred } from "../support/deferred.ts";

/** What is thrown, and what it leaves of the transaction. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`refused: ${failure}`);
    this.failure = failure;
  }
}

const judge = (error: unknown): Failure => (error instanceof Refusal ? error.failure : "undone");

/** A database of lines, each transaction committed as a whole or not at all. */
function lines(options: { readonly beforeCommit?: () => Promise<void> | void } = {}) {
  const commits: string[][] = [];
  const keys: (readonly string[])[] = [];
  let attempts = 0;
  const inTransaction: InTransaction<string[]> = async (work, itsKeys) => {
    attempts += 1;
    keys.push(itsKeys);
    const written: string[] = [];
    const result = await work(written);
    await options.beforeCommit?.();
    commits.push(written);
    return result;
  };
  return {
    commits,
    keys,
    inTransaction,
    get attempts() {
      return attempts;
    },
  };
}

const line =
  (text: string) =>
  async (transaction: string[]): Promise<string> => {
    transaction.push(text);
    return text;
  };

/** Fails the first so many times that it is run. */
function refusing(text: string, failure: Failure, times = Number.POSITIVE_INFINITY) {
  const refused = { runs: 0 };
  const write = async (transaction: string[]): Promise<string> => {
    refused.runs += 1;
    if (refused.runs <= times) throw new Refusal(failure);
    return line(text)(transaction);
  };
  return Object.assign(write, { refused });
}

const outcomes = async (writes: readonly Promise<string>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(writes)).map((one) =>
    one.status === "fulfilled" ? one.value : (one.reason as Error).message,
  );

describe("writes of one tick", () => {
  test("are one transaction, which is told what it will write to, in ascending order", async () => {
    const { inTransaction, commits, keys } = lines();
    const queue = new WriteQueue({ inTransaction });
    const writes = ["b1", "a1", "c1", "b2", "a2", "a3"].map((text) =>
      queue.run(text.slice(0, 1), line(text)),
    );
    expect(await outcomes(writes)).toEqual(["b1", "a1", "c1", "b2", "a2", "a3"]);
    expect(commits).toHaveLength(1);
    expect(keys).toEqual([["a", "b", "c"]]);
    const written = commits.flat();
    expect(written.filter((text) => text.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
    expect(written.filter((text) => text.startsWith("b"))).toEqual(["b1", "b2"]);
  });

  test("wait for those to the same key, and for no others", async () => {
    const { inTransaction, commits } = lines();
    const queue = new WriteQueue({ inTransaction });
    const slow = deferred<void>();
    const first = queue.run("a", async (transaction) => {
      await slow.promise;
      return line("a1")(transaction);
    });
    let isOtherWritten = false;
    const others = [
      queue.run("a", line("a2")),
      queue.run("b", async (transaction) => {
        isOtherWritten = true;
        return line("b1")(transaction);
      }),
    ];
    while (!isOtherWritten) await new Promise((resolve) => setImmediate(resolve));
    slow.resolve();
    await Promise.all([first, ...others]);
    expect(commits).toEqual([["b1", "a1", "a2"]]);
  });

  test("are told of only when they are on disk, and those that come meanwhile go into the next one", async () => {
    const disk = deferred<void>();
    const { inTransaction, commits } = lines({ beforeCommit: () => disk.promise });
    const queue = new WriteQueue({ inTransaction });
    const told: string[] = [];
    const write = (text: string) => queue.run(text, line(text)).then((written) => told.push(written));
    const first = write("first");
    while (queue.size > 0) await new Promise((resolve) => setImmediate(resolve));
    const others = ["second", "third"].map(write);
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, queue.size]).toEqual([[], 2]);
    disk.resolve();
    await Promise.all([first, ...others]);
    expect(commits).toEqual([["first"], ["second", "third"]]);
  });

  test("are several transactions when there are more than one can hold, and all are in when it is drained", async () => {
    const { inTransaction, commits } = lines();
    const queue = new WriteQueue({ inTransaction });
    const writes = Array.from({ length: 1201 }, (_, at) => queue.run("a", line(String(at))));
    await queue.drain();
    expect(commits.map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(commits.flat()).toEqual(await outcomes(writes));
    expect(commits.flat().slice(0, 3)).toEqual(["0", "1", "2"]);
  });

  test("are announced before their commit, and after it when it was made", async () => {
    const moments: Moment[] = [];
    const { inTransaction } = lines();
    const queue = new WriteQueue({ inTransaction, observe: (moment) => void moments.push(moment) });
    await Promise.all([queue.run("a", line("one")), queue.run("b", line("two"))]);
    await outcomes([queue.run("a", refusing("bad", "undone"))]);
    expect(moments).toEqual([
      { type: "writing", writes: 2 },
      { type: "written", writes: 2, ms: expect.any(Number) },
    ]);
  });
});

describe("a write that fails", () => {
  test("does so alone, and the others of its tick are made without it", async () => {
    const { inTransaction, commits } = lines();
    const queue = new WriteQueue({ inTransaction });
    const bad = refusing("bad", "undone");
    const writes = [queue.run("a", line("a1")), queue.run("b", bad), queue.run("a", line("a2"))];
    expect(await outcomes(writes)).toEqual(["a1", "refused: undone", "a2"]);
    expect(commits.flat()).toEqual(["a1", "a2"]);
    expect(bad.refused.runs).toBe(2);
  });

  test("ends its transaction only when the others in it are over", async () => {
    const slow = deferred<void>();
    const { inTransaction } = lines();
    let isOver = false;
    const queue = new WriteQueue<string[]>({
      inTransaction: (work, keys) =>
        inTransaction(work, keys).finally(() => {
          isOver = true;
        }),
    });
    let isBegun = false;
    const seen: boolean[] = [];
    const other = queue.run("b", async (transaction) => {
      isBegun = true;
      await slow.promise;
      seen.push(isOver);
      return line("b1")(transaction);
    });
    const bad = queue.run("a", refusing("bad", "undone"));
    while (!isBegun) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    slow.resolve();
    expect(await outcomes([bad, other])).toEqual(["refused: undone", "b1"]);
    expect(seen[0]).toBe(false);
  });

  test("because somebody was in the way is made again, and then it is in, once", async () => {
    const { inTransaction, commits } = lines();
    const queue = new WriteQueue({ inTransaction, judge });
    const late = refusing("late", "passing", 2);
    expect(await outcomes([queue.run("a", late)])).toEqual(["late"]);
    expect(commits).toEqual([["late"]]);
  });

  test("because somebody is in the way again and again is given up after three attempts", async () => {
    const { inTransaction, commits } = lines();
    const queue = new WriteQueue({ inTransaction, judge });
    const never = refusing("never", "passing");
    expect(await outcomes([queue.run("a", never), queue.run("b", line("b1"))])).toEqual([
      "refused: passing",
      "b1",
    ]);
    // Once with the other, and then three times by itself.
    expect(never.refused.runs).toBe(4);
    expect(commits).toEqual([["b1"]]);
  });

  test("without anybody knowing what became of it is not made again, and nor are those that it was with", async () => {
    let isLost = true;
    const database = lines({
      beforeCommit() {
        if (isLost) throw new Refusal("open");
      },
    });
    const queue = new WriteQueue({ inTransaction: database.inTransaction, judge });
    const writes = [queue.run("a", line("a1")), queue.run("b", line("b1"))];
    expect(await outcomes(writes)).toEqual(["refused: open", "refused: open"]);
    expect(database.attempts).toBe(1);
    isLost = false;
    expect(await outcomes([queue.run("a", line("a2"))])).toEqual(["a2"]);
    expect(database.commits).toEqual([["a2"]]);
  });
});

test("what comes when twenty thousand wait already is refused, and what waits is written", async () => {
  const disk = deferred<void>();
  const { inTransaction, commits } = lines({ beforeCommit: () => disk.promise });
  const queue = new WriteQueue({ inTransaction });
  const first = queue.run("a", line("first"));
  while (queue.size > 0) await new Promise((resolve) => setImmediate(resolve));
  const waiting = Array.from({ length: 20_000 }, (_, at) => queue.run("a", line(String(at))));
  await expect(queue.run("a", line("too much"))).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
  disk.resolve();
  await Promise.all([first, ...waiting]);
  expect(commits.flat()).toHaveLength(20_001);
  expect(await queue.run("a", line("again"))).toBe("again");
});
