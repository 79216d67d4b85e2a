import fc from "fast-check";
import { expect, test } from "vitest";
import { conversationId, type Seq } from "../../src/kernel/ids.ts";
import { Feed } from "../../src/runtime/feed.ts";
import type { LoggedEvent } from "../../src/runtime/ports.ts";
import { deferred } from "../support/deferred.ts";
import { botSays } from "../support/log-events.ts";

const eventAt = (seq: Seq): LoggedEvent => ({ ...botSays("好"), conversationId: conversationId("c"), seq });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A log that grows, and a feed on it whose reads end when the test lets them. A read shows the log as it was when it
 * began, or when it ended: a database may do either. The watcher takes what there is room for.
 */
function watched(after: Seq, stored: number, { room = Number.POSITIVE_INFINITY, isEarly = false } = {}) {
  const log = Array.from({ length: stored }, (_, index) => eventAt(index + 1));
  const reads: (() => void)[] = [];
  const seen: Seq[] = [];
  let roomLeft = room;
  let roomMade = deferred<void>();
  let readCount = 0;
  const feed = new Feed(
    after,
    {
      event(event) {
        roomLeft -= 1;
        seen.push(event.seq);
      },
      typing() {},
      failed() {},
      whenRoom: () => (roomLeft > 0 ? undefined : roomMade.promise),
    },
    async (range) => {
      readCount += 1;
      const shown = () => log.filter((event) => event.seq > range.after).slice(0, range.limit);
      const early = shown();
      await new Promise<void>((resolve) => reads.push(resolve));
      return isEarly ? early : shown();
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
    /** How often the store was read. */
    readCount: () => readCount,
    async makeRoom(more: number) {
      roomLeft += more;
      const made = roomMade;
      roomMade = deferred<void>();
      made.resolve();
      await settled();
    },
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

test("what is committed during a read that began before it is read next", async () => {
  const { feed, seen, append, letAllRead } = watched(0, 0, { isEarly: true });
  feed.catchUp();
  append();
  await letAllRead();
  expect(seen).toEqual([1]);
});

test("what is heard of during a read that began before it is read next", async () => {
  const { feed, seen, append, letAllRead } = watched(0, 0, { isEarly: true });
  feed.catchUp();
  append(false);
  feed.know(1);
  await letAllRead();
  expect(seen).toEqual([1]);
});

test("a watcher that is full gets nothing more, and what it missed once it has room", async () => {
  const { feed, seen, append, letAllRead, makeRoom } = watched(0, 0, { room: 2 });
  for (let count = 0; count < 5; count++) append();
  expect(seen).toEqual([1, 2]);
  await letAllRead();
  expect(seen).toEqual([1, 2]);
  await makeRoom(10);
  await letAllRead();
  append();
  expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  feed.end();
});

test("of a long log, the next page is read when the watcher has room for it", async () => {
  const { feed, seen, letAllRead, makeRoom, readCount } = watched(0, 1000, { room: 200 });
  feed.catchUp();
  await letAllRead();
  expect([seen.length, readCount()]).toEqual([200, 1]);
  await makeRoom(200);
  await letAllRead();
  expect([seen.length, readCount()]).toEqual([400, 2]);
});

test("a full watcher that has gone gets nothing when room is made", async () => {
  const { feed, seen, append, letAllRead, makeRoom, readCount } = watched(0, 0, { room: 1 });
  append();
  append();
  feed.end();
  await makeRoom(10);
  await letAllRead();
  expect([seen, readCount()]).toEqual([[1], 0]);
});

test("however commits, offers, reads and room interleave, every event comes once and in order", async () => {
  const act = fc.constantFrom(
    "append",
    "append unseen",
    "offer again",
    "read",
    "catch up",
    "know",
    "make room",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(5),
      fc.nat(8),
      fc.array(act, { maxLength: 30 }),
      fc.record({ room: fc.integer({ min: 1, max: 9 }), isEarly: fc.boolean() }),
      async (after, more, acts, options) => {
        const world = watched(after, after + more, options);
        const { feed, seen, append, letRead, letAllRead, makeRoom, log } = world;
        feed.catchUp();
        for (const one of acts) {
          if (one === "append") append();
          else if (one === "append unseen") append(false);
          else if (one === "catch up") feed.catchUp();
          else if (one === "know") feed.know(log.length);
          else if (one === "make room") await makeRoom(1);
          else if (one === "read") await letRead();
          else log.slice(-2).forEach((event) => feed.offer(event));
        }
        await makeRoom(1000);
        await letAllRead();
        feed.know(log.length);
        await letAllRead();
        expect(seen).toEqual(log.slice(after).map((event) => event.seq));
      },
    ),
    { numRuns: 300 },
  );
});
