import { AppError } from "../kernel/errors.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { ConversationRecord } from "./ports.ts";

/** A conversation whose customer was blocked at the desk, for some time. */
export type Blocked = ConversationRecord & Required<Pick<ConversationRecord, "blockedUntil">>;

/** Whether nothing is taken from the customer at this moment. */
export function isBlocked(record: ConversationRecord | undefined, now: Timestamp): record is Blocked {
  return (record?.blockedUntil ?? 0) > now;
}

/** What such a customer is refused with. */
export function blocked({ id, blockedUntil }: Blocked): AppError {
  const time = new Date(blockedUntil).toISOString();
  return new AppError("BLOCKED", `Nothing is taken from this customer until ${time}.`, {
    conversationId: id,
  });
}
