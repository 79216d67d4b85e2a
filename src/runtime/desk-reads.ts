import type { ConversationId } from "../kernel/ids.ts";
import type {
  ConversationBrief,
  DeskSetup,
  SearchQuery,
  SearchReply,
  SuggestedReplies,
  TeamMember,
} from "../protocol/desk-http.ts";
import type { Agent } from "./desk-ports.ts";

/** What agents look up beside the inbox, in the shape of the wire, with what is personal in it hidden. */
export interface DeskReads {
  /** A page of conversations that match and that the agent may see, newest first. */
  search(agent: Agent, query: SearchQuery): Promise<SearchReply>;
  /**
   * What an agent is told beside the transcript; undefined when there is no such conversation.
   *
   * @throws FORBIDDEN when the agent may not see it
   */
  brief(agent: Agent, id: ConversationId): Promise<ConversationBrief | undefined>;
  /** What the bot would answer to what the customer has written last; as `brief` otherwise. */
  suggestions(agent: Agent, id: ConversationId): Promise<SuggestedReplies | undefined>;
  /** What the desk offers for choice. */
  setup(): Promise<DeskSetup>;
  /** Who works now. */
  team(): Promise<readonly TeamMember[]>;
}
