import type { DefaultEventsMap, Socket } from "socket.io";
import type { ClientToServer, ServerToClient } from "../../protocol/chat.ts";
import type { ConversationRecord } from "../../runtime/ports.ts";

/** What is known of a socket once it has been let in. */
export interface Admission {
  readonly record: ConversationRecord;
  /** The last seq the client already has. */
  readonly after: number;
}

/** One connection to `/chat`. */
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, Admission>;
