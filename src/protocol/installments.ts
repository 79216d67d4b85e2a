import * as z from "zod";

// What Fenqi asks of a shop's instalment accounts, and what it wants to hear. The shop's systems offer it over HTTP;
// docs/installments.openapi.yaml is made from these schemas. Amounts are in fen, a hundredth of a yuan, so that none is
// ever off by a rounding; days are ISO 8601 in the shop's time zone, moments ISO 8601 in UTC. An answer may hold fields
// that are not named here: they are not looked at.

const fen = z.int().nonnegative().meta({ description: "In fen, a hundredth of a yuan." });
const day = z.iso.date();
const moment = z.iso.datetime();
const id = z.string().min(1).max(64);
const words = z.string().min(1).max(200);

/** Last digits of a card or account number: all of it that is ever told. */
const tail = z.string().regex(/^\d{4}$/u, "four digits");

/** `GET /v1/customers/{customer}/identity` */
export const identityAnswer = z
  .object({
    status: z.enum(["verified", "expired", "incomplete"]),
    /** Of an incomplete one: what is missing. */
    missing: z.array(z.enum(["name", "id_number", "id_photo", "phone", "address", "bank_card"])).default([]),
    /** The last day on which it held, or holds. */
    validUntil: day.optional(),
  })
  .meta({ id: "Identity" });

/** `GET /v1/customers/{customer}/limit` */
export const limitAnswer = z
  .object({
    total: fen,
    used: fen,
    available: fen,
    frozen: z.boolean(),
    /** Of a frozen one, where the shop tells. */
    reason: z.enum(["overdue", "risk", "requested", "review"]).optional(),
  })
  .meta({ id: "Limit" });

/** One period of a plan. */
export const installment = z
  .object({
    /** From 1. */
    number: z.int().positive(),
    amount: fen,
    due: day,
    /** `processing`: paid, and not booked yet. */
    status: z.enum(["upcoming", "due", "overdue", "processing", "paid"]),
    paidAt: moment.optional(),
  })
  .meta({ id: "Installment" });

/** An order that is being paid in instalments, or was. */
export const installmentOrder = z
  .object({
    id,
    /** What was bought, as the customer sees it in the app. */
    goods: words,
    orderedAt: moment,
    total: fen,
    status: z.enum(["active", "paid_off", "cancelled", "refund_pending", "refunded"]),
    plan: z.array(installment).min(1).max(120),
    /** What may be paid off at once today, fees included, where the shop allows that. */
    payoff: fen.optional(),
    refund: z
      .object({ amount: fen, requestedAt: moment, expectedBy: day.optional(), refundedAt: moment.optional() })
      .optional(),
  })
  .meta({ id: "Order" });

/** `GET /v1/customers/{customer}/orders`: the newest first. */
export const ordersAnswer = z.object({ orders: z.array(installmentOrder).max(100) }).meta({ id: "Orders" });

export const paymentMethod = z
  .object({
    id,
    kind: z.enum(["bank_card", "wechat_pay", "alipay"]),
    /** The bank's name, as the customer knows it. */
    bank: words.optional(),
    tail: tail.optional(),
    status: z.enum(["active", "restricted", "frozen", "expired"]),
    /** The most that one payment may be. */
    perTransaction: fen.optional(),
  })
  .meta({ id: "PaymentMethod" });

/** `GET /v1/customers/{customer}/payment-methods`: the one that is used first comes first. */
export const paymentMethodsAnswer = z
  .object({ methods: z.array(paymentMethod).max(50) })
  .meta({ id: "PaymentMethods" });

/** `GET` and `PUT /v1/customers/{customer}/auto-repay` */
export const autoRepayAnswer = z
  .object({
    /** Whether the shop offers it to this customer at all. */
    offered: z.boolean(),
    on: z.boolean(),
    method: paymentMethod.optional(),
    /** When it debits next. */
    next: z.object({ amount: fen, due: day }).optional(),
  })
  .meta({ id: "AutoRepay" });

