import type * as z from "zod";
import type {
  AutoRepayAnswer,
  autoRepayChange,
  EligibilityAnswer,
  eligibilityQuestion,
  IdentityAnswer,
  InstallmentOrder,
  LimitAnswer,
  newTicket,
  ordersAnswer,
  paymentMethodsAnswer,
  RepaymentLinkAnswer,
  Ticket,
  ticketsAnswer,
} from "../../../protocol/installments.ts";

/** The shop says no, and asking again would change nothing. */
export type Refusal = "customer_unknown" | "order_unknown" | "not_offered" | "invalid";

/** What a question to the shop's instalment accounts came to. */
export type Answer<Value> =
  | { readonly type: "ok"; readonly value: Value }
  | { readonly type: "refused"; readonly code: Refusal }
  /** It could not be asked, or what came back is no answer. */
  | { readonly type: "error" }
  | { readonly type: "timeout" };

export interface Asking {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface Changing extends Asking {
  /** The same for every attempt at the same change. Without one, the change is attempted once. */
  readonly key?: string;
}

/** A shop's instalment accounts. No method ever throws; customers and orders go by the shop's own ids. */
export interface Installments {
  identity(customer: string, about: Asking): Promise<Answer<IdentityAnswer>>;
  limit(customer: string, about: Asking): Promise<Answer<LimitAnswer>>;
  orders(customer: string, about: Asking): Promise<Answer<z.infer<typeof ordersAnswer>>>;
  order(customer: string, order: string, about: Asking): Promise<Answer<InstallmentOrder>>;
  repaymentLink(customer: string, order: string, about: Asking): Promise<Answer<RepaymentLinkAnswer>>;
  paymentMethods(customer: string, about: Asking): Promise<Answer<z.infer<typeof paymentMethodsAnswer>>>;
  autoRepay(customer: string, about: Asking): Promise<Answer<AutoRepayAnswer>>;
  setAutoRepay(
    customer: string,
    change: z.input<typeof autoRepayChange>,
    about: Changing,
  ): Promise<Answer<AutoRepayAnswer>>;
  eligibility(
    customer: string,
    question: z.input<typeof eligibilityQuestion>,
    about: Asking,
  ): Promise<Answer<EligibilityAnswer>>;
  tickets(customer: string, about: Asking): Promise<Answer<z.infer<typeof ticketsAnswer>>>;
  createTicket(customer: string, ticket: z.input<typeof newTicket>, about: Changing): Promise<Answer<Ticket>>;
}
