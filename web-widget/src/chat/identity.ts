import type { SessionReply } from "../../../src/protocol/session.ts";
import type { IdentitySource } from "../fenqi.ts";
import { backOff } from "./back-off.ts";
import { isAboutIdentity, openSession, type SessionPorts } from "./session.ts";

/** How long the host app may take to say who its customer is. */
const DEADLINE_MS = 10_000;

/** Long before a token of this length is one, the server refuses it. */
const LONGEST = 4096;

/**
 * Opens the session of this customer, however long the server cannot be reached.
 *
 * @throws an error named IDENTITY_INVALID when the host app has no token or the server does not take it, or when nobody
 * wants the session any more
 */
export async function openIdentified(
  ports: SessionPorts,
  who: IdentitySource,
  isWanted: () => boolean,
): Promise<SessionReply> {
  for (let attempts = 1; isWanted(); attempts += 1) {
    try {
      const session = await openSession({ ...ports, identity: () => tokenOf(who) }, isWanted);
      if (isWanted()) return session;
    } catch (error) {
      if (!isAboutIdentity(error)) await backOff(attempts);
      else if (error instanceof Error && error.cause) throw error;
      else throw refusal("the chat server does not take the token", error);
    }
  }
  throw refusal("another call came before this one was done");
}

/**
 * Asks the host app for a token that says who the customer is.
 *
 * @throws an error named IDENTITY_INVALID when it has none, or none within ten seconds
 */
export async function tokenOf(who: IdentitySource): Promise<string> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(
      () => reject(new Error(`no token came within ${DEADLINE_MS / 1000} seconds`)),
      DEADLINE_MS,
    );
  });
  try {
    const token: unknown = await Promise.race([typeof who === "function" ? who() : who, tooLate]);
    if (typeof token === "string" && token !== "" && token.length <= LONGEST) return token;
    throw new TypeError(`the token must be a text of at most ${LONGEST} characters, and is ${typeof token}`);
  } catch (cause) {
    throw refusal(cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    clearTimeout(late);
  }
}

function refusal(reason: string, cause?: unknown): Error {
  const error = new Error(`Fenqi.identify: ${reason}; the chat goes on as it was`, { cause });
  error.name = "IDENTITY_INVALID";
  return error;
}
