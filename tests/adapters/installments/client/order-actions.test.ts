import { describe, test } from "vitest";
import { order, period } from "./shop-accounts.ts";
import { expectTold, type Told } from "./told.ts";

const orders = (...list: readonly object[]) => ({ "GET orders": { orders: list } });
const one = (more: Readonly<Record<string, unknown>> = {}) => ({ "GET orders/SO-1": order(more) });
const so1 = { order: "SO-1" };
const due = { goods: "扫地机器人", due: 420.5, date: "2026-03-15", status: "due" };
const bill = { order: "SO-1", goods: "扫地机器人", period: 3, periods: 3, amount: 420.5, due: "2026-03-15" };
const late = { plan: [period(1, "overdue"), period(2, "overdue"), period(3, "due")] };
const underway = { plan: [period(1, "processing"), period(2, "upcoming")] };

const rows: readonly Told[] = [
  ["one order", "account.orders", {}, orders(order()), "one", { id: "SO-1", ...due }],
  [
    "two orders, and one that is over",
    "account.orders",
    {},
    orders(order(), order({ id: "SO-2" }), order({ id: "SO-3", status: "paid_off" })),
    "many",
    {
      items: [
        { id: "SO-1", ...due },
        { id: "SO-2", ...due },
      ],
    },
  ],
  ["no order", "account.orders", {}, orders(), "none"],
  ["an order by its number", "account.order", { order: " SO-1 " }, one(), "found", due],
  [
    "an order that is paid off",
    "account.order",
    so1,
    one({ status: "paid_off" }),
    "found",
    { goods: "扫地机器人", due: 0, date: "", status: "paid" },
  ],
  [
    "an order that was refunded",
    "account.order",
    so1,
    one({ status: "refunded" }),
    "found",
    { goods: "扫地机器人", due: 0, date: "", status: "refunded" },
  ],
  ["an order nobody knows", "account.order", { order: "SO-9" }, {}, "missing"],
  ["a number that is none", "account.order", { order: ".." }, {}, "missing"],
  [
    "what is overdue",
    "account.overdue",
    {},
    orders(order(), order(late)),
    "overdue",
    { amount: 841, since: "2026-01-15" },
  ],
  ["nothing overdue", "account.overdue", {}, orders(order()), "none"],
  ["the next bill", "account.bills", {}, orders(order()), "one", { ...bill, status: "due", overdue: 0 }],
  [
    "bills that are overdue",
    "account.bills",
    {},
    orders(order(late)),
    "one",
    { ...bill, period: 1, due: "2026-01-15", status: "overdue", overdue: 841 },
  ],
  [
    "bills of two orders",
    "account.bills",
    {},
    orders(order(), order(underway)),
    "many",
    {
      items: [
        { ...bill, period: 2, periods: 2, due: "2026-02-15", status: "upcoming", overdue: 0 },
        { ...bill, status: "due", overdue: 0 },
      ],
    },
  ],
  [
    "bills of many orders, the most pressing one first",
    "account.bills",
    {},
    orders(order({ plan: [period(1, "processing")] }), order(underway), order(late)),
    "many",
    {
      items: [
        { ...bill, period: 1, due: "2026-01-15", status: "overdue", overdue: 841 },
        { ...bill, period: 2, periods: 2, due: "2026-02-15", status: "upcoming", overdue: 0 },
        { ...bill, period: 1, periods: 1, due: "2026-01-15", status: "processing", overdue: 0 },
      ],
    },
  ],
  [
    "a bill that is being booked",
    "account.bills",
    {},
    orders(order({ plan: [period(1, "processing")] })),
    "one",
    { ...bill, period: 1, periods: 1, due: "2026-01-15", status: "processing", overdue: 0 },
  ],
  [
    "no bill",
    "account.bills",
    {},
    orders(order({ plan: [period(1, "paid")] }), order({ status: "cancelled" })),
    "none",
  ],
  [
    "a plan",
    "account.plan",
    so1,
    one({ payoff: 42_000 }),
    "found",
    {
      goods: "扫地机器人",
      periods: 3,
      paid: 2,
      left: 1,
      amount: 420.5,
      due: "2026-03-15",
      payoff: 420,
      next_status: "due",
    },
  ],
  [
    "a plan that is paid",
    "account.plan",
    so1,
    one({ plan: [period(1, "paid")] }),
    "found",
    { goods: "扫地机器人", periods: 1, paid: 1, left: 0, amount: 0, due: "", payoff: 0, next_status: "paid" },
  ],
  ["no such plan", "account.plan", so1, {}, "missing"],
  [
    "a schedule",
    "account.schedule",
    so1,
    one(underway),
    "found",
    {
      items: [
        { number: 1, amount: 420.5, due: "2026-01-15", status: "processing" },
        { number: 2, amount: 420.5, due: "2026-02-15", status: "upcoming" },
      ],
    },
  ],
  ["no such schedule", "account.schedule", so1, {}, "missing"],
];

describe("about the orders, a dialog learns of", () => {
  test.each(rows.map((told) => ({ what: told[0], told })))("$what", async ({ told }) => {
    await expectTold(told);
  });
});
