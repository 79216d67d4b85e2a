import { describe, expect, test } from "vitest";
import {
  type Account,
  accountOn,
  autoRepayOf,
  overdueOf,
} from "../../../../src/adapters/installments/sandbox/account.ts";
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  momentOn,
} from "../../../../src/adapters/installments/sandbox/calendar.ts";
import { customers } from "../../../../src/adapters/installments/sandbox/customers.ts";
import type { Installment } from "../../../../src/protocol/installments.ts";

const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
const amounts = (plan: readonly Installment[]): readonly number[] => plan.map(({ amount }) => amount);

/** More than a year with a leap day, and the February of the year after it. */
const DAYS = Array.from({ length: 460 }, (_, index) => addDays("2027-12-01", index));

const ACCOUNTS = DAYS.flatMap((today) =>
  customers.map((seed) => ({ today, id: seed.id, seed, account: accountOn(today, seed) })),
);

const everyone = (check: (account: Account, today: string, id: string) => void): void => {
  for (const { account, today, id } of ACCOUNTS) check(account, today, id);
};

describe("on every day of more than a year", () => {
  test("what is used of a limit is what is not booked of the open orders, and the rest is available", () => {
    everyone(({ limit, orders }) => {
      const open = orders.filter(({ status }) => status === "active" || status === "refund_pending");
      const unbooked = open.flatMap(({ plan }) => plan.filter(({ status }) => status !== "paid"));
      expect(limit.used).toBe(sum(amounts(unbooked)));
      expect(limit.used + limit.available).toBe(limit.total);
      expect(limit.available).toBeGreaterThan(0);
    });
  });

  test("the periods of a plan come to the total, and what is left of them to the payoff", () => {
    everyone(({ orders }) => {
      for (const { plan, total, payoff, refund } of orders) {
        expect(sum(amounts(plan))).toBe(total);
        const left = plan.filter(({ status }) => status !== "paid" && status !== "processing");
        expect(payoff ?? 0).toBe(refund === undefined ? sum(amounts(left)) : 0);
        expect(refund?.amount ?? total).toBe(total);
      }
    });
  });

  test("the periods are due a month apart, numbered from 1, and paid in order", () => {
    everyone(({ orders }) => {
      for (const { plan } of orders) {
        expect(plan.map(({ number }) => number)).toEqual(plan.map((_, index) => index + 1));
        const gaps = plan.slice(1).map(({ due }, index) => daysBetween(plan[index]?.due ?? "", due));
        expect(gaps.filter((days) => days < 28 || days > 31)).toEqual([]);
        const ranks = plan.map(({ status }) => ORDER.indexOf(status));
        expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      }
    });
  });

  test("a period is overdue exactly when it is neither paid nor given back and its day has passed", () => {
    everyone((account, today) => {
      const late = account.orders
        .filter(({ refund }) => refund === undefined)
        .flatMap(({ plan }) => plan)
        .filter(({ status, due }) => status !== "paid" && status !== "processing" && due < today);
      expect(late.every(({ status }) => status === "overdue")).toBe(true);
      expect(overdueOf(account)?.amount ?? 0).toBe(sum(amounts(late)));
      expect(overdueOf(account)?.due).toBe(late.map(({ due }) => due).sort()[0]);
    });
  });

  test("nothing was ordered, paid or asked back later than now, and nothing is paid before it is ordered", () => {
    everyone(({ orders }, today) => {
      const now = momentOn(today, "00:00");
      for (const { orderedAt, plan, refund } of orders) {
        const paid = plan.flatMap(({ paidAt }) => (paidAt === undefined ? [] : [paidAt]));
        const past = [orderedAt, ...paid, refund?.requestedAt, refund?.refundedAt].filter(
          (at) => at !== undefined,
        );
        expect(past.filter((at) => at >= now)).toEqual([]);
        expect(paid.filter((at) => at <= orderedAt)).toEqual([]);
        expect(plan.filter(({ status, paidAt }) => PAID.includes(status) !== (paidAt !== undefined))).toEqual(
          [],
        );
      }
    });
  });

  test("the orders come with the newest first", () => {
    everyone(({ orders }) => {
      const days = orders.map(({ orderedAt }) => orderedAt);
      expect(days).toEqual([...days].sort().reverse());
    });
  });

  test("automatic repayment debits next what is due soonest, of a method the customer has", () => {
    for (const { account, seed } of ACCOUNTS) {
      const { on, method, next } = autoRepayOf(account, seed.autoRepay.offered, seed.autoRepay);
      const coming = account.orders
        .filter(({ status }) => status === "active")
        .flatMap(({ plan }) => plan)
        .filter(({ status }) => status === "due" || status === "upcoming")
        .map(({ due }) => due)
        .sort();
      expect(next?.due).toBe(on ? coming[0] : undefined);
      expect(method === undefined).toBe(!on);
    }
  });

  test("each customer is in the state that their story tells", () => {
    everyone((account, today, id) => {
      const statuses = account.orders.map(({ status }) => status);
      const periods = account.orders.flatMap(({ plan }) => plan.map(({ status }) => status));
      expect({ id, overdue: periods.filter((status) => status === "overdue").length }).toEqual({
        id,
        overdue: id === "demo-overdue" ? 1 : 0,
      });
      expect(account.limit.frozen).toBe(id === "demo-frozen");
      expect(account.identity.status).toBe(IDENTITIES.get(id) ?? "verified");
      expect((account.identity.validUntil ?? today) < today).toBe(id === "demo-identity-expired");
      expect(statuses.includes("refund_pending")).toBe(id === "demo-refund");
      expect(periods.includes("processing")).toBe(id === "demo-not-posted");
      expect(statuses.filter((status) => status === "active").length === 3).toBe(id === "demo-three-plans");
    });
  });
});

const ORDER = ["paid", "processing", "overdue", "due", "upcoming"];
const PAID = ["paid", "processing"];
const IDENTITIES = new Map([
  ["demo-identity-expired", "expired"],
  ["demo-identity-incomplete", "incomplete"],
]);

test("the amounts in a customer's story are the ones in the account", () => {
  const yuan = (fen: number): string => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/gu, ",");
  for (const { story, ...seed } of customers) {
    const { limit, orders, methods } = accountOn("2026-03-09", seed);
    const known = [
      limit.available,
      ...orders.flatMap(({ total, plan }) => [total, ...amounts(plan)]),
      ...methods.map(({ perTransaction = 0 }) => perTransaction),
      // What the customer wants to buy, and by how much it is too much.
      200_000,
      200_000 - limit.available,
    ].map(yuan);
    for (const words of [story.zh, story.en])
      expect((words.match(/[\d,]+\.\d\d/gu) ?? []).filter((amount) => !known.includes(amount))).toEqual([]);
  }
});

describe("the shop's calendar", () => {
  test.each([
    ["2026-03-08T15:59:59Z", "2026-03-08"],
    ["2026-03-08T16:00:00Z", "2026-03-09"],
    ["2027-12-31T16:00:00Z", "2028-01-01"],
  ])("%s is on %s", (at, day) => {
    expect(dayOf(Date.parse(at))).toBe(day);
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -13, "2024-12-15"],
  ])("%s and %i months is %s", (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });
});
