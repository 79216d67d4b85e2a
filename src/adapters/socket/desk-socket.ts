import type { DefaultEventsMap, Socket } from "socket.io";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { DeskToServer, InboxView, ServerToDesk } from "../../protocol/desk.ts";
import type { Agent, DeskRow } from "../../runtime/desk-ports.ts";

/** The list that a browser shows, and what it was sent of it. */
export interface Subscription {
  readonly view: InboxView;
  readonly queue?: string;
  readonly limit: number;
  ids: readonly ConversationId[];
  counts: string;
  readonly sent: Map<ConversationId, DeskRow>;
}

/** What is known of an agent's connection. */
export interface DeskAdmission {
  agent: Agent;
  readonly sessionId: string;
  readonly token: string;
  /** When it was last made sure that the session is still good. */
  checkedAt: Timestamp;
  inbox?: Subscription;
  /** What ends the feed of each conversation that is open. */
  readonly open: Map<ConversationId, () => void>;
  typingIn?: ConversationId;
}

/** One connection to `/desk`. */
export type DeskSocket = Socket<DeskToServer, ServerToDesk, DefaultEventsMap, DeskAdmission>;
