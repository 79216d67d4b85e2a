import type { Installment, InstallmentOrder } from "../../protocol/installments.ts";

/** Whether something is being paid for this order, or may still have to be. */
export function isRunning({ status }: InstallmentOrder): boolean {
  return status === "active" || status === "refund_pending";
}

/** The period that is paid next. One whose payment is not booked yet is the next only when no other is left. */
export function nextBill({ plan }: InstallmentOrder): Installment | undefined {
  const open = plan.filter(({ status }) => status !== "paid");
  return open.find(({ status }) => status !== "processing") ?? open[0];
}

export function overdueOf({ plan }: InstallmentOrder): readonly Installment[] {
  return plan.filter(({ status }) => status === "overdue");
}

/** Where an order stands, in one word: that of its next bill, while it is being paid. */
export function standingOf(order: InstallmentOrder): string {
  if (order.status === "active") return nextBill(order)?.status ?? "paid";
  return order.status === "paid_off" ? "paid" : order.status;
}
