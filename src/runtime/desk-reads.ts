import type { ConversationId } from "../kernel/ids.ts";
import type {
  ConversationBrief,
  DeskSetup,
  SearchQuery,
  SearchReply,
  TeamMember,
} from "../protocol/desk-http.ts";

/** What agents look up beside the inbox, in the shape of the wire. */
export interface DeskReads {
  /** A page of conversations that match, newest first. */
  search(query: SearchQuery): Promise<SearchReply>;
  /** What an agent is told beside the transcript; undefined when there is no such conversation. */
  brief(id: ConversationId): Promise<ConversationBrief | undefined>;
  /** What the desk offers for choice. */
  setup(): Promise<DeskSetup>;
  /** Who works now. */
  team(): Promise<readonly TeamMember[]>;
}
