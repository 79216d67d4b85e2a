import { describe, expect, test } from "vitest";
import { customerId } from "../../../../src/kernel/ids.ts";
import { declaredActions } from "./declared-actions.ts";
import { card, shopAccounts } from "./shop-accounts.ts";

/** Enough for every action to ask something. */
const input = { order: "SO-1", on: true, subject: "other", text: "" };

describe("nothing is asked about a customer", () => {
  const unproven = [
    { id: customerId("sub:c-1"), identified: false },
    { id: customerId("anonymous:Zm9v"), identified: false },
    { id: customerId("anonymous:Zm9v"), identified: true },
  ];
  test.each(unproven)("whom the host app has not proven: $id, $identified", async (customer) => {
    const { call, shop } = await shopAccounts({});
    for (const { id } of declaredActions())
      expect(await call(id, input, customer)).toEqual({ outcome: "error", fields: {} });
    expect(shop.heard).toEqual([]);
  });
});

test("every action that dialogs may call asks the shop", async () => {
  for (const { id } of declaredActions()) {
    const { call, shop } = await shopAccounts({});
    await call(id, input);
    expect([id, shop.heard.length > 0]).toEqual([id, true]);
  }
});

test("an action nobody knows is an error", async () => {
  const { call } = await shopAccounts({});
  expect(await call("toString")).toEqual({ outcome: "error", fields: {} });
});

test("amounts are asked for in fen, and what a dialog does not know is left out", async () => {
  const { call, shop } = await shopAccounts({});
  await call("account.eligibility", { amount: 19.99 });
  await call("account.eligibility", { amount: null });
  await call("account.eligibility", { amount: -5 });
  expect(shop.heard.map(({ body }) => body)).toEqual(['{"amount":1999}', "{}", "{}"]);
});

test("a change that is made again, with the method it has chosen before, is the same change", async () => {
  let chosen: object = {};
  const cards = [card(), card({ id: "m-2" })];
  const { call, shop } = await shopAccounts(({ method, path, body }) => {
    if (method === "PUT") chosen = { on: true, method: cards.find(({ id }) => body.includes(id)) };
    // Meanwhile the customer has put another card first.
    if (path.endsWith("payment-methods"))
      return { body: { methods: "on" in chosen ? cards.toReversed() : cards } };
    return { body: { offered: true, on: false, ...chosen } };
  });
  await call("autorepay.set", { on: true });
  await call("autorepay.set", { on: true });
  const changes = shop.heard.filter(({ method }) => method === "PUT");
  expect(changes.map(({ headers, body }) => [headers["idempotency-key"], body])).toEqual([
    ["conversation:7:1", '{"on":true,"method":"m-1"}'],
    ["conversation:7:1", '{"on":true,"method":"m-1"}'],
  ]);
});

test("a story that is too long for a ticket is shortened, and no character is cut in half", async () => {
  const { call, shop } = await shopAccounts({});
  await call("ticket.create", { subject: "other", text: `很${"😀".repeat(1500)}` });
  const { text } = JSON.parse(shop.heard[0]?.body ?? "{}") as { text: string };
  expect(text).toBe(`很${"😀".repeat(999)}`);
});

test.each(["account.limit", "account.orders", "autorepay.set"])(
  "a customer whom the shop does not know makes %s an error, for nothing is certain then",
  async (action) => {
    const { call } = await shopAccounts(() => ({
      status: 404,
      body: { code: "customer_unknown", message: "" },
    }));
    expect(await call(action, { on: true })).toEqual({ outcome: "error", fields: {} });
  },
);
