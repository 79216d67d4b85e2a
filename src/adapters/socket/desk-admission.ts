import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "../../kernel/errors.ts";
import type { Clock } from "../../kernel/time.ts";
import type { Agent, AgentSession } from "../../runtime/desk-ports.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { DeskAdmission, DeskSocket } from "./desk-socket.ts";
import type { DeskWindows } from "./desk-windows.ts";

export interface DeskAdmissionOptions {
  readonly origins: Origins;
  readonly clock: Clock;
  readonly isStopping: () => boolean;
  /** Who is signed in with this token. @throws SIGNED_OUT */
  readonly check: (token: string) => Promise<{ readonly agent: Agent; readonly session: AgentSession }>;
  /** The session token among a request's cookies. */
  readonly readToken: (headers: IncomingHttpHeaders) => string | undefined;
}

const MOST_WINDOWS_PER_AGENT = 20;

/**
 * Lets a window in whose agent is signed in.
 *
 * @throws ORIGIN_REFUSED, SHUTTING_DOWN, SIGNED_OUT, TOO_MANY_REQUESTS, STORE_UNAVAILABLE
 */
export async function admitWindow(
  { origins, isStopping, readToken, check, clock }: DeskAdmissionOptions,
  { handshake }: DeskSocket,
  windows: DeskWindows,
): Promise<DeskAdmission> {
  const { origin, host } = handshake.headers;
  // Agents work on pages of this server alone, whatever pages customers may come from.
  if (!origins.isOwn(origin, host)) {
    throw new AppError("ORIGIN_REFUSED", `Pages of ${origin} may not use the desk of this server.`);
  }
  if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
  const token = readToken(handshake.headers);
  if (token === undefined) throw new AppError("SIGNED_OUT", "Nobody is signed in. Sign in first.");
  const { agent, session } = await check(token);
  if (windows.of(agent.id).length >= MOST_WINDOWS_PER_AGENT) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `${MOST_WINDOWS_PER_AGENT} windows of this agent are open already.`,
    );
  }
  return { agent, sessionId: session.id, token, checkedAt: clock.now(), open: new Map() };
}
