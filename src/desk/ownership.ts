import type { AgentId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";

/** An agent as customers and colleagues are told of them. */
export interface AgentRef {
  readonly id: AgentId;
  /** The name customers see. */
  readonly name: string;
}

/** How much a conversation may go before others: 0 as anybody, 1 of a customer held dear, 2 of one who needs care. */
export type Urgency = 0 | 1 | 2;

export function urgencyOf(needsCare: boolean, isVip: boolean): Urgency {
  return needsCare ? 2 : isVip ? 1 : 0;
}

/** A conversation's place in a queue: it keeps it, whatever happens, until it is resolved or back with the bot. */
export interface Ticket {
  readonly queue: string;
  /** Who has waited longer comes first: counted from here, also after having been with an agent. */
  readonly since: Timestamp;
  readonly urgency: Urgency;
  /** The customer would like to be called. */
  readonly wantsCall?: true;
}

/** A waiting conversation that an agent is asked to take. */
export interface Offer {
  readonly agent: AgentRef;
  readonly until: Timestamp;
}

/** Who answers the customer, with what that owner needs to know. */
export type Ownership =
  | { readonly phase: "bot" }
  | {
      readonly phase: "waiting";
      readonly ticket: Ticket;
      /** Nobody else gets it while this agent is there. */
      readonly keptFor?: AgentRef;
      readonly offer?: Offer;
      /** Who has let an offer of it pass: asked again only when nobody else is there. */
      readonly passedBy: readonly AgentId[];
    }
  | {
      readonly phase: "assigned";
      readonly ticket: Ticket;
      readonly agent: AgentRef;
      readonly at: Timestamp;
    }
  | {
      readonly phase: "snoozed";
      readonly ticket: Ticket;
      readonly agent: AgentRef;
      readonly until: Timestamp;
    }
  | { readonly phase: "offline"; readonly ticket: Ticket }
  | { readonly phase: "closed"; readonly at: Timestamp };

/** An ownership of this phase. */
export type Owned<Phase extends Ownership["phase"]> = Extract<Ownership, { readonly phase: Phase }>;
