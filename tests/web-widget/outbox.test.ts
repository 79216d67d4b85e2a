import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageAck } from "../../src/protocol/chat.ts";
import {
  createOutbox,
  type Outbox,
  type OutboxStore,
  type Outgoing,
} from "../../web-widget/src/chat/outbox.ts";
import { deferred } from "../support/deferred.ts";

/** What becomes of one attempt. `ackLost` is stored by the server, and the customer's side never hears of it. */
type Fate = "ok" | "lost" | "ackLost" | "busy" | "refused";

const text = (cid: string, at = Number(cid)): Outgoing => ({ cid, at, type: "text", text: `text ${cid}` });

const refusal = (retryable: boolean): MessageAck => ({
  ok: false,
  error: { code: retryable ? "STORE_UNAVAILABLE" : "MESSAGE_INVALID", message: "", retryable },
});

/** A server that knows a resend by its cid, reached over a network with a will of its own. */
function world(
  fates: readonly Fate[] = [],
  stored: readonly Outgoing[] = [],
  opening: Promise<unknown> = Promise.resolve(),
) {
  const disk = new Map(stored.map((item) => [item.cid, item]));
  const store: OutboxStore = {
    load: async () => [...disk.values()],
    put: async (item) => void disk.set(item.cid, item),
    remove: async (cid) => void disk.delete(cid),
    clear: async () => disk.clear(),
  };
  const found: string[] = [];
  const log: string[] = [];
  const attempts: string[] = [];
  const sent: string[] = [];
  const refused: string[] = [];
  const waits: number[] = [];
  const idle: (() => void)[] = [];
  let mostAtOnce = 0;
  let underWay = 0;

  async function send({ cid }: Outgoing): Promise<MessageAck> {
    const fate = fates[attempts.length] ?? "ok";
    attempts.push(cid);
    mostAtOnce = Math.max(mostAtOnce, ++underWay);
    await Promise.resolve();
    underWay -= 1;
    if (fate === "lost") throw new Error("the connection broke");
    if (fate === "busy" || fate === "refused") return refusal(fate === "busy");
    if (!log.includes(cid)) log.push(cid);
    if (fate === "ackLost") throw new Error("no ack in time");
    return { ok: true, seq: log.indexOf(cid) + 1, at: "2026-11-22T08:00:00Z" };
  }

  const outbox: Outbox = createOutbox({
    send,
    wait: async (ms) => void waits.push(ms),
    random: () => 1,
    mayHold: () => true,
    store: () => opening.then(() => store),
    found: ({ cid }) => void found.push(cid),
    sent(item) {
      sent.push(item.cid);
      for (const done of idle) done();
    },
    refused(item) {
      refused.push(item.cid);
      for (const done of idle) done();
    },
  });

  /** Resolves once nothing is left that the outbox would still send, and the disk knows. */
  const drained = async () => {
    await outbox.gather();
    await new Promise<void>((resolve) => {
      const check = () => outbox.items().every((item) => item.refused) && resolve();
      idle.push(check);
      check();
    });
    await settled();
  };

  return { outbox, disk, log, attempts, sent, refused, found, waits, drained, atOnce: () => mostAtOnce };
}

