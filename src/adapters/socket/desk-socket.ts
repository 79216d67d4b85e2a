import type { DefaultEventsMap, Socket } from "socket.io";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { DeskToServer, ServerToDesk } from "../../protocol/desk.ts";
import type { Agent } from "../../runtime/desk-ports.ts";
import type { DeskList } from "./desk-list.ts";

/** What is known of an agent's connection. */
export interface DeskAdmission {
  agent: Agent;
  readonly sessionId: string;
  readonly token: string;
  /** When it was last made sure that the session is still good. */
  checkedAt: Timestamp;
  /** What it shows. */
  list?: DeskList;
  /** What ends the feed of each conversation that is open. */
  readonly open: Map<ConversationId, () => void>;
  typingIn?: ConversationId;
}

/** One connection to `/desk`. */
export type DeskSocket = Socket<DeskToServer, ServerToDesk, DefaultEventsMap, DeskAdmission>;
