import type { FastifyError, FastifyInstance } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Log } from "../../runtime/ports.ts";
import { refusalOf } from "../../runtime/refusal.ts";

/** Makes every failed request of this server answer `{error: {code, message, retryable}}`. */
export function replyWithErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler<FastifyError>(async (thrown, request, reply) => {
    const { status, error, isOurs } = refusalOf(translated(thrown));
    if (isOurs)
      log.error("A request failed.", {
        method: request.method,
        route: request.routeOptions.url,
        error: thrown,
      });
    return reply.status(thrown.statusCode ?? status).send({ error });
  });
  app.setNotFoundHandler(async (request, reply) => {
    const { status, error } = refusalOf(
      new AppError("NOT_FOUND", `There is no ${request.method} ${request.url}.`),
    );
    return reply.status(status).send({ error });
  });
}

/** What fastify itself refuses, such as a body that is too large, is a bad request in our words. */
function translated(thrown: FastifyError): unknown {
  if (thrown instanceof AppError || thrown.statusCode === undefined || thrown.statusCode >= 500)
    return thrown;
  if (thrown.statusCode === 429) return new AppError("TOO_MANY_REQUESTS", thrown.message, {}, thrown);
  return new AppError("MESSAGE_INVALID", thrown.message, {}, thrown);
}
