import type {
  AutoRepayAnswer,
  IdentityAnswer,
  InstallmentOrder,
  LimitAnswer,
  PaymentMethod,
} from "../../../protocol/installments.ts";
import { addDays, addMonths, type Day } from "./calendar.ts";
import { isOpen, type OrderSeed, orderOn } from "./order.ts";

/** What is known of a customer for good; days follow from the day on which one asks. */
export interface AccountSeed {
  /** In fen. */
  readonly limit: number;
  readonly frozen?: NonNullable<LimitAnswer["reason"]>;
  readonly identity: IdentitySeed;
  readonly orders: readonly OrderSeed[];
  readonly methods: readonly PaymentMethod[];
  readonly autoRepay: AutoRepayChoice & { readonly offered: boolean };
}

export type IdentitySeed =
  | { readonly status: "verified"; readonly forMonths: number }
  | { readonly status: "expired"; readonly daysAgo: number }
  | { readonly status: "incomplete"; readonly missing: IdentityAnswer["missing"] };

/** Whether to debit by itself, and from which method. */
export interface AutoRepayChoice {
  readonly on: boolean;
  readonly method?: string;
}

/** A customer's instalment account as it stands on a day. */
export interface Account {
  readonly identity: IdentityAnswer;
  readonly limit: LimitAnswer;
  /** The newest first. */
  readonly orders: readonly InstallmentOrder[];
  readonly methods: readonly PaymentMethod[];
}

/** An amount to pay, and by when. */
export interface Due {
  /** In fen. */
  readonly amount: number;
  readonly due: Day;
}

export function accountOn(today: Day, seed: AccountSeed): Account {
  const orders = seed.orders
    .map((order) => orderOn(today, order))
    .sort((one, other) => other.orderedAt.localeCompare(one.orderedAt));
  const used = sum(orders.flatMap((order) => (isOpen(order) ? unbooked(order) : [])));
  return {
    identity: identityOn(today, seed.identity),
    limit: {
      total: seed.limit,
      used,
      available: seed.limit - used,
      frozen: seed.frozen !== undefined,
      ...(seed.frozen === undefined ? {} : { reason: seed.frozen }),
    },
    orders,
    methods: seed.methods,
  };
}

/** What is overdue over all orders, and the day on which the oldest of it was due; absent when nothing is. */
export function overdueOf({ orders }: Account): Due | undefined {
  return gathered(bills(orders).filter(({ status }) => status === "overdue"));
}

/** What is due next, over all orders, and was not due before today; absent when nothing is. */
export function nextDueOf({ orders }: Account): Due | undefined {
  const coming = bills(orders).filter(({ status }) => status === "due" || status === "upcoming");
  const [first] = coming.map(({ due }) => due).sort();
  return gathered(coming.filter(({ due }) => due === first));
}

/** How the customer's automatic repayment stands, given what was chosen. */
export function autoRepayOf(account: Account, offered: boolean, choice: AutoRepayChoice): AutoRepayAnswer {
  const method = account.methods.find(({ id }) => id === choice.method);
  const next = choice.on ? nextDueOf(account) : undefined;
  return {
    offered,
    on: choice.on,
    ...(method === undefined ? {} : { method }),
    ...(next === undefined ? {} : { next }),
  };
}

function identityOn(today: Day, seed: IdentitySeed): IdentityAnswer {
  if (seed.status === "incomplete") return { status: "incomplete", missing: seed.missing };
  const validUntil =
    seed.status === "verified" ? addMonths(today, seed.forMonths) : addDays(today, -seed.daysAgo);
  return { status: seed.status, missing: [], validUntil };
}

function bills(orders: readonly InstallmentOrder[]): InstallmentOrder["plan"] {
  return orders.filter(({ status }) => status === "active").flatMap(({ plan }) => plan);
}

/** What still takes of the limit: a payment frees it once it is booked. */
function unbooked({ plan }: InstallmentOrder): readonly number[] {
  return plan.filter(({ status }) => status !== "paid").map(({ amount }) => amount);
}

function gathered(some: readonly Due[]): Due | undefined {
  const [due] = some.map((one) => one.due).sort();
  return due === undefined ? undefined : { amount: sum(some.map(({ amount }) => amount)), due };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
