import type { AgentRef } from "../desk/ownership.ts";
import type { ConversationId, NodeId, Seq } from "../kernel/ids.ts";

/** Who may be seen writing. */
export type Writer = "customer" | "bot" | "agent";

/** A colleague who has a conversation open. */
export interface Looker extends AgentRef {
  readonly isTyping: boolean;
}

/** What one server process tells the others. */
export type Notice =
  /** The log of a conversation goes up to `last` now. */
  | { readonly type: "stored"; readonly conversationId: ConversationId; readonly last: Seq }
  /** Somebody is writing, or has stopped. */
  | {
      readonly type: "typing";
      readonly conversationId: ConversationId;
      readonly from: Writer;
      readonly on: boolean;
    }
  /** The customer has seen the log up to `seq`. */
  | { readonly type: "read"; readonly conversationId: ConversationId; readonly seq: Seq }
  /** An agent has seen the log up to `seq`. */
  | { readonly type: "seen"; readonly conversationId: ConversationId; readonly seq: Seq }
  /** What the desk shows of a conversation has changed. */
  | { readonly type: "desk"; readonly conversationId: ConversationId }
  /** The agents who have a conversation open at that process, all of them; forgotten after a while, unless it is told again. */
  | {
      readonly type: "looking";
      readonly conversationId: ConversationId;
      readonly node: NodeId;
      readonly lookers: readonly Looker[];
    }
  /** A turn is owed in a conversation that the process `to` has claimed. */
  | { readonly type: "owed"; readonly conversationId: ConversationId; readonly to: NodeId };

/**
 * Carries notices between server processes. Only speed depends on it: a notice may be lost or come twice, and what it
 * tells stands in the store.
 */
export interface Bus {
  /** Whether notices of others arrive at present. */
  readonly isUp: boolean;
  /** How many other processes are heard from at present. */
  readonly peers: number;
  /** Never throws and never waits; while the bus is down, a notice is dropped. */
  publish(notice: Notice): void;
  /** Has the `stored`, `typing`, `read` and `seen` notices of a conversation come in as well, until `unwatch`. */
  watch(id: ConversationId): void;
  unwatch(id: ConversationId): void;
  /**
   * Hands on the notices of others.
   *
   * @param onUp told whenever anything may have been missed that is heard again from now on
   * @param onWatched told when the notices of these conversations come in from now on; what was stored before may be missed
   */
  listen(
    onNotice: (notice: Notice) => void,
    onUp: () => void,
    onWatched: (ids: readonly ConversationId[]) => void,
  ): void;
  close(): Promise<void>;
}
