import type { DefaultEventsMap, Socket } from "socket.io";
import type { ConversationId, Seq } from "../../kernel/ids.ts";
import type { Language } from "../../kernel/language.ts";
import type { ClientToServer, CustomerPresence, ServerToClient } from "../../protocol/chat.ts";

/** What is known of a socket once it has been let in. It is kept for each, so it is little. */
export interface Admission {
  readonly conversationId: ConversationId;
  /** Whom it counts for. */
  readonly address: string;
  /** The last seq the client already has. */
  readonly after: Seq;
  /** Up to where the log went at that moment. */
  readonly last: Seq;
  /** Who had the customer at that moment, and where they stood in line. */
  readonly presence: CustomerPresence;
  /** What the bot answered in then. */
  readonly language: Language;
  /** Up to where an agent had seen the conversation; absent while none had. */
  readonly seen?: Seq;
}

/** One connection to `/chat`. */
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, Admission>;
