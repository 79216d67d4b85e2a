import {
  autoRepayChangeExamples,
  autoRepayExamples,
  type Examples,
  eligibilityExamples,
  eligibilityQuestionExamples,
  identityExamples,
  limitExamples,
  newTicketExamples,
  orderExamples,
  ordersExamples,
  paymentMethodsExamples,
  repaymentLinkExamples,
  ticketExamples,
  ticketsExamples,
} from "./examples.ts";

/** One thing that Fenqi asks of the shop, about one customer. */
export interface Operation {
  readonly method: "get" | "put" | "post";
  /** After `/v1/customers/{customer}/`. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: Content;
  readonly answer: Content & { readonly status: 200 | 201 };
  /** Whether it changes something, once for each `Idempotency-Key`. */
  readonly changes?: true;
  /** Whether the shop may say that it does not do this for the customer. */
  readonly mayNotBeOffered?: true;
}

/** What a body holds. */
export interface Content {
  /** The name of a schema. */
  readonly schema: string;
  readonly examples: Examples;
}

const ok = (schema: string, examples: Examples) => ({ status: 200, schema, examples }) as const;

export const operations: readonly Operation[] = [
  {
    method: "get",
    path: "identity",
    id: "getIdentity",
    summary: "Whether the customer's identity is verified",
    answer: ok("Identity", identityExamples),
  },
  {
    method: "get",
    path: "limit",
    id: "getLimit",
    summary: "How much the customer may buy in instalments",
    answer: ok("Limit", limitExamples),
  },
  {
    method: "get",
    path: "orders",
    id: "listOrders",
    summary: "The orders that are or were paid in instalments",
    description: "The newest first, at most 100.",
    answer: ok("Orders", ordersExamples),
  },
  {
    method: "get",
    path: "orders/{order}",
    id: "getOrder",
    summary: "One of these orders",
    answer: ok("Order", orderExamples),
  },
  {
    method: "get",
    path: "orders/{order}/repayment-link",
    id: "getRepaymentLink",
    summary: "A page on which the customer repays what is due of an order",
    description:
      "The page belongs to the shop or its payment service. Fenqi shows the link to the customer and never pays by itself. `not_offered` when nothing is left to pay.",
    answer: ok("RepaymentLink", repaymentLinkExamples),
    mayNotBeOffered: true,
  },
  {
    method: "get",
    path: "payment-methods",
    id: "listPaymentMethods",
    summary: "What the customer repays with",
    description: "The one that is used first comes first.",
    answer: ok("PaymentMethods", paymentMethodsExamples),
  },
  {
    method: "get",
    path: "auto-repay",
    id: "getAutoRepay",
    summary: "Whether what is due is debited automatically",
    answer: ok("AutoRepay", autoRepayExamples),
  },
  {
    method: "put",
    path: "auto-repay",
    id: "setAutoRepay",
    summary: "Switches automatic repayment on or off",
    description:
      "Fenqi asks the customer to confirm before it sends this. Without a method the shop takes the one that is used first.",
    body: { schema: "AutoRepayChange", examples: autoRepayChangeExamples },
    answer: ok("AutoRepay", autoRepayExamples),
    changes: true,
    mayNotBeOffered: true,
  },
  {
    method: "post",
    path: "eligibility",
    id: "askEligibility",
    summary: "Whether a purchase can be paid in instalments, and if not, why",
    description:
      "Asks and changes nothing, so it may be sent again. Give all the reasons there are, the one to mend first first. Without an amount, only what holds of every purchase is a reason.",
    body: { schema: "EligibilityQuestion", examples: eligibilityQuestionExamples },
    answer: ok("Eligibility", eligibilityExamples),
  },
  {
    method: "get",
    path: "tickets",
    id: "listTickets",
    summary: "What the customer has asked the shop to look into",
    description: "The newest first, at most 100.",
    answer: ok("Tickets", ticketsExamples),
  },
  {
    method: "post",
    path: "tickets",
    id: "createTicket",
    summary: "Asks the shop to look into something",
    body: { schema: "NewTicket", examples: newTicketExamples },
    answer: { status: 201, schema: "Ticket", examples: ticketExamples },
    changes: true,
  },
];
