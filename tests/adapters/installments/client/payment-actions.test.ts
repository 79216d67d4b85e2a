import { describe, test } from "vitest";
import { card, order, period } from "./shop-accounts.ts";
import { expectTold, type Told } from "./told.ts";

const orders = (...list: readonly object[]) => ({ "GET orders": { orders: list } });
const one = (more: Readonly<Record<string, unknown>> = {}) => ({ "GET orders/SO-1": order(more) });
const so1 = { order: "SO-1" };
const underway = { plan: [period(1, "processing"), period(2, "upcoming")] };
const refund = { amount: 99_900, requestedAt: "2026-03-01T00:00:00Z" };
const methods = (...list: readonly object[]) => ({ "GET payment-methods": { methods: list } });

const rows: readonly Told[] = [
  [
    "the last payment, by the shop's day",
    "account.posted",
    {},
    orders(order()),
    "posted",
    { amount: 420.5, at: "2026-02-15" },
  ],
  [
    "a payment of several periods",
    "account.posted",
    so1,
    one({ plan: [1, 2].map((number) => period(number, "paid", { paidAt: "2026-03-01T00:00:00Z" })) }),
    "posted",
    { amount: 841, at: "2026-03-01" },
  ],
  [
    "a payment that is on its way",
    "account.posted",
    {},
    orders(order(), order({ plan: [period(1, "processing", { paidAt: "2026-03-08T17:00:00Z" })] })),
    "processing",
    { amount: 420.5, at: "2026-03-09" },
  ],
  [
    "a payment on its way since nobody knows when",
    "account.posted",
    {},
    orders(order(underway)),
    "processing",
    { amount: 420.5, at: "" },
  ],
  [
    "a payment of long ago",
    "account.posted",
    {},
    orders(order({ plan: [period(1, "paid", { paidAt: "2026-01-15T00:00:00Z" })] })),
    "nothing",
  ],
  ["no payment for an order nobody knows", "account.posted", so1, {}, "nothing"],
  [
    "payment methods",
    "account.methods",
    {},
    methods(card({ perTransaction: 5_000_000 }), card({ status: "frozen", bank: undefined }), {
      id: "w",
      kind: "wechat_pay",
      status: "active",
    }),
    "found",
    {
      items: [
        { label: "招商银行 (6021)", status: "active", most: 50_000 },
        { label: "银行卡 Bank card (6021)", status: "frozen", most: 0 },
        { label: "微信支付 WeChat Pay", status: "active", most: 0 },
      ],
      usable: 2,
    },
  ],
  ["no payment method", "account.methods", {}, methods(), "none"],
  [
    "a refund that is awaited",
    "account.refund",
    {},
    orders(
      order({ refund: { ...refund, refundedAt: "2026-03-05T00:00:00Z" } }),
      order({ refund: { ...refund, requestedAt: "2026-02-01T00:00:00Z", expectedBy: "2026-03-12" } }),
    ),
    "pending",
    { amount: 999, by: "2026-03-12" },
  ],
  ["a refund without a day", "account.refund", so1, one({ refund }), "pending", { amount: 999, by: "" }],
  [
    "a refund that has come",
    "account.refund",
    so1,
    one({ refund: { ...refund, refundedAt: "2026-03-05T20:00:00Z" } }),
    "done",
    { amount: 999, at: "2026-03-06" },
  ],
  [
    "a refund of a day that is no day of the shop's, in the form of one",
    "account.refund",
    so1,
    one({ refund: { ...refund, refundedAt: "0001-01-01T00:00:00Z" } }),
    "done",
    { amount: 999, at: "0001-01-01" },
  ],
  ["no refund", "account.refund", {}, orders(order()), "none"],
];

describe("about payments, a dialog learns of", () => {
  test.each(rows.map((told) => ({ what: told[0], told })))("$what", async ({ told }) => {
    await expectTold(told);
  });
});
