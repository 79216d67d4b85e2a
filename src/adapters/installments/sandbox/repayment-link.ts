import { createHash } from "node:crypto";
import { milliseconds, type Timestamp } from "../../../kernel/time.ts";
import type { InstallmentOrder, RepaymentLinkAnswer } from "../../../protocol/installments.ts";
import { Refusal } from "./refusal.ts";

/** How long a link holds. */
const HOLDS_MS = milliseconds("30m");

/**
 * A link that pays what is due of an order: all that is overdue or billed, or else the next period.
 *
 * @throws {Refusal} not_offered, when nothing is left to pay
 */
export function repaymentLink(order: InstallmentOrder, now: Timestamp): RepaymentLinkAnswer {
  const open =
    order.status === "active"
      ? order.plan.filter(({ status }) => status !== "paid" && status !== "processing")
      : [];
  const billed = open.filter(({ status }) => status !== "upcoming");
  const amount = (billed.length > 0 ? billed : open.slice(0, 1)).reduce((all, one) => all + one.amount, 0);
  if (amount === 0) throw new Refusal("not_offered", "Nothing is left to pay of this order.");

  const expiresAt = new Date(now + HOLDS_MS).toISOString();
  const token = createHash("sha256").update(`${order.id} ${expiresAt}`).digest("hex").slice(0, 24);
  // A name that no server will ever have (RFC 2606): nobody pays by mistake.
  return { url: `https://pay.shop.example/r/${token}`, expiresAt, amount };
}
