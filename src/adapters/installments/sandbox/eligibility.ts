import type { EligibilityAnswer, EligibilityReason } from "../../../protocol/installments.ts";
import { type Account, nextDueOf, overdueOf } from "./account.ts";

/** A purchase, as far as it is known: its amount in fen, and the number of its order. */
export interface Purchase {
  readonly amount?: number | undefined;
  readonly order?: string | undefined;
}

/** What a purchase in instalments may cost, in fen. */
const LEAST = 100_00;
const MOST = 50_000_00;

/** Over so many periods a purchase is spread when the bank's limit is looked at. */
const PERIODS = 12;

/** Goods and merchants that take no instalments, told by the beginning of an order's number. */
const PREFIXES = { product: "GIFT-", merchant: "MKT-" } as const;

/**
 * Whether a purchase can be paid in instalments, and all that stands against it, the one to mend first first.
 *
 * Without an amount only what holds of every purchase is a reason.
 */
export function judge(account: Account, purchase: Purchase): EligibilityAnswer {
  const reasons = [
    ...identity(account),
    ...overdue(account),
    ...frozen(account),
    ...limit(account, purchase),
    ...bankLimit(account, purchase),
    ...amount(purchase),
    ...seller(purchase),
  ];
  return { eligible: reasons.length === 0, reasons };
}

function identity({ identity: { status } }: Account): EligibilityReason[] {
  return status === "verified" ? [] : [{ code: "identity", status }];
}

function overdue(account: Account): EligibilityReason[] {
  const open = overdueOf(account);
  return open === undefined ? [] : [{ code: "overdue", amount: open.amount, since: open.due }];
}

function frozen({ limit: { frozen: isFrozen, reason } }: Account): EligibilityReason[] {
  if (!isFrozen) return [];
  return [{ code: "frozen", ...(reason === undefined ? {} : { reason }) }];
}

function limit(account: Account, purchase: Purchase): EligibilityReason[] {
  const { available } = account.limit;
  const short = (purchase.amount ?? LEAST) - available;
  if (short <= 0) return [];
  const next = nextDueOf(account);
  return [{ code: "limit", available, short, ...(next === undefined ? {} : { nextDue: next.amount }) }];
}

/** The next debit, this purchase's first period included, has to fit into one payment of the method used first. */
function bankLimit(account: Account, purchase: Purchase): EligibilityReason[] {
  const [method] = account.methods;
  const debit = (nextDueOf(account)?.amount ?? 0) + Math.ceil((purchase.amount ?? 0) / PERIODS);
  if (method?.perTransaction === undefined || debit <= method.perTransaction) return [];
  return [{ code: "bank_limit", method }];
}

function amount({ amount: asked }: Purchase): EligibilityReason[] {
  if (asked === undefined || (asked >= LEAST && asked <= MOST)) return [];
  return [{ code: "amount", minimum: LEAST, maximum: MOST }];
}

function seller({ order = "" }: Purchase): EligibilityReason[] {
  if (order.startsWith(PREFIXES.merchant)) return [{ code: "merchant" }];
  return order.startsWith(PREFIXES.product) ? [{ code: "product" }] : [];
}
