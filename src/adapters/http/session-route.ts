import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type SessionReply, sessionRequest } from "../../protocol/session.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { Sessions } from "../../runtime/sessions.ts";
import { bearerToken, checkPage } from "./chat-guard.ts";

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
  await app.register(rateLimit, { max: options.sessionsPerMinute, timeWindow: "1 minute" });

  // So that a browser need not ask for leave first, the widget says that its JSON is plain text.
  app.addContentTypeParser("text/plain", { parseAs: "string" }, app.getDefaultJsonParser("error", "error"));

  app.post("/api/chat/sessions", async (request, reply): Promise<SessionReply> => {
    checkPage(request, origins);
    if (options.isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
    const parsed = sessionRequest.safeParse(request.body ?? {});
    if (!parsed.success) throw new AppError("MESSAGE_INVALID", z.prettifyError(parsed.error));
    reply.header("cache-control", "no-store");
    return await sessions.open(parsed.data, bearerToken(request));
  });
}
