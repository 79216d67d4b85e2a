import type { CallResult } from "../../dialog/called.ts";
import type { Installment, InstallmentOrder } from "../../protocol/installments.ts";
import { type Action, type Given, outcome, settle, textOf, yuan } from "./action.ts";
import { isRunning, nextBill, overdueOf, standingOf } from "./order-bill.ts";

/** Longer lists reach no dialog. Of a plan with more periods, the last are the ones still to be paid. */
const MOST_ITEMS = 100;

/** What is being paid in instalments, order by order. */
export const orderActions = {
  async "account.orders"({ installments, customer, about }) {
    return settle(await installments.orders(customer, about), ({ orders }) =>
      oneOrMany(orders.filter(isRunning).map((order) => ({ id: order.id, ...shownOrder(order) }))),
    );
  },

  async "account.order"(given) {
    return await aboutOrder(given, (order) => outcome("found", shownOrder(order)));
  },

  async "account.overdue"({ installments, customer, about }) {
    return settle(await installments.orders(customer, about), ({ orders }) => {
      const overdue = orders.filter(isRunning).flatMap(overdueOf);
      const [since] = overdue.map(({ due }) => due).sort();
      return since === undefined
        ? outcome("none")
        : outcome("overdue", { amount: yuan(sum(overdue)), since });
    });
  },

  async "account.bills"({ installments, customer, about }) {
    return settle(await installments.orders(customer, about), ({ orders }) =>
      oneOrMany(orders.filter(isRunning).flatMap(shownBill).sort(byUrgency)),
    );
  },

  async "account.plan"(given) {
    return await aboutOrder(given, (order) => {
      const { goods, plan, payoff = 0 } = order;
      const next = nextBill(order);
      const paid = plan.filter(({ status }) => status === "paid").length;
      return outcome("found", {
        goods,
        periods: plan.length,
        paid,
        left: plan.length - paid,
        amount: yuan(next?.amount ?? 0),
        due: next?.due ?? "",
        payoff: yuan(payoff),
        next_status: standingOf(order),
      });
    });
  },

  async "account.schedule"(given) {
    return await aboutOrder(given, ({ plan }) => {
      const items = plan
        .slice(-MOST_ITEMS)
        .map(({ number, amount, due, status }) => ({ number, amount: yuan(amount), due, status }));
      return outcome("found", { items });
    });
  },
} satisfies Record<string, Action>;

async function aboutOrder(given: Given, tell: (order: InstallmentOrder) => CallResult): Promise<CallResult> {
  const { installments, customer, about } = given;
  const order = textOf(given, "order");
  if (order === undefined) return outcome("missing");
  return settle(await installments.order(customer, order, about), tell, { order_unknown: "missing" });
}

function shownOrder(order: InstallmentOrder) {
  const next = isRunning(order) ? nextBill(order) : undefined;
  return {
    goods: order.goods,
    due: yuan(next?.amount ?? 0),
    date: next?.due ?? "",
    status: standingOf(order),
  };
}

function shownBill(order: InstallmentOrder) {
  const next = nextBill(order);
  if (next === undefined) return [];
  return {
    order: order.id,
    goods: order.goods,
    period: next.number,
    periods: order.plan.length,
    amount: yuan(next.amount),
    due: next.due,
    status: next.status,
    overdue: yuan(sum(overdueOf(order))),
  };
}

type Listed = Pick<Installment, "due" | "status">;

/** What is overdue first, then by day, and last what needs no payment any more. */
function byUrgency(one: Listed, other: Listed): number {
  return rankOf(one) - rankOf(other) || one.due.localeCompare(other.due);
}

function rankOf({ status }: Pick<Listed, "status">): number {
  if (status === "processing") return 2;
  return status === "overdue" ? 0 : 1;
}

function oneOrMany(items: readonly Readonly<Record<string, string | number>>[]): CallResult {
  const [only, ...more] = items;
  if (only === undefined) return outcome("none");
  return more.length === 0 ? outcome("one", only) : outcome("many", { items });
}

function sum(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((total, { amount }) => total + amount, 0);
}
