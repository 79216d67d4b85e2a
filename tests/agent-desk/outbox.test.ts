import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOutbox, type Outgoing } from "../../agent-desk/src/model/outbox.ts";
import type { StoredAck } from "../../src/protocol/desk.ts";

/** What becomes of one attempt. `ackLost` is stored by the server, and the agent's side never hears of it. */
type Fate = "ok" | "lost" | "ackLost" | "busy" | "refused";

const text = (cid: string, conversation = "c"): Outgoing => ({
  cid,
  conversation,
  type: "message",
  text: `text ${cid}`,
  at: Number(cid),
});

const refusal = (code: string, retryable: boolean): StoredAck => ({
  ok: false,
  error: { code, message: "", retryable },
});

/** A server that knows a resend by its cid, reached over a network with a will of its own. */
function world(
  fateOf: (cid: string, attempt: number) => Fate = () => "ok",
  stored: readonly Outgoing[] = [],
) {
  let disk = stored;
  const log: string[] = [];
  const attempts: string[] = [];
  const refused: string[] = [];
  const waits: number[] = [];
  const idle: (() => void)[] = [];
  const settled = () => {
    for (const check of idle) check();
  };

  async function send({ cid }: Outgoing): Promise<StoredAck> {
    const fate = fateOf(cid, attempts.filter((other) => other === cid).length);
    attempts.push(cid);
    await Promise.resolve();
    if (fate === "lost") throw new Error("the connection broke");
    if (fate === "busy") return refusal("STORE_UNAVAILABLE", true);
    if (fate === "refused") return refusal("NOT_YOURS", false);
    if (!log.includes(cid)) log.push(cid);
    if (fate === "ackLost") throw new Error("no ack in time");
    return { ok: true, seq: log.length, at: "2026-11-22T08:00:00Z" };
  }

  const outbox = createOutbox({
    send,
    wait: async (ms) => void waits.push(ms),
    store: {
      load: () => disk,
      save(items) {
        disk = items;
      },
    },
    sent: settled,
    refused({ cid }, code) {
      refused.push(`${cid} ${code}`);
      settled();
    },
  });

  /** Resolves once nothing is left that the outbox would still send. */
  const drained = () =>
    new Promise<void>((resolve) => {
      const check = () => outbox.items().every((item) => item.refusal !== undefined) && resolve();
      idle.push(check);
      check();
    });

  return { outbox, disk: () => disk, log, attempts, refused, waits, drained };
}

describe("a message", () => {
  test("written while there is no connection goes out when there is one, and is kept until then", async () => {
    const { outbox, log, attempts, disk, drained } = world();
    outbox.add(text("1"));
    expect(attempts).toEqual([]);
    expect(disk()).toHaveLength(1);
    outbox.resume();
    await drained();
    expect(log).toEqual(["1"]);
    expect(disk()).toEqual([]);
  });

  test("whose ack was lost is sent again with the same cid, and logged once", async () => {
    const { outbox, log, attempts, drained } = world((_, attempt) => (attempt === 0 ? "ackLost" : "ok"));
    outbox.resume();
    outbox.add(text("1"));
    await drained();
    expect(attempts).toEqual(["1", "1"]);
    expect(log).toEqual(["1"]);
  });

  test("left over from before a reload is sent in the order it was written", async () => {
    const { outbox, log, drained } = world(() => "ok", [text("2"), text("1")]);
    outbox.resume();
    await drained();
    expect(log).toEqual(["1", "2"]);
  });

  test("is not sent again once its event has arrived", () => {
    const { outbox, attempts, disk } = world();
    outbox.add(text("1"));
    outbox.settle("1");
    outbox.resume();
    expect(attempts).toEqual([]);
    expect(disk()).toEqual([]);
  });

  test("that cannot be sent holds up no other conversation", async () => {
    const { outbox, log } = world((cid) => (cid === "1" ? "busy" : "ok"));
    outbox.resume();
    outbox.add(text("1", "first"));
    outbox.add(text("2", "second"));
    await expect.poll(() => log).toEqual(["2"]);
    outbox.pause();
    expect(outbox.items().map(({ cid }) => cid)).toEqual(["1"]);
  });
});

describe("a refused message", () => {
  test("is set aside with the reason, and those behind it go on", async () => {
    const { outbox, log, refused, drained } = world((cid) => (cid === "1" ? "refused" : "ok"));
    outbox.resume();
    outbox.add(text("1"));
    outbox.add(text("2"));
    await drained();
    expect(refused).toEqual(["1 NOT_YOURS"]);
    expect(log).toEqual(["2"]);
  });

  test("goes out with the same cid when the agent tries again", async () => {
    const { outbox, log, drained } = world((_, attempt) => (attempt === 0 ? "refused" : "ok"));
    outbox.resume();
    outbox.add(text("1"));
    await drained();
    outbox.retry("1");
    await drained();
    expect(log).toEqual(["1"]);
  });

  test("is gone when the agent gives it up", async () => {
    const { outbox, disk, drained } = world(() => "refused");
    outbox.resume();
    outbox.add(text("1"));
    await drained();
    outbox.drop("1");
    expect(disk()).toEqual([]);
  });
});

test("waits between attempts grow to ten seconds and stay there", async () => {
  const { outbox, waits, drained } = world((_, attempt) => (attempt < 7 ? "busy" : "ok"));
  outbox.resume();
  outbox.add(text("1"));
  await drained();
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test("whatever the network does, every message is logged once, in the order it was written", async () => {
  const fate = fc.constantFrom<Fate>("ok", "lost", "ackLost", "busy");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 20 }),
      fc.integer({ min: 1, max: 6 }),
      async (fates, count) => {
        let attempt = 0;
        const { outbox, log, disk, drained } = world(() => fates[attempt++] ?? "ok");
        const cids = Array.from({ length: count }, (_, index) => String(index + 1));
        for (const cid of cids) {
          outbox.add(text(cid));
          outbox.resume();
          if (Number(cid) % 2 === 0) outbox.pause();
        }
        outbox.resume();
        await drained();
        expect(log).toEqual(cids);
        expect(disk()).toEqual([]);
      },
    ),
  );
});
