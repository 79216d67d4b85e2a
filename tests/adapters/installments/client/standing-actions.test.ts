import { describe, expect, test } from "vitest";
import { card, shopAccounts } from "./shop-accounts.ts";
import { expectTold, type Told } from "./told.ts";

const limit = (more: object = {}) => ({
  "GET limit": { total: 500_000, used: 370_000, available: 130_000, frozen: false, ...more },
});
const eligibility = (...reasons: readonly object[]) => ({
  "POST eligibility": { eligible: reasons.length === 0, reasons },
});
const risk = { code: "risk" };

const rows: readonly Told[] = [
  ["a limit that covers it", "account.limit", { amount: 1300 }, limit(), "enough", { available: 1300 }],
  ["a limit that does not", "account.limit", { amount: 1300.01 }, limit(), "short", { available: 1300 }],
  ["a limit with something left", "account.limit", {}, limit(), "enough", { available: 1300 }],
  [
    "a limit with nothing left",
    "account.limit",
    { amount: null },
    limit({ available: 0 }),
    "short",
    { available: 0 },
  ],
  ["a frozen limit", "account.limit", {}, limit({ frozen: true, reason: "risk" }), "frozen"],
  ["a verified identity", "account.identity", {}, { "GET identity": { status: "verified" } }, "verified"],
  ["an expired identity", "account.identity", {}, { "GET identity": { status: "expired" } }, "expired"],
  [
    "an incomplete identity",
    "account.identity",
    {},
    { "GET identity": { status: "incomplete", missing: ["name"] } },
    "incomplete",
  ],
  ["nothing in the way", "account.eligibility", {}, eligibility(), "eligible"],
  [
    "a low limit",
    "account.eligibility",
    { amount: 2000 },
    eligibility({ code: "limit", available: 130_000, short: 70_000, nextDue: 42_000 }, risk),
    "limit",
    { available: 1300, short: 700, next_due: 420, others: 1 },
  ],
  [
    "a low limit and no bill",
    "account.eligibility",
    {},
    eligibility({ code: "limit", available: 1, short: 2 }),
    "limit",
    { available: 0.01, short: 0.02, next_due: 0, others: 0 },
  ],
  [
    "a limit that is frozen",
    "account.eligibility",
    {},
    eligibility({ code: "frozen", reason: "review" }),
    "frozen",
    { reason: "review", others: 0 },
  ],
  [
    "a limit that is frozen without a word",
    "account.eligibility",
    {},
    eligibility({ code: "frozen" }),
    "frozen",
    { reason: "", others: 0 },
  ],
  [
    "an identity in the way",
    "account.eligibility",
    {},
    eligibility({ code: "identity", status: "expired" }),
    "identity",
    { status: "expired", others: 0 },
  ],
  [
    "a bank's own limit",
    "account.eligibility",
    {},
    eligibility({ code: "bank_limit", method: card({ perTransaction: 100_000 }) }),
    "bank_limit",
    { bank: "招商银行", tail: "6021", most: 1000, others: 0 },
  ],
  [
    "a method without a bank",
    "account.eligibility",
    {},
    eligibility({ code: "bank_limit", method: { id: "m", kind: "alipay", status: "active" } }),
    "bank_limit",
    { bank: "", tail: "", most: 0, others: 0 },
  ],
  [
    "a late payment in the way",
    "account.eligibility",
    {},
    eligibility({ code: "overdue", amount: 42_050, since: "2026-02-15" }),
    "overdue",
    { amount: 420.5, since: "2026-02-15", others: 0 },
  ],
  [
    "an amount that is too small",
    "account.eligibility",
    {},
    eligibility({ code: "amount", minimum: 10_000 }),
    "amount",
    { minimum: 100, maximum: 0, others: 0 },
  ],
  [
    "a merchant without instalments",
    "account.eligibility",
    {},
    eligibility({ code: "merchant" }),
    "merchant",
    { others: 0 },
  ],
  [
    "goods without instalments",
    "account.eligibility",
    {},
    eligibility({ code: "product" }),
    "product",
    { others: 0 },
  ],
  ["a decision about risk", "account.eligibility", {}, eligibility(risk, risk, risk), "risk", { others: 2 }],
  [
    "a system that rests",
    "account.eligibility",
    {},
    eligibility({ code: "system", until: "2026-03-09T10:00:00Z" }),
    "system",
    { others: 0 },
  ],
  ["a no without a reason", "account.eligibility", {}, { "POST eligibility": { eligible: false } }, "error"],
];

describe("about how the customer stands, a dialog learns of", () => {
  test.each(rows.map((told) => ({ what: told[0], told })))("$what", async ({ told }) => {
    await expectTold(told);
  });
});

describe("about one order, a dialog learns of", () => {
  const shop = async () =>
    await shopAccounts(({ body }) =>
      body.includes('"order":"SO-9"')
        ? { status: 404, body: { code: "order_unknown", message: "There is no such order." } }
        : { body: { eligible: false, reasons: [{ code: body.includes("GIFT-7") ? "product" : "risk" }] } },
    );

  test("what stands in its way", async () => {
    const { call } = await shop();
    const result = await call("account.eligibility", { amount: 2000, order: " GIFT-7 " });
    expect(result).toEqual({ outcome: "product", fields: { others: 0 } });
  });

  test("what stands in the way of all, when the shop does not know it or none is told", async () => {
    const { call } = await shop();
    const told = { outcome: "risk", fields: { others: 0 } };
    expect(await call("account.eligibility", { order: "SO-9" })).toEqual(told);
    expect(await call("account.eligibility", { order: "" })).toEqual(told);
  });
});