/** Body of `PUT /v1/customers/{customer}/auto-repay`; idempotent by `Idempotency-Key`. */
export const autoRepayChange = z
  .object({ on: z.boolean(), method: id.optional() })
  .meta({ id: "AutoRepayChange" });

/** Why a purchase cannot be paid in instalments. */
export const eligibilityReason = z
  .discriminatedUnion("code", [
    z.object({
      code: z.literal("limit"),
      available: fen,
      /** How much too little that is. */
      short: fen,
      /** What paying it, of what is due next, would free. */
      nextDue: fen.optional(),
    }),
    z.object({ code: z.literal("frozen"), reason: limitAnswer.shape.reason }),
    z.object({ code: z.literal("identity"), status: z.enum(["expired", "incomplete"]) }),
    z.object({ code: z.literal("bank_limit"), method: paymentMethod }),
    z.object({ code: z.literal("overdue"), amount: fen, since: day }),
    z.object({ code: z.literal("amount"), minimum: fen.optional(), maximum: fen.optional() }),
    z.object({ code: z.literal("merchant") }),
    z.object({ code: z.literal("product") }),
    z.object({ code: z.literal("risk") }),
    z.object({ code: z.literal("system"), until: moment.optional() }),
  ])
  .meta({ id: "EligibilityReason" });

/** Body of `POST /v1/customers/{customer}/eligibility`: asks and changes nothing. */
export const eligibilityQuestion = z
  .object({ amount: fen.optional(), order: id.optional() })
  .meta({ id: "EligibilityQuestion" });

/** All reasons there are, the one to mend first first; none, when the purchase is eligible. */
export const eligibilityAnswer = z
  .object({ eligible: z.boolean(), reasons: z.array(eligibilityReason).max(20).default([]) })
  .meta({ id: "Eligibility" });

/** `GET /v1/customers/{customer}/orders/{order}/repayment-link` */
export const repaymentLinkAnswer = z
  .object({ url: z.url({ protocol: /^https$/u }), expiresAt: moment, amount: fen })
  .meta({ id: "RepaymentLink" });

/** Body of `POST /v1/customers/{customer}/tickets`; idempotent by `Idempotency-Key`. */
export const newTicket = z
  .object({
    subject: z.enum(["payment_not_posted", "refund", "identity", "limit", "fraud", "other"]),
    text: z.string().max(2000).default(""),
    order: id.optional(),
  })
  .meta({ id: "NewTicket" });

export const ticket = z
  .object({
    id,
    subject: newTicket.shape.subject,
    status: z.enum(["open", "answered", "closed"]),
    createdAt: moment,
    /** By when the customer will hear of it. */
    answerBy: moment.optional(),
  })
  .meta({ id: "Ticket" });

/** `GET /v1/customers/{customer}/tickets`: the newest first. */
export const ticketsAnswer = z.object({ tickets: z.array(ticket).max(100) }).meta({ id: "Tickets" });

/** Every refusal: 4xx and 5xx. `customer_unknown` and `order_unknown` come with 404. */
export const apiError = z
  .object({
    code: z.enum([
      "customer_unknown",
      "order_unknown",
      "invalid",
      "unauthorized",
      "too_many_requests",
      "not_offered",
      "unavailable",
    ]),
    message: z.string().max(1000),
  })
  .meta({ id: "Error" });

export type IdentityAnswer = z.infer<typeof identityAnswer>;
export type LimitAnswer = z.infer<typeof limitAnswer>;
export type Installment = z.infer<typeof installment>;
export type InstallmentOrder = z.infer<typeof installmentOrder>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type AutoRepayAnswer = z.infer<typeof autoRepayAnswer>;
export type EligibilityReason = z.infer<typeof eligibilityReason>;
export type EligibilityAnswer = z.infer<typeof eligibilityAnswer>;
export type RepaymentLinkAnswer = z.infer<typeof repaymentLinkAnswer>;
export type Ticket = z.infer<typeof ticket>;
