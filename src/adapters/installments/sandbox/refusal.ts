import type { FastifyError, FastifyInstance } from "fastify";
import type * as z from "zod";
import type { apiError } from "../../../protocol/installments.ts";

type RefusalCode = z.infer<typeof apiError>["code"];

/** The HTTP status of every refusal. */
const STATUS = {
  customer_unknown: 404,
  order_unknown: 404,
  invalid: 400,
  unauthorized: 401,
  too_many_requests: 429,
  not_offered: 403,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>;

/** A request that is refused. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;

  constructor(code: RefusalCode, message: string, status: number = STATUS[code]) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Gives every error the form of the schemas, fastify's own included. */
export function replyWithRefusals(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | Refusal>((error, _, reply) => {
    const refusal = error instanceof Refusal ? error : foreign(error);
    return reply.code(refusal.status).send({ code: refusal.code, message: refusal.message });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ code: "invalid", message: `There is no ${request.method} at this path.` }),
  );
}

function foreign({ statusCode = 500, message }: FastifyError): Refusal {
  if (statusCode < 500) return new Refusal("invalid", message, statusCode);
  // What broke is for the log of whoever runs the sandbox, and no business of the caller.
  return new Refusal("unavailable", "The accounts are out of order.", 500);
}
