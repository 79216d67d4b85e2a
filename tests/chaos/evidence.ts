import type { ChatEvent } from "../../src/protocol/event.ts";
import type { SentItem } from "./customer.ts";
import type { ReceivedCall } from "./shop.ts";
import type { StoredConversation } from "./stored-log.ts";
import type { AckedRating } from "./viewer.ts";

/** All there is to know of a run once it is over, from everybody who took part. */
export interface Evidence {
  readonly conversations: readonly ConversationEvidence[];
  /** Every call that reached the shop, repeated ones included. */
  readonly calls: readonly ReceivedCall[];
}

export interface ConversationEvidence {
  readonly stored: StoredConversation;
  /** What a client that connects now is given. */
  readonly fetched: readonly ChatEvent[];
  readonly widget: {
    readonly name: string;
    readonly sent: readonly SentItem[];
    readonly shown: readonly ChatEvent[];
  };
  readonly viewers: readonly {
    readonly name: string;
    readonly pushed: readonly ChatEvent[];
    readonly acked: readonly AckedRating[];
    readonly complaints: readonly string[];
  }[];
}
