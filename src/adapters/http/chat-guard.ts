import cors from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Origins } from "../../runtime/origins.ts";

/** Tells browsers which pages may use the routes that are added afterwards. */
export async function admitPages(
  app: FastifyInstance,
  { origins }: { readonly origins: Origins },
): Promise<void> {
  await app.register(cors, {
    delegator: (request: FastifyRequest, decide) =>
      decide(null, {
        origin: origins.allow(request.headers.origin, request.host),
        methods: ["POST"],
        allowedHeaders: ["content-type", "authorization"],
        maxAge: 600,
      }),
  });
}

/** @throws ORIGIN_REFUSED when a page asks that may not, whatever its browser makes of what it was told */
export function checkPage({ headers: { origin }, host }: FastifyRequest, origins: Origins): void {
  if (origins.allow(origin, host)) return;
  throw new AppError(
    "ORIGIN_REFUSED",
    `Pages of ${origin} may not use this server. Add it to ALLOWED_ORIGINS.`,
  );
}

/**
 * The session token that came with a request; undefined when none did.
 *
 * @throws SESSION_INVALID
 */
export function bearerToken({ headers: { authorization } }: FastifyRequest): string | undefined {
  if (authorization === undefined) return undefined;
  const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
  if (token === undefined)
    throw new AppError("SESSION_INVALID", 'The Authorization header is not "Bearer <token>".');
  return token;
}
