import { randomUUID } from "node:crypto";
import { newConversation } from "../../src/conversation/state.ts";
import {
  type ClientMessageId,
  clientMessageId,
  conversationId,
  customerId,
  eventId,
  type Seq,
} from "../../src/kernel/ids.ts";
import type { ConversationRecord, FinishedTurn, NewEvent, Store } from "../../src/runtime/ports.ts";

/** A new cid, as a widget makes one for each message. */
export const newCid = (): ClientMessageId => clientMessageId(randomUUID());

/** A customer's text, ready for the log. */
export function customerSays(text: string, cid = newCid()): NewEvent {
  return {
    id: eventId(randomUUID()),
    at: 1000,
    kind: "message",
    from: "customer",
    body: { type: "text", text },
    cid,
  };
}

/** A bot's text, ready for the log. */
export function botSays(text: string): NewEvent {
  return {
    id: eventId(randomUUID()),
    at: 2000,
    kind: "message",
    from: "bot",
    body: { type: "text", text },
    inside: { origin: { dialog: "repay", step: "1" } },
  };
}

/** A new conversation of a new customer. */
export function openNew(store: Store): Promise<ConversationRecord> {
  return store.open(customerId(randomUUID()), {
    id: conversationId(randomUUID()),
    identified: false,
    createdAt: 500,
    state: newConversation("zh"),
  });
}

/** A turn computed on a conversation as it is stored. */
export function turnOn(
  record: ConversationRecord,
  turn: { readonly pays: Seq; readonly events: readonly NewEvent[] },
): FinishedTurn {
  const state = { ...newConversation("zh"), epoch: turn.pays };
  return { version: record.version, state, ...turn };
}
