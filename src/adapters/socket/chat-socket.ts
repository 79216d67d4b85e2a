import type { DefaultEventsMap, Socket } from "socket.io";
import type { ConversationId, Seq } from "../../kernel/ids.ts";
import type { ClientToServer, ServerToClient } from "../../protocol/chat.ts";

/** What is known of a socket once it has been let in. It is kept for each, so it is little. */
export interface Admission {
  readonly conversationId: ConversationId;
  /** Whom it counts for. */
  readonly address: string;
  /** The last seq the client already has. */
  readonly after: Seq;
  /** Who answered the customer at that moment. */
  readonly owner: string;
}

/** One connection to `/chat`. */
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, Admission>;
