import { CircuitState } from "cockatiel";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RecentFailures } from "../../../../src/adapters/installments/client/recent-failures.ts";
import { deferred } from "../../../support/deferred.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { connect, httpShop, limit, patient, type Reply } from "./http-shop.ts";

const START = Date.UTC(2026, 2, 9, 8);

describe("a shop that fails", () => {
  beforeEach(() => {
    // Only the hour is turned by hand: what comes over the network takes the time it takes.
    vi.useFakeTimers({ toFake: ["Date"], now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const failing = async (reply: (number: number) => Reply) => {
    const shop = await httpShop((_, number) => reply(number));
    const connected = connect(shop);
    let number = 0;
    const ask = async (times: number) => {
      const types: string[] = [];
      for (let time = 0; time < times; time++)
        types.push((await connected.installments.limit(`c-${++number}`, patient())).type);
      return types;
    };
    return { shop, ask, ...connected };
  };

  test("half of the time is left in peace, and every call is an error at once", async () => {
    const { shop, ask, lines } = await failing((number) =>
      number % 2 === 0 ? { status: 500 } : { body: limit() },
    );
    expect(await ask(10)).toEqual(Array.from({ length: 5 }, () => ["ok", "error"]).flat());
    expect(await ask(5)).toEqual(Array(5).fill("error"));
    expect(shop.heard).toHaveLength(10);
    expect(lines.filter(({ level }) => level === "error").map(({ message }) => message)).toEqual([
      "The shop's instalment accounts fail too often: they are not asked for a while.",
    ]);
  });

  test("less than half of the time goes on being asked", async () => {
    const { shop, ask } = await failing((number) => (number % 5 < 2 ? { status: 500 } : { body: limit() }));
    await ask(20);
    expect(shop.heard).toHaveLength(20);
  });

  test("is asked again after ten seconds, once, and left in peace when it still fails", async () => {
    const { shop, ask } = await failing(() => ({ status: 500 }));
    await ask(10);
    vi.setSystemTime(START + 9999);
    await ask(1);
    expect(shop.heard).toHaveLength(10);
    vi.setSystemTime(START + 10_000);
    expect(await ask(3)).toEqual(["error", "error", "error"]);
    expect(shop.heard).toHaveLength(11);
  });

  test("is tried by one for whom nobody else waits", async () => {
    const gate = deferred<void>();
    const { shop, ask, installments } = await failing((number) =>
      number <= 10 ? { status: 500 } : { body: limit(), after: gate.promise },
    );
    await ask(10);
    vi.setSystemTime(START + 10_000);
    const tried = installments.limit("first", patient());
    await vi.waitUntil(() => shop.heard.length === 11);
    expect(await ask(2)).toEqual(["error", "error"]);
    gate.resolve();
    expect((await tried).type).toBe("ok");
    expect(await ask(2)).toEqual(["ok", "ok"]);
    expect(shop.heard).toHaveLength(13);
  });

  test("and comes back is asked as before", async () => {
    const { shop, ask, lines } = await failing((number) =>
      number <= 10 ? { status: 500 } : { body: limit() },
    );
    await ask(10);
    vi.setSystemTime(START + 10_000);
    expect(await ask(12)).toEqual(Array(12).fill("ok"));
    expect(shop.heard).toHaveLength(22);
    expect(lines.at(-1)).toMatchObject({ level: "info" });
  });

  test("to know customers does not fail", async () => {
    const unknown = { status: 404, body: { code: "customer_unknown", message: "" } };
    const { shop, ask } = await failing(() => unknown);
    await ask(12);
    expect(shop.heard).toHaveLength(12);
  });

  test("to keep the agreement fails for that question, and not for the others", async () => {
    const shop = await httpShop(({ path }) => ({
      body: path.endsWith("limit") ? {} : { status: "verified" },
    }));
    const { installments } = connect(shop);
    for (let number = 0; number < 12; number++) await installments.limit(`c-${number}`, patient());
    expect((await installments.identity("c-1", patient())).type).toBe("ok");
  });
});

describe("failures", () => {
  const { Closed, HalfOpen } = CircuitState;

  test("of more than ten seconds ago do not count any more", () => {
    const clock = handClock();
    const recent = new RecentFailures(clock, 10_000, 10);
    for (let number = 0; number < 9; number++) expect(recent.failure(Closed)).toBe(false);
    clock.advance(10_000);
    expect(recent.failure(Closed)).toBe(false);
    for (let number = 0; number < 8; number++) recent.success(Closed);
    expect(recent.failure(Closed)).toBe(false);
  });

  test("within ten seconds count, however they are spread", () => {
    const clock = handClock();
    const recent = new RecentFailures(clock, 10_000, 10);
    const opened = Array.from({ length: 10 }, () => {
      clock.advance(900);
      return recent.failure(Closed);
    });
    expect(opened).toEqual([...Array(9).fill(false), true]);
  });

  test("before the shop came back do not count any more", () => {
    const recent = new RecentFailures(handClock(), 10_000, 2);
    recent.failure(Closed);
    recent.failure(Closed);
    recent.success(HalfOpen);
    recent.success(Closed);
    recent.success(Closed);
    expect(recent.failure(Closed)).toBe(false);
    expect(recent.failure(HalfOpen)).toBe(true);
  });
});

describe("a slow shop", () => {
  const slow = async (limits: { readonly atOnce: number; readonly waiting: number }) => {
    const gate = deferred<void>();
    const shop = await httpShop(() => ({ body: limit(), after: gate.promise }));
    const { installments, lines } = connect(shop, { limits });
    const ask = (customer: string, signal = patient().signal) => installments.limit(customer, { signal });
    return { gate, shop, ask, lines };
  };

  test("is asked by so many at once, some wait, and for the others it is an error at once", async () => {
    const { gate, shop, ask, lines } = await slow({ atOnce: 2, waiting: 1 });
    const first = [ask("a"), ask("b"), ask("c")];
    expect(await ask("d")).toEqual({ type: "error" });
    expect(lines).toMatchObject([{ fields: { why: "full" } }]);
    await vi.waitUntil(() => shop.heard.length === 2);
    gate.resolve();
    expect((await Promise.all(first)).map(({ type }) => type)).toEqual(["ok", "ok", "ok"]);
    expect(shop.heard).toHaveLength(3);
  });

  test("is not asked for one who has left while waiting, and the next one gets their turn", async () => {
    const { gate, shop, ask } = await slow({ atOnce: 1, waiting: 2 });
    const abort = new AbortController();
    const first = ask("a");
    const left = ask("b", abort.signal);
    const next = ask("c");
    await vi.waitUntil(() => shop.heard.length === 1);
    abort.abort();
    expect(await left).toEqual({ type: "timeout" });
    gate.resolve();
    expect((await Promise.all([first, next])).map(({ type }) => type)).toEqual(["ok", "ok"]);
    expect(shop.heard.map(({ path }) => path.at("/v1/customers/".length))).toEqual(["a", "c"]);
  });
});
