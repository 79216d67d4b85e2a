import { describe, expect, test, vi } from "vitest";
import type { Asking, Installments } from "../../../../src/adapters/installments/client/installments.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { connect, httpShop, limit, patient, type Reply } from "./http-shop.ts";

const busy = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers });

describe("what is safe to ask twice", () => {
  test.each<[string, Reply]>([
    ["a full house", busy(429)],
    ["a gateway that has lost its way", busy(502)],
    ["a shop that is closed for a moment", busy(503)],
    ["a gateway that waited in vain", busy(504)],
    ["a lost connection", "hang up"],
  ])("is asked again after %s", async (_, reply) => {
    const shop = await httpShop((__, number) => (number <= 2 ? reply : { body: limit() }));
    const outcomes: string[] = [];
    const { installments } = connect(shop, { onOutcome: ({ outcome }) => outcomes.push(outcome) });
    expect(await installments.limit("c-1", patient())).toEqual({ type: "ok", value: limit() });
    expect(shop.heard).toHaveLength(3);
    expect(outcomes).toEqual(["ok"]);
  });

  test("is asked three times at most", async () => {
    const shop = await httpShop(() => busy(503));
    const { installments, lines } = connect(shop);
    expect(await installments.limit("c-1", patient())).toEqual({ type: "error" });
    expect(shop.heard).toHaveLength(3);
    expect(lines).toMatchObject([{ level: "warn", fields: { why: "busy", status: 503 } }]);
  });

  test("is whether a purchase is eligible, although it is sent", async () => {
    const shop = await httpShop((_, number) => (number === 1 ? busy(503) : { body: { eligible: true } }));
    const { installments } = connect(shop);
    expect(await installments.eligibility("c-1", { amount: 5 }, patient())).toEqual({
      type: "ok",
      value: { eligible: true, reasons: [] },
    });
    expect(shop.heard.map(({ body }) => body)).toEqual(['{"amount":5}', '{"amount":5}']);
  });
});

const changes: readonly [string, (to: Installments, about: Asking & { key?: string }) => Promise<unknown>][] =
  [
    ["automatic repayment", (to, about) => to.setAutoRepay("c-1", { on: false }, about)],
    ["a ticket", (to, about) => to.createTicket("c-1", { subject: "refund", text: "还没到" }, about)],
  ];

describe.each(changes)("a change of %s", (_, make) => {
  test("that has a key carries the same one at every attempt", async () => {
    const shop = await httpShop(() => busy(503));
    await make(connect(shop).installments, { ...patient(), key: "conversation:7:1" });
    expect(shop.heard.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "conversation:7:1",
      "conversation:7:1",
      "conversation:7:1",
    ]);
    expect(new Set(shop.heard.map(({ body }) => body)).size).toBe(1);
  });

  test.each<Reply>([busy(503), busy(429), "hang up"])("that has none is attempted once", async (reply) => {
    const shop = await httpShop(() => reply);
    expect(await make(connect(shop).installments, patient())).toEqual({ type: "error" });
    expect(shop.heard.map(({ headers }) => headers["idempotency-key"])).toEqual([undefined]);
  });
});

describe("between two attempts", () => {
  const waiting = async (retryAfter: string, now?: number) => {
    const clock = handClock(now);
    const abort = new AbortController();
    const shop = await httpShop((_, number) =>
      number === 1 ? busy(429, { "retry-after": retryAfter }) : { body: limit() },
    );
    const { installments } = connect(shop, { clock, timers: clock });
    const answer = installments.limit("c-1", abort);
    return { answer, clock, shop, abort };
  };

  test("as much time passes as the shop wants", async () => {
    const { answer, clock, shop } = await waiting("1");
    await vi.waitUntil(() => clock.pending[0] === 1000);
    expect(shop.heard).toHaveLength(1);
    clock.advance(1000);
    expect((await answer).type).toBe("ok");
    expect(shop.heard).toHaveLength(2);
  });

  test("as much time passes as is left until the moment the shop names", async () => {
    const now = Date.UTC(2026, 2, 9, 8);
    const { answer, clock } = await waiting(new Date(now + 2000).toUTCString(), now);
    await vi.waitUntil(() => clock.pending[0] === 2000);
    clock.advance(2000);
    expect((await answer).type).toBe("ok");
  });

  test("no more time passes than a customer waits: then it is an error at once", async () => {
    const { answer, shop } = await waiting("3");
    expect(await answer).toEqual({ type: "error" });
    expect(shop.heard).toHaveLength(1);
  });

  test("what the shop wants is passed over when it makes no sense", async () => {
    const { answer, clock } = await waiting("soon");
    await vi.waitUntil(() => (clock.pending[0] ?? 2) <= 1);
    clock.advance(1);
    expect((await answer).type).toBe("ok");
  });

  test("the time of the call may be over, and nothing more is sent", async () => {
    const { answer, clock, shop, abort } = await waiting("1");
    await vi.waitUntil(() => clock.pending[0] === 1000);
    abort.abort();
    expect(await answer).toEqual({ type: "timeout" });
    await vi.waitUntil(() => clock.pending.length === 0);
    expect(shop.heard).toHaveLength(1);
  });
});
