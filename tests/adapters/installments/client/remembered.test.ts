import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { Remembered } from "../../../../src/adapters/installments/client/remembered.ts";
import { deferred } from "../../../support/deferred.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { connect, type HttpShop, httpShop, limit, patient } from "./http-shop.ts";

const countingShop = () => httpShop((_, number) => ({ body: limit(number) }));

const connected = (shop: HttpShop) => {
  const timers = handClock();
  const { installments } = connect(shop, { timers });
  const available = async (customer: string) => {
    const answer = await installments.limit(customer, patient());
    return answer.type === "ok" ? answer.value.available : answer.type;
  };
  return { timers, installments, available };
};

describe("what was read", () => {
  test("is remembered for five seconds", async () => {
    const shop = await countingShop();
    const { available, timers } = connected(shop);
    expect(await available("a")).toBe(1);
    timers.advance(4999);
    expect(await available("a")).toBe(1);
    timers.advance(1);
    expect(await available("a")).toBe(2);
  });

  test("is gone once its time is over", async () => {
    const { available, timers } = connected(await countingShop());
    await available("a");
    expect(timers.pending).toEqual([5000]);
  });

  test.each(["setAutoRepay", "createTicket"] as const)(
    "is forgotten after %s, for that customer",
    async (change) => {
      const shop = await countingShop();
      const { available, installments } = connected(shop);
      await available("a");
      await available("b");
      if (change === "setAutoRepay") await installments.setAutoRepay("a", { on: true }, patient());
      else await installments.createTicket("a", { subject: "refund" }, patient());
      expect(await available("b")).toBe(2);
      expect(await available("a")).toBe(4);
    },
  );

  test("while something was changed is not remembered", async () => {
    const gate = deferred<void>();
    const shop = await httpShop(({ method }, number) => ({
      body: limit(number),
      ...(method === "GET" && number === 1 && { after: gate.promise }),
    }));
    const { available, installments } = connected(shop);
    const before = available("a");
    await vi.waitUntil(() => shop.heard.length === 1);
    await installments.setAutoRepay("a", { on: true }, patient());
    gate.resolve();
    expect(await before).toBe(1);
    expect(await available("a")).toBe(3);
  });

  test("stays while a purchase is asked about, which changes nothing", async () => {
    const { available, installments } = connected(await countingShop());
    await available("a");
    await installments.eligibility("a", {}, patient());
    expect(await available("a")).toBe(1);
  });

  test("is not remembered when it was no answer", async () => {
    const shop = await httpShop((_, number) =>
      number === 1
        ? { status: 500 }
        : number === 2
          ? { status: 404, body: { code: "customer_unknown", message: "" } }
          : { body: limit() },
    );
    const { available } = connected(shop);
    expect(await available("a")).toBe("error");
    expect(await available("a")).toBe("refused");
    expect(await available("a")).toBe(130_000);
  });

  test("is a copy for each who asks", async () => {
    const { installments } = connected(
      await httpShop(() => ({ body: { status: "incomplete", missing: ["name"] } })),
    );
    const first = await installments.identity("a", patient());
    if (first.type === "ok") first.value.missing.push("phone");
    expect(await installments.identity("a", patient())).toMatchObject({ value: { missing: ["name"] } });
  });
});

describe("the same question at the same time", () => {
  const slow = async () => {
    const gate = deferred<void>();
    const shop = await httpShop((_, number) => ({ body: limit(number), after: gate.promise }));
    return { gate, shop, ...connected(shop) };
  };

  test("is asked once", async () => {
    const { gate, shop, available } = await slow();
    const all = Promise.all([available("a"), available("a"), available("a")]);
    await vi.waitUntil(() => shop.heard.length === 1);
    gate.resolve();
    expect(await all).toEqual([1, 1, 1]);
  });

  test("is given up by one without harm to another", async () => {
    const { gate, shop, installments, available } = await slow();
    const abort = new AbortController();
    const [one, other] = [installments.limit("a", abort), available("a")];
    await vi.waitUntil(() => shop.heard.length === 1);
    abort.abort();
    expect(await one).toEqual({ type: "timeout" });
    gate.resolve();
    expect(await other).toBe(1);
  });

  test("is given up for good by the last, and asked afresh by the next", async () => {
    const { gate, shop, installments, available } = await slow();
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [installments.limit("a", first), installments.limit("a", second)];
    await vi.waitUntil(() => shop.heard.length === 1);
    first.abort();
    second.abort();
    expect(await Promise.all(both)).toEqual([{ type: "timeout" }, { type: "timeout" }]);
    gate.resolve();
    expect(await available("a")).toBe(2);
  });
});

test("no customer is ever told of another, whoever asks what and when", async () => {
  const names = fc.constantFrom("a", "A", "a/limit", "a%2Flimit", "a ", "a%20", "ab", "张", "%E5%BC%A0");
  const shop = await httpShop(({ path }) => {
    const [, , , customer = ""] = path.split("/");
    const method = { id: decodeURIComponent(customer), kind: "alipay", status: "active" };
    return { body: { methods: [method] } };
  });
  const { installments } = connected(shop);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(names, { minLength: 1, maxLength: 8 }), { maxLength: 6 }),
      async (waves) => {
        for (const wave of waves) {
          const answers = await Promise.all(wave.map((name) => installments.paymentMethods(name, patient())));
          const told = answers.map((answer) =>
            answer.type === "ok" ? answer.value.methods[0]?.id : answer.type,
          );
          expect(told).toEqual(wave);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test("no more is remembered than there is room for, and the oldest goes first", async () => {
  const memory = new Remembered({ timers: handClock(), keptMs: 5000, most: 3 });
  let asked = 0;
  const ask = async () => ({ type: "ok", value: ++asked }) as const;
  const read = async (path: string) => memory.answer("c", path, ask, patient().signal);
  for (const path of ["1", "2", "3", "4"]) await read(path);
  expect(await read("2")).toEqual({ type: "ok", value: 2 });
  expect(await read("4")).toEqual({ type: "ok", value: 4 });
  expect(await read("1")).toEqual({ type: "ok", value: 5 });
});
