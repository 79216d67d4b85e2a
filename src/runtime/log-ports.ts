import type { ConversationId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";
import type { LoggedEvent } from "./ports.ts";

/**
 * Reads whole logs, a page of conversations at a time: of those after this one, in the order of their ids, in which
 * something was said since then.
 */
export type ReadLogs = (page: {
  readonly since: Timestamp;
  readonly after?: ConversationId;
  readonly limit: number;
}) => Promise<
  readonly { readonly conversationId: ConversationId; readonly events: readonly LoggedEvent[] }[]
>;
