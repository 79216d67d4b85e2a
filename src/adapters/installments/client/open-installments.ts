import type * as z from "zod";
import {
  autoRepayAnswer,
  autoRepayChange,
  eligibilityAnswer,
  eligibilityQuestion,
  identityAnswer,
  installmentOrder,
  limitAnswer,
  newTicket,
  ordersAnswer,
  paymentMethodsAnswer,
  repaymentLinkAnswer,
  ticket,
  ticketsAnswer,
} from "../../../protocol/installments.ts";
import { createAsk } from "./ask.ts";
import type { Answer, Asking, Changing, Installments } from "./installments.ts";
import { type InstallmentsSettings, usualLimits } from "./installments-settings.ts";
import { Remembered } from "./remembered.ts";
import { safeAddress } from "./safe-address.ts";
import { segment } from "./segment.ts";
import { unlessGone } from "./unless-gone.ts";

/** As long as the name that a host app may give a customer. */
const LONGEST_CUSTOMER = 200;
const LONGEST_ORDER = 64;

/**
 * Connects to the instalment accounts of a shop, which are asked over HTTP as `src/protocol/installments.ts` says.
 *
 * @throws {AppError} CONFIG_INVALID when an address is none that customers' data may go to
 */
export function openInstallments(settings: InstallmentsSettings): Installments {
  const limits = { ...usualLimits, ...settings.limits };
  const base = baseOf(settings.url);
  const ask = createAsk(settings, limits);
  const remembered = new Remembered({
    timers: settings.timers,
    keptMs: limits.rememberedMs,
    most: limits.rememberedMost,
  });

  /** The address of something of the customer's; undefined when no account goes by this name. */
  const addressOf = (customer: string, path: string): URL | undefined => {
    const name = segment(customer, LONGEST_CUSTOMER);
    return name === undefined ? undefined : new URL(`${base}/v1/customers/${name}/${path}`);
  };

  const read = async <Value>(
    operation: string,
    customer: string,
    path: string,
    schema: z.ZodType<Value>,
    { signal }: Asking,
  ): Promise<Answer<Value>> => {
    const url = addressOf(customer, path);
    if (url === undefined) return { type: "refused", code: "customer_unknown" };
    const request = { method: "GET", url } as const;
    const question = { operation, customer, request, isRepeatable: true, schema };
    const answer = await remembered.answer(customer, url.href, (stop) => ask(question, stop), signal);
    // Everybody gets a copy of their own.
    return answer.type === "ok" ? { type: "ok", value: schema.parse(answer.value) } : answer;
  };

  const readOrder = async <Value>(
    operation: string,
    customer: string,
    order: string,
    path: string,
    schema: z.ZodType<Value>,
    about: Asking,
  ): Promise<Answer<Value>> => {
    const name = segment(order, LONGEST_ORDER);
    if (name === undefined) return { type: "refused", code: "order_unknown" };
    return await read(operation, customer, `orders/${name}${path}`, schema, about);
  };

  const send = async <Body, Value>(
    { operation, method, path, body }: Sent<Body>,
    customer: string,
    schema: z.ZodType<Value>,
    { signal, key, isRepeatable }: Changing & { readonly isRepeatable: boolean },
  ): Promise<Answer<Value>> => {
    const url = addressOf(customer, path);
    if (url === undefined) return { type: "refused", code: "customer_unknown" };
    if (!body.success) return { type: "refused", code: "invalid" };
    const request = {
      method,
      url,
      body: JSON.stringify(body.data),
      ...(key !== undefined && { idempotencyKey: key }),
    };
    return await unlessGone(ask({ operation, customer, request, isRepeatable, schema }, signal), signal);
  };

  const change = async <Body, Value>(
    sent: Sent<Body>,
    customer: string,
    schema: z.ZodType<Value>,
    about: Changing,
  ): Promise<Answer<Value>> => {
    try {
      return await send(sent, customer, schema, { ...about, isRepeatable: about.key !== undefined });
    } finally {
      // Whatever came of it: a change that was not heard of may have been made.
      remembered.forget(customer);
    }
  };

  return {
    identity: (customer, about) => read("identity", customer, "identity", identityAnswer, about),
    limit: (customer, about) => read("limit", customer, "limit", limitAnswer, about),
    orders: (customer, about) => read("orders", customer, "orders", ordersAnswer, about),
    order: (customer, order, about) => readOrder("order", customer, order, "", installmentOrder, about),
    repaymentLink: (customer, order, about) =>
      readOrder("repaymentLink", customer, order, "/repayment-link", repaymentLinkAnswer, about),
    paymentMethods: (customer, about) =>
      read("paymentMethods", customer, "payment-methods", paymentMethodsAnswer, about),
    autoRepay: (customer, about) => read("autoRepay", customer, "auto-repay", autoRepayAnswer, about),
    setAutoRepay(customer, wish, about) {
      const body = autoRepayChange.safeParse(wish);
      const sent = { operation: "setAutoRepay", method: "PUT", path: "auto-repay", body } as const;
      return change(sent, customer, autoRepayAnswer, about);
    },
    eligibility(customer, question, { signal }) {
      const body = eligibilityQuestion.safeParse(question);
      const sent = { operation: "eligibility", method: "POST", path: "eligibility", body } as const;
      return send(sent, customer, eligibilityAnswer, { signal, isRepeatable: true });
    },
    tickets: (customer, about) => read("tickets", customer, "tickets", ticketsAnswer, about),
    createTicket(customer, wish, about) {
      const body = newTicket.safeParse(wish);
      const sent = { operation: "createTicket", method: "POST", path: "tickets", body } as const;
      return change(sent, customer, ticket, about);
    },
  };
}

interface Sent<Body> {
  readonly operation: string;
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: z.ZodSafeParseResult<Body>;
}

function baseOf(text: string): string {
  const { origin, pathname } = safeAddress("INSTALLMENTS_URL", text);
  return `${origin}${pathname.replace(/\/+$/u, "")}`;
}
