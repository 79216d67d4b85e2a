import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import { type CustomerPresence, chatAuth } from "../../protocol/chat.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { ConversationRecord, Log } from "../../runtime/ports.ts";
import type { Sessions } from "../../runtime/sessions.ts";
import type { AddressLimits } from "./address-limits.ts";
import type { Admission, ChatSocket } from "./chat-socket.ts";

export interface AdmissionOptions {
  readonly sessions: Sessions;
  readonly feeds: Feeds;
  /** Who has a customer, and where they stand in line. */
  readonly presenceOf: (record: ConversationRecord) => CustomerPresence;
  readonly origins: Origins;
  readonly isStopping: () => boolean;
  readonly log: Log;
}

/** More tabs than anybody has open: each gets every event. */
const MOST_SOCKETS_PER_CONVERSATION = 20;

/**
 * Decides whether a socket may watch a conversation, and which.
 *
 * @param address whom the socket counts for
 * @throws TOO_MANY_REQUESTS, ORIGIN_REFUSED, SHUTTING_DOWN, SESSION_INVALID, STORE_UNAVAILABLE
 */
export async function admit(
  { sessions, feeds, origins, isStopping, presenceOf }: AdmissionOptions,
  limits: AddressLimits,
  { handshake }: ChatSocket,
  address: string,
): Promise<Admission> {
  if (!limits.admitsAttempt(address)) {
    throw new AppError("TOO_MANY_REQUESTS", "Too many connections from this address at once.");
  }
  const { origin, host } = handshake.headers;
  if (!origins.allow(origin, host)) {
    throw new AppError(
      "ORIGIN_REFUSED",
      `Pages of ${origin} may not use this server. Add it to ALLOWED_ORIGINS.`,
    );
  }
  if (isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
  const auth = chatAuth.safeParse(handshake.auth);
  if (!auth.success) throw new AppError("SESSION_INVALID", z.prettifyError(auth.error));
  const record = await sessions.resume(auth.data.token);
  const { id, last, seen, state } = record;
  if (feeds.watching(id) >= MOST_SOCKETS_PER_CONVERSATION) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `${MOST_SOCKETS_PER_CONVERSATION} connections show this conversation.`,
    );
  }
  return {
    conversationId: id,
    address,
    language: state.language,
    after: Math.min(auth.data.after, last),
    last,
    presence: presenceOf(record),
    ...(seen !== undefined && { seen }),
  };
}
