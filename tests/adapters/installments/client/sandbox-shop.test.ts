import Fastify from "fastify";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../../src/adapters/clock/system-clock.ts";
import { installmentActions } from "../../../../src/adapters/installments/installment-actions.ts";
import { customers } from "../../../../src/adapters/installments/sandbox/customers.ts";
import { sandbox } from "../../../../src/adapters/installments/sandbox/sandbox.ts";
import { customerId } from "../../../../src/kernel/ids.ts";
import { readCallResult } from "../../../../src/runtime/read-call-result.ts";
import { declaredActions } from "./declared-actions.ts";
import { connect, patient } from "./http-shop.ts";

const key = { id: "key-1", secret: "a secret that is long enough for all" };

const sandboxShop = async (secret = key.secret) => {
  const app = Fastify();
  await app.register(async (shop) => sandbox(shop, { clock: systemClock, key }));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  const authentication = { type: "hmac", keyId: key.id, secret } as const;
  return connect({ url }, { authentication });
};

describe("the sandbox", () => {
  test.each(customers.map(({ id }) => id))(
    "answers every action about %s as dialogs expect it",
    async (name) => {
      const { installments, lines } = await sandboxShop();
      const integrations = installmentActions(installments, {
        clock: systemClock,
        timeZone: "Asia/Shanghai",
        proofMs: 60_000,
      });
      const customer = {
        id: customerId(`sub:${name}`),
        identified: true,
        provenAt: systemClock.now(),
      };
      const orders = await installments.orders(name, patient());
      const order = orders.type === "ok" ? (orders.value.orders[0]?.id ?? "1") : orders.type;
      const input = { order, on: true, amount: 2000, subject: "other", text: "请帮忙看一下" };
      for (const action of declaredActions()) {
        const about = { key: `${name}:${action.id}`, ...patient(), customer };
        const origin = { dialog: "d", step: "s" };
        // What is about one order is known only to customers who have one.
        const { order: _, ...without } = input;
        const given = order === "1" && action.id === "ticket.create" ? without : input;
        const request = { action: action.id, input: given, origin, timeoutMs: 5000, number: 1 };
        const result = await integrations.call(request, about);
        expect([action.id, result.outcome]).not.toEqual([action.id, "error"]);
        expect(readCallResult(action, result)).toEqual(result);
      }
      expect(lines).toEqual([]);
    },
  );

  test("lets nobody in whose secret is another", async () => {
    const { installments } = await sandboxShop("another secret that is long enough");
    expect(await installments.limit("demo-good", patient())).toEqual({ type: "error" });
  });

  test("knows a change that comes again by its key", async () => {
    const { installments } = await sandboxShop();
    const ticket = { subject: "refund", text: "还没到" } as const;
    const about = { ...patient(), key: "conversation:7:1" };
    const [first, again] = [
      await installments.createTicket("demo-refund", ticket, about),
      await installments.createTicket("demo-refund", ticket, about),
    ];
    expect(first.type).toBe("ok");
    expect(again).toEqual(first);
    expect(await installments.createTicket("demo-refund", { subject: "other" }, about)).toEqual({
      type: "refused",
      code: "invalid",
    });
  });
});
