import cors from "@fastify/cors";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type SessionReply, sessionRequest } from "../../protocol/session.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { Sessions } from "../../runtime/sessions.ts";

export interface SessionRouteOptions {
  readonly sessions: Sessions;
  readonly origins: Origins;
  /** For each address: a customer opens one for each page at most, but many may share an address. */
  readonly sessionsPerMinute: number;
  /** New customers are sent away. */
  readonly isStopping: () => boolean;
}

/** `POST /api/chat/sessions`: opens or resumes a customer's conversation. */
export async function sessionRoute(app: FastifyInstance, options: SessionRouteOptions): Promise<void> {
  const { sessions, origins } = options;
  await app.register(cors, {
    delegator: (request: FastifyRequest, decide) =>
      decide(null, {
        origin: origins.allow(request.headers.origin, request.host),
        methods: ["POST"],
        allowedHeaders: ["content-type", "authorization"],
        maxAge: 600,
      }),
  });
  await app.register(rateLimit, { max: options.sessionsPerMinute, timeWindow: "1 minute" });

  app.post("/api/chat/sessions", async (request, reply): Promise<SessionReply> => {
    const { origin } = request.headers;
    if (!origins.allow(origin, request.host)) {
      throw new AppError(
        "ORIGIN_REFUSED",
        `Pages of ${origin} may not use this server. Add it to ALLOWED_ORIGINS.`,
      );
    }
    if (options.isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
    const parsed = sessionRequest.safeParse(request.body ?? {});
    if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
    reply.header("cache-control", "no-store");
    return await sessions.open(parsed.data, bearerToken(request.headers.authorization));
  });
}

function bearerToken(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, token] = /^Bearer (\S+)$/i.exec(header) ?? [];
  if (token === undefined)
    throw new AppError("SESSION_INVALID", 'The Authorization header is not "Bearer <token>".');
  return token;
}
