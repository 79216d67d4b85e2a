import type { CallResult } from "../../dialog/called.ts";
import type { InstallmentOrder } from "../../protocol/installments.ts";
import { type Action, type Given, outcome, settle, textOf, yuan } from "./action.ts";
import { methodLabel } from "./method-label.ts";

const DAY_MS = 24 * 3600 * 1000;

/** A plan has a payment a month: what was paid longer ago was for another bill than the one somebody misses. */
const RECENT_MS = 31 * DAY_MS;

/** What was paid, what comes back, and from where. */
export const paymentActions = {
  async "account.posted"(given) {
    const { dayOf, now } = given;
    return await aboutOrders(given, "nothing", (orders) => {
      const periods = orders.flatMap(({ plan }) => plan);
      const processing = periods.filter(({ status }) => status === "processing");
      if (processing.length > 0) {
        const latest = latestOf(processing);
        return outcome("processing", {
          amount: yuan(processing.reduce((total, { amount }) => total + amount, 0)),
          at: latest === undefined ? "" : dayOf(latest),
        });
      }
      const paid = periods.filter(({ status }) => status === "paid");
      const latest = latestOf(paid);
      if (latest === undefined || now - Date.parse(latest) > RECENT_MS) return outcome("nothing");
      // Who pays off several periods at once has made one payment.
      const together = paid.filter(({ paidAt }) => paidAt === latest);
      return outcome("posted", {
        amount: yuan(together.reduce((total, { amount }) => total + amount, 0)),
        at: dayOf(latest),
      });
    });
  },

  async "account.refund"(given) {
    const { dayOf } = given;
    return await aboutOrders(given, "none", (orders) => {
      const refunds = orders
        .flatMap(({ refund }) => refund ?? [])
        .sort((one, other) => Date.parse(other.requestedAt) - Date.parse(one.requestedAt));
      // One that is awaited is asked about; one that has come, only when there is no other.
      const refund = refunds.find(({ refundedAt }) => refundedAt === undefined) ?? refunds[0];
      if (refund === undefined) return outcome("none");
      const { refundedAt, expectedBy = "", amount } = refund;
      return refundedAt === undefined
        ? outcome("pending", { amount: yuan(amount), by: expectedBy })
        : outcome("done", { amount: yuan(amount), at: dayOf(refundedAt) });
    });
  },

  async "account.methods"({ installments, customer, about }) {
    return settle(await installments.paymentMethods(customer, about), ({ methods }) => {
      if (methods.length === 0) return outcome("none");
      const items = methods.map((method) => ({
        label: methodLabel(method),
        status: method.status,
        most: yuan(method.perTransaction ?? 0),
      }));
      return outcome("found", { items, usable: methods.filter(({ status }) => status === "active").length });
    });
  },
} satisfies Record<string, Action>;

/** About one order, when the dialog names one, and about all otherwise. */
async function aboutOrders(
  given: Given,
  missing: string,
  tell: (orders: readonly InstallmentOrder[]) => CallResult,
): Promise<CallResult> {
  const { installments, customer, about } = given;
  const order = textOf(given, "order");
  if (order === undefined)
    return settle(await installments.orders(customer, about), ({ orders }) => tell(orders));
  const refusals = { order_unknown: missing };
  return settle(await installments.order(customer, order, about), (one) => tell([one]), refusals);
}

function latestOf(periods: readonly { readonly paidAt?: string | undefined }[]): string | undefined {
  return periods
    .flatMap(({ paidAt }) => paidAt ?? [])
    .sort((one, other) => Date.parse(other) - Date.parse(one))[0];
}
