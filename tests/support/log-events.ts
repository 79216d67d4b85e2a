import { randomUUID } from "node:crypto";
import { newConversation } from "../../src/conversation/state.ts";
import {
  type ClientMessageId,
  type ConversationId,
  clientMessageId,
  conversationId,
  customerId,
  eventId,
  type NodeId,
  nodeId,
  type Seq,
} from "../../src/kernel/ids.ts";
import type { ConversationRecord, FinishedTurn, NewEvent, NextTurn, Store } from "../../src/runtime/ports.ts";

/** A new cid, as a widget makes one for each message. */
export const newCid = (): ClientMessageId => clientMessageId(randomUUID());

/** A server process that nobody has heard of yet. */
export const newNode = (): NodeId => nodeId(randomUUID());

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

/** A customer's rating, which nobody answers, ready for the log. */
export function customerRates(score = 5): NewEvent {
  return {
    id: eventId(randomUUID()),
    at: 1500,
    kind: "rating",
    from: "customer",
    body: { type: "rating", score },
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

/** The conversations that are owed a turn, all of which this process has claimed by then, unless a living one had. */
export async function owedIn(store: Store): Promise<readonly ConversationId[]> {
  await store.claimOwed(1000);
  return store.claimed({ limit: 1000 });
}

/** A turn computed on a conversation as it is stored. */
export function turnOn(
  record: ConversationRecord,
  turn: { readonly pays: Seq; readonly events: readonly NewEvent[] },
): FinishedTurn {
  const state = { ...newConversation("zh"), epoch: turn.pays };
  return { version: record.version, state, ...turn };
}

/** A turn that answers the first event that is owed, and names its seq. */
export function answering(next: NextTurn): FinishedTurn {
  const pays = next.events[0].seq;
  return turnOn(next.record, { pays, events: [botSays(`答${pays}`)] });
}
