declare const brand: unique symbol;

type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One customer's conversation, for as long as the customer keeps coming back to it. */
export type ConversationId = Branded<"ConversationId">;

/** A person who asks: anonymous and random, or proven by the host app's identity token. */
export type CustomerId = Branded<"CustomerId">;

/** An image that was sent in a conversation. */
export type ImageId = Branded<"ImageId">;

/** One logged event, unique over all conversations. */
export type EventId = Branded<"EventId">;

/** The id a sender gives a message, so that a resend is recognised: unique within a conversation. */
export type ClientMessageId = Branded<"ClientMessageId">;

/** A server process, from its start to its end. */
export type NodeId = Branded<"NodeId">;

/** A support agent. */
export type AgentId = Branded<"AgentId">;

/** A position in a conversation's log: 1, 2, 3 … without gaps. */
export type Seq = number;

export const conversationId = (value: string): ConversationId => value as ConversationId;
export const imageId = (value: string): ImageId => value as ImageId;
export const customerId = (value: string): CustomerId => value as CustomerId;
export const eventId = (value: string): EventId => value as EventId;
export const clientMessageId = (value: string): ClientMessageId => value as ClientMessageId;
export const nodeId = (value: string): NodeId => value as NodeId;
export const agentId = (value: string): AgentId => value as AgentId;
