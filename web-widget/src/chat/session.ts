import type { SessionReply } from "../../../src/protocol/session.ts";
import type { HostContext } from "../fenqi.ts";
import type { SessionStore } from "./storage.ts";

export interface SessionPorts {
  /** Of the chat server: scheme, host, port. */
  readonly origin: string;
  /** BCP 47. */
  locale(): string;
  /** A token of the host app's that says who the customer is, fetched anew; none, when it knows nobody. */
  identity(): Promise<string | undefined>;
  context(): HostContext;
  readonly store: SessionStore;
}

/** The server could be reached late, or not at all, and a session needs it. */
const DEADLINE_MS = 15_000;

/**
 * Resumes the remembered conversation, or begins a new one when there is none or the server no longer honours it.
 *
 * @param isWanted whether anybody still waits for it when it is there; what nobody waits for is not remembered
 * @throws when the server cannot be reached; trying again later is safe
 * @throws an error named by its code, such as IDENTITY_INVALID, when the server refuses
 */
export async function openSession(ports: SessionPorts, isWanted: () => boolean): Promise<SessionReply> {
  const identity = await ports.identity();
  const token = ports.store.load()?.token;
  let response = await request(ports, identity, token);
  let refusal = await refusalOf(response);
  if (refusal === "SESSION_INVALID" && token !== undefined && isWanted()) {
    ports.store.forget();
    response = await request(ports, identity);
    refusal = await refusalOf(response);
  }
  if (refusal !== undefined)
    throw Object.assign(new Error("the chat server refused a session"), { name: refusal });
  const session: SessionReply = await response.json();
  if (isWanted()) remember(ports.store, session);
  return session;
}

function remember(store: SessionStore, session: SessionReply): void {
  const before = store.load();
  const isSame = before?.conversationId === session.conversationId;
  store.save({
    token: session.token,
    conversationId: session.conversationId,
    started: session.last > 0 || (isSame && before.started),
    read: isSame ? before.read : 0,
  });
}

async function refusalOf(response: Response): Promise<string | undefined> {
  if (response.ok) return undefined;
  const reply = await response.json().catch(() => undefined);
  return reply?.error?.code ?? String(response.status);
}

async function request(ports: SessionPorts, identity?: string, token?: string): Promise<Response> {
  const { origin, locale, context } = ports;
  const { page, order } = context();
  // As plain text, which the server reads as JSON all the same: a browser asks for leave to send JSON to another site, and
  // that is one more way there and back before the first word.
  const headers: Record<string, string> = { "content-type": "text/plain" };
  if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
  return fetch(`${origin}/api/chat/sessions`, {
    method: "POST",
    headers,
    // The token says who asks; the shop's cookies are none of the chat's business.
    credentials: "omit",
    body: JSON.stringify({
      locale: locale(),
      identity,
      page: (page ?? location.href).slice(0, 2048),
      order,
    }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
}

/** The same again is no use. */
export const isAboutIdentity = (error: unknown) =>
  error instanceof Error && error.name === "IDENTITY_INVALID";
