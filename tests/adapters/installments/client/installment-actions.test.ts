import { describe, expect, test } from "vitest";
import { customerId } from "../../../../src/kernel/ids.ts";
import { IDENTITY_STALE } from "../../../../src/runtime/integration-ports.ts";
import { declaredActions } from "./declared-actions.ts";
import { card, NOW, PROOF_MS, shopAccounts } from "./shop-accounts.ts";

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

describe("nothing is changed for a customer", () => {
  const customer = { id: customerId("sub:c-1"), identified: true };
  const changes = [
    ["autorepay.set", { on: true }],
    ["autorepay.set", { on: false }],
    ["ticket.create", { subject: "other", text: "" }],
  ] as const;
  const stale = [
    ["was proven too long ago", { ...customer, provenAt: NOW - PROOF_MS - 1 }],
    ["was proven nobody knows when", customer],
  ] as const;
  test.each(stale.flatMap(([when, who]) => changes.map((change) => [...change, when, who] as const)))(
    "by %s %o who %s: the shop is not asked, and a dialog learns of it",
    async (action, given, _, who) => {
      const { call, shop } = await shopAccounts({});
      expect(await call(action, given, who)).toEqual({ outcome: "identity_stale", fields: {} });
      expect(shop.heard).toEqual([]);
    },
  );

  test("unless the proof was fresh when they asked: a call that is made again late is the same call", async () => {
    const { call, shop } = await shopAccounts({});
    const provenAt = NOW - 2 * PROOF_MS;
    await call(
      "ticket.create",
      { subject: "other", text: "" },
      { ...customer, provenAt, askedAt: provenAt + PROOF_MS },
    );
    expect(shop.heard).toHaveLength(1);
    expect(
      await call(
        "ticket.create",
        { subject: "other", text: "" },
        { ...customer, provenAt, askedAt: provenAt + PROOF_MS + 1 },
      ),
    ).toMatchObject({ outcome: "identity_stale" });
  });

  test("whatever else is asked about them is answered all the same", async () => {
    const { call, shop } = await shopAccounts({ "GET auto-repay": { offered: true, on: false } });
    expect(await call("autorepay.status", {}, customer)).toEqual({ outcome: "off", fields: {} });
    expect(shop.heard).toHaveLength(1);
  });

  test("by whatever action: those that would are the ones that declare it", async () => {
    for (const { id, outcomes } of declaredActions()) {
      const { call, shop } = await shopAccounts({});
      const { outcome } = await call(id, input, customer);
      expect([id, outcome === IDENTITY_STALE]).toEqual([id, IDENTITY_STALE in outcomes]);
      expect(shop.heard.filter(({ headers }) => "idempotency-key" in headers)).toEqual([]);
    }
  });
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
