import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import { SESSION_MS } from "../../runtime/account-sessions.ts";

/** Browsers take it only by https, from the very host, for all of it: no neighbouring domain can plant one. */
const SECURE_NAME = "__Host-fenqi-desk";

/** For trying the desk out on this machine, where there is no https. */
const LOCAL_NAME = "fenqi-desk";

const FLAGS = "Path=/; HttpOnly; SameSite=Strict";

/** The token of the session cookie that came with a request, if one did. */
export function sessionCookieOf({ cookie = "", host = "" }: IncomingHttpHeaders): string | undefined {
  // Elsewhere than on this machine anybody on the way could have planted the one without the prefix.
  const names = isLoopback(hostnameOf(host)) ? [SECURE_NAME, LOCAL_NAME] : [SECURE_NAME];
  const pairs = cookie.split(";").map((pair) => pair.trim());
  const found = names.flatMap((name) => pairs.find((pair) => pair.startsWith(`${name}=`)) ?? []);
  return found[0]?.slice(found[0].indexOf("=") + 1) || undefined;
}

/** Gives the browser the token of its session. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(request, reply, token, SESSION_MS / 1000);
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  setCookie(request, reply, "", 0);
}

/**
 * Refuses to take a password where others could read it on the way.
 *
 * @throws FORBIDDEN
 */
export function checkConfidential({ protocol, hostname }: FastifyRequest): void {
  if (protocol === "https" || isLoopback(hostname)) return;
  throw new AppError(
    "FORBIDDEN",
    "Agents sign in by https only. Put the server behind a proxy that has a certificate and sends X-Forwarded-Proto.",
  );
}

function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, seconds: number): void {
  const cookie =
    request.protocol === "https"
      ? `${SECURE_NAME}=${value}; ${FLAGS}; Secure`
      : `${LOCAL_NAME}=${value}; ${FLAGS}`;
  reply.header("set-cookie", `${cookie}; Max-Age=${seconds}`);
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}

/** Whether a browser takes this name for its own machine. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/u.test(hostname);
}
