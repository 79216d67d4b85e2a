import { describe, test } from "vitest";
import { card } from "./shop-accounts.ts";
import { expectTold, type Told } from "./told.ts";

const methods = (...list: readonly object[]) => ({ "GET payment-methods": { methods: list } });
const so1 = { order: "SO-1" };
const autoRepay = (more: object = {}) => ({ "GET auto-repay": { offered: true, on: false, ...more } });

const rows: readonly Told[] = [
  [
    "a place to pay",
    "repay.link",
    so1,
    {
      "GET orders/SO-1/repayment-link": {
        url: "https://pay.example/x",
        expiresAt: "2026-03-09T08:30:00Z",
        amount: 42_050,
      },
    },
    "found",
    { url: "https://pay.example/x", amount: 420.5 },
  ],
  [
    "a place to pay that is closed already",
    "repay.link",
    so1,
    {
      "GET orders/SO-1/repayment-link": {
        url: "https://pay.example/x",
        expiresAt: "2026-03-09T08:00:00Z",
        amount: 42_050,
      },
    },
    "error",
  ],
  [
    "a place to pay that is not safe",
    "repay.link",
    so1,
    {
      "GET orders/SO-1/repayment-link": {
        url: "javascript:alert(1)",
        expiresAt: "2026-03-09T08:30:00Z",
        amount: 42_050,
      },
    },
    "error",
  ],
  ["no place to pay", "repay.link", so1, {}, "missing"],
  [
    "automatic repayment that is on",
    "autorepay.status",
    {},
    autoRepay({ on: true, method: card() }),
    "on",
    { method: "招商银行 (6021)" },
  ],
  [
    "automatic repayment from somewhere",
    "autorepay.status",
    {},
    autoRepay({ on: true }),
    "on",
    { method: "" },
  ],
  ["automatic repayment that is off", "autorepay.status", {}, autoRepay(), "off"],
  [
    "automatic repayment that is not offered",
    "autorepay.status",
    {},
    autoRepay({ offered: false }),
    "unavailable",
  ],
  [
    "switching it on",
    "autorepay.set",
    { on: true },
    {
      ...autoRepay(),
      ...methods(card({ status: "expired" }), card({ id: "m-2", bank: "建设银行" })),
      "PUT auto-repay": { offered: true, on: true },
    },
    "done",
    { method: "建设银行 (6021)" },
  ],
  [
    "switching it off",
    "autorepay.set",
    { on: false },
    {
      ...autoRepay({ on: true, method: card() }),
      "PUT auto-repay": { offered: true, on: false, method: card() },
    },
    "done",
    { method: "" },
  ],
  [
    "switching on what is not offered",
    "autorepay.set",
    { on: true },
    { ...autoRepay({ offered: false }), ...methods(card()) },
    "unavailable",
  ],
  [
    "switching on without a usable method",
    "autorepay.set",
    { on: true },
    { ...autoRepay(), ...methods(card({ status: "frozen" })) },
    "none",
  ],
  [
    "switching on what stays off",
    "autorepay.set",
    { on: true },
    { ...autoRepay(), ...methods(card()), "PUT auto-repay": { offered: true, on: false } },
    "error",
  ],
  [
    "a ticket",
    "ticket.create",
    { subject: "refund", text: "还没到账", order: "SO-1" },
    {
      "POST tickets": {
        id: "T-7",
        subject: "refund",
        status: "open",
        createdAt: "2026-03-09T08:00:00Z",
        answerBy: "2026-03-10T18:00:00Z",
      },
    },
    "created",
    { number: "T-7", by: "2026-03-11" },
  ],
  [
    "a ticket without a day",
    "ticket.create",
    { subject: "other", text: "" },
    { "POST tickets": { id: "T-8", subject: "other", status: "open", createdAt: "2026-03-09T08:00:00Z" } },
    "created",
    { number: "T-8", by: "" },
  ],
  ["a ticket about nothing there is", "ticket.create", { subject: "weather", text: "" }, {}, "error"],
];

describe("about what can be done, a dialog learns of", () => {
  test.each(rows.map((told) => ({ what: told[0], told })))("$what", async ({ told }) => {
    await expectTold(told);
  });
});
