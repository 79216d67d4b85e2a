import { fastify } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { openInstallments } from "../../../../src/adapters/installments/client/open-installments.ts";
import { customers } from "../../../../src/adapters/installments/sandbox/customers.ts";
import { sandbox } from "../../../../src/adapters/installments/sandbox/sandbox.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { silentLog } from "../../../support/silent-log.ts";
import { START } from "./open-sandbox.ts";

const KEY = { id: "fenqi-test", secret: "a secret of more than thirty-two characters" };

/** Fenqi's own client, over a real connection to a sandbox that wants its requests signed. */
async function connected(secret = KEY.secret) {
  const clock = handClock(START);
  const app = fastify();
  await app.register(sandbox, { clock, key: KEY });
  onTestFinished(async () => app.close());
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const authentication = { type: "hmac", keyId: KEY.id, secret } as const;
  return openInstallments({ url, authentication, clock, timers: clock, log: silentLog });
}

const about = () => ({ signal: new AbortController().signal });

test("everything that Fenqi asks of every customer of the sandbox is answered", async () => {
  const shop = await connected();
  for (const { id } of customers) {
    const orders = await shop.orders(id, about());
    if (orders.type !== "ok") return expect.unreachable(`${id}: ${orders.type}`);
    const answers = await Promise.all([
      shop.identity(id, about()),
      shop.limit(id, about()),
      shop.paymentMethods(id, about()),
      shop.autoRepay(id, about()),
      shop.tickets(id, about()),
      shop.eligibility(id, { amount: 200_000 }, about()),
      ...orders.value.orders.map((order) => shop.order(id, order.id, about())),
    ]);
    expect([id, ...answers.map(({ type }) => type)]).toEqual([id, ...answers.map(() => "ok")]);
  }
});

test("what Fenqi changes is changed, once for each key", async () => {
  const shop = await connected();
  const off = await shop.setAutoRepay("demo-good", { on: false }, { ...about(), key: "k1" });
  expect(off).toEqual({ type: "ok", value: { offered: true, on: false } });
  expect(await shop.autoRepay("demo-good", about())).toEqual(off);
  const wish = { subject: "payment_not_posted", text: "昨天还了，还没入账", order: "812077105593" } as const;
  const first = await shop.createTicket("demo-not-posted", wish, { ...about(), key: "k2" });
  expect(first).toMatchObject({ type: "ok", value: { status: "open" } });
  expect(await shop.createTicket("demo-not-posted", wish, { ...about(), key: "k2" })).toEqual(first);
  expect(await shop.tickets("demo-not-posted", about())).toMatchObject({ value: { tickets: [{}] } });
});

test("refusals come through as what they are", async () => {
  const shop = await connected();
  expect([
    await shop.limit("nobody", about()),
    await shop.order("demo-good", "812077105593", about()),
    await shop.repaymentLink("demo-good", "804190025518", about()),
    await shop.setAutoRepay("demo-new", { on: true }, { ...about(), key: "k1" }),
  ]).toEqual([
    { type: "refused", code: "customer_unknown" },
    { type: "refused", code: "order_unknown" },
    { type: "refused", code: "not_offered" },
    { type: "refused", code: "not_offered" },
  ]);
});

test("with another secret nothing is answered", async () => {
  const shop = await connected("another secret of more than thirty characters");
  expect(await shop.limit("demo-good", about())).toEqual({ type: "error" });
});
