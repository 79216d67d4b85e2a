import type { Origin } from "../dialog/state.ts";
import type { MessageBody } from "../protocol/event.ts";

/** What the core wants done; the runtime logs each as one event, in this order. */
export type Effect =
  | { readonly type: "say"; readonly body: MessageBody; readonly origin: Origin }
  | { readonly type: "requestHandoff"; readonly handoff: HandoffRequest }
  | { readonly type: "returnToBot" }
  /** The customer is in line again. */
  | { readonly type: "queue" }
  /** The customer has said how well they were helped, from 1 to 5. */
  | { readonly type: "rate"; readonly score: number };

/** Why a person is asked for, for the agents' eyes. */
export interface HandoffRequest {
  readonly reason: string;
  readonly queue: string;
  /** What the conversation has found out so far, by slot name. */
  readonly brief: Readonly<Record<string, string>>;
  /** The kind of care the customer needs, when some is. */
  readonly care?: string;
  /** The intent that the bot last helped with. */
  readonly intent?: string;
  /** Nobody is there to take it now: the message is left for whoever comes. */
  readonly isLeft?: true;
}
