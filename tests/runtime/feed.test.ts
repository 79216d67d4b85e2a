import fc from "fast-check";
import { expect, test } from "vitest";
import { conversationId, type Seq } from "../../src/kernel/ids.ts";
import { Feed } from "../../src/runtime/feed.ts";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import { botSays } from "../support/log-events.ts";

const eventAt = (seq: Seq): LoggedEvent => ({ ...botSays("好"), conversationId: conversationId("c"), seq });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A log that grows, and a feed on it whose reads end when the test lets them. */
function watched(after: Seq, stored: number, page = 200) {
  const log = Array.from({ length: stored }, (_, index) => eventAt(index + 1));
  const reads: (() => void)[] = [];
  const seen: Seq[] = [];
  const feed = new Feed(
    after,
    { event: (event) => seen.push(event.seq), typing() {}, failed() {} },
    async (range) => {
      await new Promise<void>((resolve) => reads.push(resolve));
      return log.filter((event) => event.seq > range.after).slice(0, Math.min(page, range.limit));
    },
  );
  const letRead = async () => {
    reads.shift()?.();
    await settled();
  };
  return {
    feed,
    seen,
    log,
    append(isOffered = true) {
      const event = eventAt(log.length + 1);
      log.push(event);
      if (isOffered) feed.offer(event);
    },
    letRead,
    async letAllRead() {
      while (reads.length > 0) await letRead();
    },
  };
}

test("a watcher gets what was stored after the last it has, then what comes", async () => {
  const { feed, seen, append, letAllRead } = watched(2, 4);
  feed.catchUp();
  await letAllRead();
  append();
  expect(seen).toEqual([3, 4, 5]);
});

test("what is committed while the watcher catches up comes once, after what was stored before", async () => {
  const { feed, seen, append, letAllRead } = watched(0, 3);
  feed.catchUp();
  append();
  append();
  await letAllRead();
  append();
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a long log is read page by page", async () => {
  const { feed, seen, letAllRead } = watched(0, 450);
  feed.catchUp();
  await letAllRead();
  expect(seen).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
});

test("an event that overtook another waits for it", async () => {
  const { feed, seen, letAllRead, append, log } = watched(0, 0);
  append(false);
  append(false);
  for (const event of [log[1], log[0]]) if (event !== undefined) feed.offer(event);
  await letAllRead();
  expect(seen).toEqual([1, 2]);
});

test("nothing comes after the end", async () => {
  const { feed, seen, append, letAllRead } = watched(0, 3);
  feed.catchUp();
  feed.end();
  await letAllRead();
  append();
  expect(seen).toEqual([]);
});

test("a log that cannot be read is said to be so", async () => {
  const failures: unknown[] = [];
  const feed = new Feed(0, { event() {}, typing() {}, failed: (error) => failures.push(error) }, () =>
    Promise.reject(new Error("disk gone")),
  );
  feed.catchUp();
  await settled();
  expect(failures).toEqual([new Error("disk gone")]);
});

test("however commits, offers and reads interleave, every event comes once and in order", async () => {
  const act = fc.constantFrom("append", "append unseen", "offer again", "read", "catch up");
  await fc.assert(
    fc.asyncProperty(fc.nat(5), fc.nat(8), fc.array(act, { maxLength: 30 }), async (after, more, acts) => {
      const stored = after + more;
      const { feed, seen, append, letRead, letAllRead, log } = watched(after, stored);
      feed.catchUp();
      for (const one of acts) {
        if (one === "append") append();
        else if (one === "append unseen") append(false);
        else if (one === "catch up") feed.catchUp();
        else if (one === "read") await letRead();
        else log.slice(-2).forEach((event) => feed.offer(event));
      }
      feed.catchUp();
      await letAllRead();
      feed.catchUp();
      await letAllRead();
      expect(seen).toEqual(log.slice(after).map((event) => event.seq));
    }),
    { numRuns: 200 },
  );
});