/** Resolves when everything that waits for nothing is done. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a message", () => {
  test("written before the connection is up goes out when it is", async () => {
    const { outbox, log, attempts, drained } = world();
    outbox.add(text("1"));
    expect(attempts).toEqual([]);
    outbox.resume();
    await drained();
    expect(log).toEqual(["1"]);
  });

  test("is kept on disk until the server has it, and no longer", async () => {
    const { outbox, disk, drained } = world();
    outbox.add(text("1"));
    await settled();
    expect([...disk.keys()]).toEqual(["1"]);
    outbox.resume();
    await drained();
    expect(disk.size).toBe(0);
  });

  test("left over from before a reload is sent first, in the order it was written", async () => {
    const { outbox, log, drained } = world([], [text("2"), text("1")]);
    outbox.add(text("3"));
    outbox.resume();
    await drained();
    expect(log).toEqual(["1", "2", "3"]);
  });

  test("written before what was left over has been read is sent after it, whatever the clock says", async () => {
    const opening = deferred<void>();
    const { outbox, log, drained } = world([], [text("2", 2_000), text("1", 1_000)], opening.promise);
    outbox.resume();
    outbox.add(text("3", 5));
    outbox.add(text("4", 4));
    await settled();
    expect(log).toEqual([]);
    opening.resolve(undefined);
    await drained();
    expect(log).toEqual(["1", "2", "3", "4"]);
  });

  test("comes back in the order it was written, however the clock was put back meanwhile", async () => {
    const before = world([], [text("1", 2_000)]);
    before.outbox.add(text("2", 5));
    before.outbox.add(text("3", 4));
    await settled();
    const { outbox, log, drained } = world([], [...before.disk.values()]);
    outbox.resume();
    await drained();
    expect(log).toEqual(["1", "2", "3"]);
  });

  test("of another tab that is gone is sent by this one", async () => {
    const { outbox, disk, log, found, drained } = world();
    outbox.resume();
    await drained();
    disk.set("1", text("1"));
    await outbox.gather();
    await drained();
    expect([found, log]).toEqual([["1"], ["1"]]);
    expect(disk.size).toBe(0);
  });

  test("that was forgotten does not come back, here or from the disk", async () => {
    const { outbox, disk, attempts } = world([], [text("1")]);
    outbox.add(text("2"));
    await outbox.clear();
    outbox.resume();
    await settled();
    expect(outbox.items()).toEqual([]);
    expect([attempts, disk.size]).toEqual([[], 0]);
  });

  test("whose ack was lost is sent again with the same cid, and logged once", async () => {
    const { outbox, log, attempts, drained } = world(["ackLost"]);
    outbox.add(text("1"));
    outbox.resume();
    await drained();
    expect(attempts).toEqual(["1", "1"]);
    expect(log).toEqual(["1"]);
  });

  test("is not sent again once its event has arrived", async () => {
    const { outbox, attempts, disk } = world();
    outbox.add(text("1"));
    outbox.settle("1");
    outbox.resume();
    await settled();
    expect(attempts).toEqual([]);
    expect(disk.size).toBe(0);
  });

  test("never overtakes the one before it, and never travels beside it", async () => {
    const { outbox, log, atOnce, drained } = world(["lost", "busy", "ok", "lost"]);
    outbox.resume();
    for (const cid of ["1", "2", "3"]) outbox.add(text(cid));
    await drained();
    expect(log).toEqual(["1", "2", "3"]);
    expect(atOnce()).toBe(1);
  });
});

test("without any store, messages are sent all the same", async () => {
  const log: string[] = [];
  const outbox = createOutbox({
    send: async ({ cid }) => ({ ok: true, seq: log.push(cid), at: "2026-11-22T08:00:00Z" }),
    wait: async () => {},
    random: () => 1,
    mayHold: () => false,
    store: async () => undefined,
    found() {},
    sent() {},
    refused() {},
  });
  outbox.add(text("1"));
  outbox.resume();
  await settled();
  expect(log).toEqual(["1"]);
  expect(outbox.items()).toEqual([]);
});

describe("a refused message", () => {
  test("is set aside, and those behind it go on", async () => {
    const { outbox, log, refused, drained } = world(["refused"]);
    outbox.add(text("1"));
    outbox.add(text("2"));
    outbox.resume();
    await drained();
    expect(refused).toEqual(["1"]);
    expect(log).toEqual(["2"]);
  });

  test("is still marked after a reload", async () => {
    const { outbox, attempts, found } = world([], [{ ...text("1"), refused: true }]);
    outbox.resume();
    await settled();
    expect(found).toEqual(["1"]);
    expect(outbox.items().map(({ refused }) => refused)).toEqual([true]);
    expect(attempts).toEqual([]);
  });

  test("goes out with the same cid when the customer tries again", async () => {
    const { outbox, log, attempts, drained } = world(["refused"]);
    outbox.add(text("1"));
    outbox.resume();
    await drained();
    outbox.retry("1");
    await drained();
    expect(attempts).toEqual(["1", "1"]);
    expect(log).toEqual(["1"]);
  });
});

test("waits between attempts grow to twenty seconds and stay there", async () => {
  const { outbox, waits, drained } = world(["busy", "busy", "busy", "busy", "busy", "busy", "busy"]);
  outbox.add(text("1"));
  outbox.resume();
  await drained();
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test("whatever the network does, every message is logged once, in the order it was written", async () => {
  const fate = fc.constantFrom<Fate>("ok", "lost", "ackLost", "busy");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (fates, count) => {
        const { outbox, log, sent, disk, atOnce, drained } = world(fates);
        const cids = Array.from({ length: count }, (_, index) => String(index + 1));
        for (const cid of cids) {
          outbox.add(text(cid));
          // A connection that comes and goes between two messages.
          outbox.resume();
          if (Number(cid) % 2 === 0) outbox.pause();
        }
        outbox.resume();
        await drained();
        expect(log).toEqual(cids);
        expect(sent).toEqual(cids);
        expect(disk.size).toBe(0);
        expect(atOnce()).toBe(1);
      },
    ),
  );
});
