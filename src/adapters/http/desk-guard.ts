import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Role } from "../../protocol/desk-http.ts";
import type { SignedIn } from "../../runtime/account-sessions.ts";
import type { Accounts } from "../../runtime/accounts.ts";
import { sessionCookieOf } from "./desk-cookie.ts";

const CALLER = "deskCaller";

const rank: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, admin: 2 };

/**
 * Lets what changes something through only when a page of the desk itself asks for it. No other page can send the header
 * without being asked first whether it may, and it may not; the browser says besides where the request comes from.
 *
 * @param publicUrl where browsers reach the server, when that is behind a proxy
 */
export function refuseForeignPages(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook("onRequest", async (request) => {
    if (request.method === "GET" || request.method === "HEAD") return;
    const { origin, "sec-fetch-site": site = "same-origin", "x-fenqi-desk": own } = request.headers;
    const isOwn = origin === undefined || origin === publicUrl || isFrom(origin, request.host);
    if (!isOwn || site !== "same-origin")
      throw new AppError(
        "FORBIDDEN",
        `Only the desk's own page may do this, and not one of ${origin ?? site}.`,
      );
    if (own !== "1") throw new AppError("FORBIDDEN", "The header x-fenqi-desk: 1 is missing.");
  });
}

function isFrom(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Lets only agents through who are signed in. Every route that is added afterwards may ask who by `byAgent`. */
export function admitAgents(app: FastifyInstance, accounts: Pick<Accounts, "check">): void {
  app.decorateRequest(CALLER, null);
  app.addHook("onRequest", async (request) => {
    request.setDecorator(CALLER, await accounts.check(sessionCookieOf(request.headers)));
  });
}

/** A route that is told who asks. Only within `admitAgents`. */
export function byAgent<Answer>(
  answer: (caller: SignedIn, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<Answer> {
  return (request, reply) => answer(callerOf(request), request, reply);
}

/**
 * Lets only agents of this role through, or of a higher one. Only within `admitAgents`.
 *
 * @throws FORBIDDEN
 */
export function requireRole(least: Role): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { role } = callerOf(request).agent;
    if (rank[role] >= rank[least]) return;
    throw new AppError("FORBIDDEN", `This takes the role "${least}"; yours is "${role}".`);
  };
}

function callerOf(request: FastifyRequest): SignedIn {
  return request.getDecorator<SignedIn>(CALLER);
}
