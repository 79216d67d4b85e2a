import type { Operation } from "./operations.ts";

/** One way to refuse a request, as the document describes it. */
interface RefusalResponse {
  readonly status: number;
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  /** A message for each code that comes with the status. */
  readonly messages: Readonly<Record<string, string>>;
}

const RETRY_AFTER = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };

const described = {
  Invalid: {
    status: 400,
    description: "The request is not as it has to be. Fenqi does not send it again.",
    messages: { invalid: "amount: expected a whole number" },
  },
  Unauthorized: {
    status: 401,
    description: "The signature or the token does not hold.",
    messages: { unauthorized: "fenqi-signature does not hold." },
  },
  NotOffered: {
    status: 403,
    description: "The shop does not do this for this customer.",
    messages: { not_offered: "Automatic repayment is not offered to this customer." },
  },
  CustomerUnknown: {
    status: 404,
    description: "There is no such customer.",
    messages: { customer_unknown: "There is no such customer." },
  },
  OrderUnknown: {
    status: 404,
    description: "There is no such customer, or the customer has no such order.",
    messages: {
      customer_unknown: "There is no such customer.",
      order_unknown: "This customer has no such order.",
    },
  },
  KeyReused: {
    status: 409,
    description: "The `Idempotency-Key` came with another request before.",
    messages: { invalid: "This Idempotency-Key stood for another request before." },
  },
  TooManyRequests: {
    status: 429,
    description:
      "Later, please. Fenqi waits as long as `Retry-After` says, if the customer can wait that long.",
    headers: RETRY_AFTER,
    messages: { too_many_requests: "More than 200 requests in a second." },
  },
  Unavailable: {
    status: 503,
    description: "Not now. Fenqi tries again where that can do no harm.",
    headers: RETRY_AFTER,
    messages: { unavailable: "The accounts are being maintained." },
  },
} as const satisfies Record<string, RefusalResponse>;

type RefusalName = keyof typeof described;

/** The refusals as OpenAPI responses, by name. */
export const refusalResponses: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries<RefusalResponse>(described).map(([name, { description, headers, messages }]) => [
    name,
    {
      description,
      ...(headers === undefined ? {} : { headers }),
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Error" },
          examples: Object.fromEntries(
            Object.entries(messages).map(([code, message]) => [code, { value: { code, message } }]),
          ),
        },
      },
    },
  ]),
);

/** How an operation may be refused: a reference for each status. */
export function refusalsOf(operation: Operation): Readonly<Record<string, unknown>> {
  const isOfOrder = operation.path.includes("{order}") || operation.body?.schema === "NewTicket";
  const names: readonly RefusalName[] = [
    "Invalid",
    "Unauthorized",
    ...(operation.mayNotBeOffered ? (["NotOffered"] as const) : []),
    isOfOrder ? "OrderUnknown" : "CustomerUnknown",
    ...(operation.changes ? (["KeyReused"] as const) : []),
    "TooManyRequests",
    "Unavailable",
  ];
  return Object.fromEntries(
    names.map((name) => [described[name].status, { $ref: `#/components/responses/${name}` }]),
  );
}
