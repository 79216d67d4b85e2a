import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { type Clock, milliseconds } from "../../../kernel/time.ts";
import {
  autoRepayChange,
  eligibilityQuestion,
  type InstallmentOrder,
  newTicket,
} from "../../../protocol/installments.ts";
import { type Account, type AccountSeed, accountOn, autoRepayOf } from "./account.ts";
import { dayOf } from "./calendar.ts";
import { customers } from "./customers.ts";
import { judge } from "./eligibility.ts";
import { readBody } from "./read-body.ts";
import { Refusal } from "./refusal.ts";
import { repaymentLink } from "./repayment-link.ts";
import type { SandboxStore } from "./sandbox-store.ts";

interface OfCustomer {
  readonly Params: { readonly customer: string };
}

interface OfOrder {
  readonly Params: { readonly customer: string; readonly order: string };
}

/** By when a ticket is answered. */
const ANSWERED_WITHIN_MS = milliseconds("24h");

const seeds: ReadonlyMap<string, AccountSeed> = new Map(customers.map((customer) => [customer.id, customer]));

/** Everything that the schemas name, for one customer each. */
export function accountRoutes(app: FastifyInstance, store: SandboxStore, clock: Clock): void {
  const account = (customer: string): Account => accountOn(dayOf(clock.now()), seedOf(customer));
  const order = ({ customer, order: wanted }: OfOrder["Params"]): InstallmentOrder =>
    orderOf(account(customer), wanted);
  const autoRepay = (customer: string) => {
    const { autoRepay: seeded } = seedOf(customer);
    return autoRepayOf(account(customer), seeded.offered, store.autoRepay(customer) ?? seeded);
  };

  app.get<OfCustomer>(
    "/customers/:customer/identity",
    async ({ params }) => account(params.customer).identity,
  );
  app.get<OfCustomer>("/customers/:customer/limit", async ({ params }) => account(params.customer).limit);
  app.get<OfCustomer>("/customers/:customer/orders", async ({ params }) => {
    const { orders } = account(params.customer);
    return { orders };
  });
  app.get<OfOrder>("/customers/:customer/orders/:order", async ({ params }) => order(params));
  app.get<OfOrder>("/customers/:customer/orders/:order/repayment-link", async ({ params }) =>
    repaymentLink(order(params), clock.now()),
  );
  app.get<OfCustomer>("/customers/:customer/payment-methods", async ({ params }) => {
    const { methods } = account(params.customer);
    return { methods };
  });
  app.get<OfCustomer>("/customers/:customer/auto-repay", async ({ params }) => autoRepay(params.customer));
  app.get<OfCustomer>("/customers/:customer/tickets", async ({ params: { customer } }) => {
    seedOf(customer);
    return { tickets: store.tickets(customer) };
  });

  app.post<OfCustomer>("/customers/:customer/eligibility", async ({ params, body }) =>
    judge(account(params.customer), readBody(eligibilityQuestion, body)),
  );

  app.put<OfCustomer>("/customers/:customer/auto-repay", async (request, reply) => {
    const { customer } = request.params;
    const wanted = readBody(autoRepayChange, request.body);
    const answer = once(store, clock, request, () => {
      if (!seedOf(customer).autoRepay.offered)
        throw new Refusal("not_offered", "Automatic repayment is not offered to this customer.");
      const method = wanted.on ? usable(account(customer), wanted.method) : undefined;
      store.chooseAutoRepay(customer, { on: wanted.on, ...(method === undefined ? {} : { method }) });
      return autoRepay(customer);
    });
    return reply.type("application/json").send(answer);
  });

  app.post<OfCustomer>("/customers/:customer/tickets", async (request, reply) => {
    const { customer } = request.params;
    const { subject, order: about } = readBody(newTicket, request.body);
    const answer = once(store, clock, request, () => {
      if (about !== undefined) orderOf(account(customer), about);
      return store.addTicket(customer, {
        subject,
        createdAt: moment(clock.now()),
        answerBy: moment(clock.now() + ANSWERED_WITHIN_MS),
      });
    });
    return reply.code(201).type("application/json").send(answer);
  });
}

function seedOf(customer: string): AccountSeed {
  const seed = seeds.get(customer);
  if (seed === undefined) throw new Refusal("customer_unknown", "There is no such customer.");
  return seed;
}

function orderOf({ orders }: Account, wanted: string): InstallmentOrder {
  const order = orders.find(({ id }) => id === wanted);
  if (order === undefined) throw new Refusal("order_unknown", "This customer has no such order.");
  return order;
}

/** The method to debit: the one that is asked for, or else the first that can be debited. */
function usable({ methods }: Account, wanted: string | undefined): string {
  const active = methods.filter(({ status }) => status === "active");
  const [method] = wanted === undefined ? active : active.filter(({ id }) => id === wanted);
  if (method === undefined) throw new Refusal("invalid", "There is no such method that can be debited.");
  return method.id;
}

/** Answers a request that changes something; the same answer, and no further change, when it comes again. */
function once(
  store: SandboxStore,
  clock: Clock,
  request: FastifyRequest<OfCustomer>,
  work: () => object,
): string {
  const { customer } = request.params;
  seedOf(customer);
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/u.test(key))
    throw new Refusal("invalid", "Idempotency-Key is missing, or is none.");
  const fingerprint = createHash("sha256")
    .update(`${request.method} ${request.url}\n`)
    .update(Buffer.isBuffer(request.body) ? request.body : "")
    .digest("hex");
  const answer = store.once({ customer, key, fingerprint, at: clock.now() }, work);
  if (answer === undefined)
    throw new Refusal("invalid", "This Idempotency-Key stood for another request before.", 409);
  return answer;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
