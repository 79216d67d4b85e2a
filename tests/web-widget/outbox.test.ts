import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageAck } from "../../src/protocol/chat.ts";
import { createOutbox, type Outbox, type Outgoing } from "../../web-widget/src/chat/outbox.ts";

/** What becomes of one attempt. `ackLost` is stored by the server, and the customer's side never hears of it. */
type Fate = "ok" | "lost" | "ackLost" | "busy" | "refused";

const text = (cid: string, at = Number(cid)): Outgoing => ({ cid, at, type: "text", text: `text ${cid}` });

const refusal = (retryable: boolean): MessageAck => ({
  ok: false,
  error: { code: retryable ? "STORE_UNAVAILABLE" : "MESSAGE_INVALID", message: "", retryable },
});

/** A server that knows a resend by its cid, reached over a network with a will of its own. */
function world(fates: readonly Fate[] = [], stored: readonly Outgoing[] = []) {
  const disk = new Map(stored.map((item) => [item.cid, item]));
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
    store: {
      load: () => [...disk.values()],
      put: (item) => void disk.set(item.cid, item),
      remove: (cid) => void disk.delete(cid),
    },
    sent(item) {
      sent.push(item.cid);
      for (const done of idle) done();
    },
    refused(item) {
      refused.push(item.cid);
      for (const done of idle) done();
    },
  });

  /** Resolves once nothing is left that the outbox would still send. */
  const drained = () =>
    new Promise<void>((resolve) => {
      const check = () => outbox.items().every((item) => item.refused) && resolve();
      idle.push(check);
      check();
    });

  return { outbox, disk, log, attempts, sent, refused, waits, drained, atOnce: () => mostAtOnce };
}

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

  test("is still marked after a reload", () => {
    const { outbox, attempts } = world([], [{ ...text("1"), refused: true }]);
    outbox.resume();
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
