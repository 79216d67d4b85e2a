import type { SessionReply } from "../../../src/protocol/session.ts";
import type { SessionStore } from "./storage.ts";

export interface SessionPorts {
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  /** BCP 47. */
  readonly locale: string;
  readonly store: SessionStore;
}

/** The server could be reached late, or not at all, and a session needs it. */
const DEADLINE_MS = 15_000;

/**
 * Resumes the remembered conversation, or begins a new one when there is none or the server no longer honours it.
 *
 * @throws when the server cannot be reached or refuses; trying again later is safe
 */
export async function openSession(ports: SessionPorts): Promise<SessionReply> {
  const remembered = ports.store.load();
  const resumed = await request(ports, remembered?.token);
  if (resumed.status === 401 && remembered !== undefined) {
    ports.store.forget();
    return accept(ports, await request(ports));
  }
  return accept(ports, resumed);
}

async function accept({ store }: SessionPorts, response: Response): Promise<SessionReply> {
  if (!response.ok) throw new Error(`the chat server answered ${response.status} to a session request`);
  const session: SessionReply = await response.json();
  const before = store.load();
  const isSame = before?.conversationId === session.conversationId;
  store.save({
    token: session.token,
    conversationId: session.conversationId,
    started: session.last > 0 || (isSame && before.started),
    read: isSame ? before.read : 0,
  });
  return session;
}

function request({ origin, locale }: SessionPorts, token?: string): Promise<Response> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
  return fetch(`${origin}/api/chat/sessions`, {
    method: "POST",
    headers,
    // The token says who asks; the shop's cookies are none of the chat's business.
    credentials: "omit",
    body: JSON.stringify({ locale, page: location.href.slice(0, 2048) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
}
