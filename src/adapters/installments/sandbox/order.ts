import type { Installment, InstallmentOrder } from "../../../protocol/installments.ts";
import { addDays, addMonths, type Day, daysBetween, momentOn } from "./calendar.ts";

/** An order as it is known for good; its days follow from the day on which one asks. */
export interface OrderSeed {
  readonly id: string;
  readonly goods: string;
  /** In fen. */
  readonly total: number;
  readonly periods: number;
  /** How many of them are paid and booked. */
  readonly paid: number;
  /** The first that is not paid is due that many days from today, at most 27; negative, when it is overdue. */
  readonly nextInDays: number;
  /** The first that is not booked was paid yesterday. */
  readonly processing?: true;
  readonly refund?: RefundSeed;
}

interface RefundSeed {
  readonly requestedDaysAgo: number;
  /** When the money went back, or will. */
  readonly inDays: number;
}

/** A bill comes out that many days before it is due. */
const BILL_DAYS = 10;

/** An order, with its plan, as it stands on a day. */
export function orderOn(today: Day, seed: OrderSeed): InstallmentOrder {
  const plan = planOn(today, seed);
  const [first] = plan;
  const status = statusOf(seed);
  const order = {
    id: seed.id,
    goods: seed.goods,
    orderedAt: momentOn(addMonths(first?.due ?? today, -1), "12:32"),
    total: seed.total,
    status,
    plan: [...plan],
  };
  if (seed.refund !== undefined) return { ...order, refund: refundOn(today, seed.refund, seed.total) };
  const left = plan.filter((one) => one.status !== "paid" && one.status !== "processing");
  if (left.length === 0) return order;
  return { ...order, payoff: left.reduce((all, { amount }) => all + amount, 0) };
}

/** Whether the order still takes of the customer's limit. */
export function isOpen({ status }: InstallmentOrder): boolean {
  return status === "active" || status === "refund_pending";
}

function statusOf({ paid, periods, refund }: OrderSeed): InstallmentOrder["status"] {
  if (refund !== undefined) return refund.inDays > 0 ? "refund_pending" : "refunded";
  return paid === periods ? "paid_off" : "active";
}

function planOn(today: Day, seed: OrderSeed): readonly Installment[] {
  const even = Math.floor(seed.total / seed.periods);
  const next = addDays(today, seed.nextInDays);
  return Array.from({ length: seed.periods }, (_, index) => {
    const due = addMonths(next, index - seed.paid);
    return {
      number: index + 1,
      // The first period takes what does not divide.
      amount: index === 0 ? seed.total - even * (seed.periods - 1) : even,
      due,
      ...standing(today, due, index, seed),
    };
  });
}

function standing(
  today: Day,
  due: Day,
  index: number,
  { paid, processing, refund }: OrderSeed,
): Pick<Installment, "status" | "paidAt"> {
  if (index < paid) return { status: "paid", paidAt: momentOn(addDays(due, -1), "20:14") };
  if (processing && index === paid)
    return { status: "processing", paidAt: momentOn(addDays(today, -1), "20:14") };
  const left = daysBetween(today, due);
  // What is being given back is not asked for.
  if (refund !== undefined) return { status: "upcoming" };
  if (left < 0) return { status: "overdue" };
  return { status: left <= BILL_DAYS ? "due" : "upcoming" };
}

function refundOn(today: Day, { requestedDaysAgo, inDays }: RefundSeed, amount: number) {
  const requestedAt = momentOn(addDays(today, -requestedDaysAgo), "09:41");
  const day = addDays(today, inDays);
  return inDays > 0
    ? { amount, requestedAt, expectedBy: day }
    : { amount, requestedAt, expectedBy: day, refundedAt: momentOn(day, "15:05") };
}
