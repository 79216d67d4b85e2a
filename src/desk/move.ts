import type { AgentId } from "../kernel/ids.ts";
import type { Timestamp } from "../kernel/time.ts";
import { type HandoffAction, nextOwner } from "./handoff.ts";
import type { AgentRef, Owned, Ownership, Ticket, Urgency } from "./ownership.ts";

/** What agents, and the desk by itself, do to a conversation. */
export type DeskCommand =
  /** `takesOver`: even from a colleague who has it. */
  | { readonly type: "claim"; readonly agent: AgentRef; readonly takesOver: boolean; readonly queue: string }
  | { readonly type: "offer"; readonly agent: AgentRef; readonly until: Timestamp }
  /** The agent does not take what is offered, or has let the time pass. */
  | { readonly type: "pass"; readonly agent: AgentId }
  | { readonly type: "release" }
  | { readonly type: "transfer"; readonly queue: string; readonly to?: AgentRef }
  | { readonly type: "prioritize"; readonly urgency: Urgency }
  | { readonly type: "snooze"; readonly until: Timestamp }
  | { readonly type: "wake" }
  | { readonly type: "resolve" };

/** Who does it: an agent, a supervisor who may do it to any agent's conversation, or the desk by itself. */
export interface Doer {
  readonly agent?: AgentId;
  readonly isSupervisor: boolean;
}

export type Moved =
  | { readonly type: "moved"; readonly ownership: Ownership }
  /** It is so already; nothing is to be stored. */
  | { readonly type: "same" }
  | { readonly type: "refused"; readonly why: Refusal };

/**
 * Why a conversation is not moved: a colleague has it; it is another agent's; another agent is asked to take it; or what
 * was asked for does not apply to where it is now.
 */
export type Refusal = "TAKEN" | "NOT_YOURS" | "OFFERED" | "NOT_NOW";

/**
 * What a command makes of who owns a conversation. Total: every command has an answer in every state, and everything that
 * is not allowed is refused with the reason.
 */
export function move(ownership: Ownership, command: DeskCommand, by: Doer, at: Timestamp): Moved {
  const isTheirs = !("agent" in ownership) || isBy(by, ownership.agent.id);
  if (command.type !== "claim" && !isTheirs) return refused("NOT_YOURS");
  switch (command.type) {
    case "claim":
      return claim(ownership, command, by, at);
    case "offer":
      return offer(ownership, command);
    case "pass":
      return pass(ownership, command.agent);
    case "release":
      return to("release", ownership, waitingFrom);
    case "transfer":
      return to("transfer", ownership, (ticket) => ({
        ...waitingFrom({ ...ticket, queue: command.queue }),
        ...(command.to && { keptFor: command.to }),
      }));
    case "prioritize":
      return prioritize(ownership, command.urgency);
    case "snooze":
      return to("snooze", ownership, (ticket) =>
        ownership.phase === "assigned"
          ? { phase: "snoozed", ticket, agent: ownership.agent, until: command.until }
          : undefined,
      );
    case "wake":
      return to("wake", ownership, (ticket) =>
        ownership.phase === "snoozed" ? { ...waitingFrom(ticket), keptFor: ownership.agent } : undefined,
      );
    case "resolve":
      return to("resolve", ownership, () => ({ phase: "closed", at }));
  }
}

function isBy(by: Doer, owner: AgentId): boolean {
  return by.isSupervisor || by.agent === undefined || by.agent === owner;
}

function claim(
  ownership: Ownership,
  { agent, takesOver, queue }: Extract<DeskCommand, { type: "claim" }>,
  by: Doer,
  at: Timestamp,
): Moved {
  if (nextOwner(ownership.phase, "claim") === undefined) return refused("NOT_NOW");
  if (ownership.phase === "assigned") {
    if (ownership.agent.id === agent.id) return { type: "same" };
    if (!takesOver || !by.isSupervisor) return refused("TAKEN");
  }
  if (ownership.phase === "waiting" && !by.isSupervisor) {
    const { offer: open, keptFor } = ownership;
    if (open !== undefined && open.until > at && open.agent.id !== agent.id) return refused("OFFERED");
    if (open === undefined && keptFor !== undefined && keptFor.id !== agent.id && !takesOver)
      return refused("OFFERED");
  }
  const ticket = "ticket" in ownership ? ownership.ticket : { queue, since: at, urgency: 0 as const };
  return moved({ phase: "assigned", ticket, agent, at });
}

function offer(ownership: Ownership, { agent, until }: Extract<DeskCommand, { type: "offer" }>): Moved {
  if (ownership.phase !== "waiting") return refused("NOT_NOW");
  if (ownership.offer !== undefined) return refused("OFFERED");
  return moved({ ...ownership, offer: { agent, until } });
}

function pass(ownership: Ownership, agent: AgentId): Moved {
  if (ownership.phase !== "waiting" || ownership.offer?.agent.id !== agent) return refused("NOT_NOW");
  const { offer: _passed, ...rest } = ownership;
  return moved({ ...rest, passedBy: [...ownership.passedBy.filter((other) => other !== agent), agent] });
}

function prioritize(ownership: Ownership, urgency: Urgency): Moved {
  if (!("ticket" in ownership)) return refused("NOT_NOW");
  if (ownership.ticket.urgency === urgency) return { type: "same" };
  return moved({ ...ownership, ticket: { ...ownership.ticket, urgency } });
}

/** Goes where the table leads, if it leads anywhere, with the ticket that the conversation has. */
function to(
  action: HandoffAction,
  ownership: Ownership,
  next: (ticket: Ticket) => Ownership | undefined,
): Moved {
  const owner = nextOwner(ownership.phase, action);
  const after = owner !== undefined && "ticket" in ownership ? next(ownership.ticket) : undefined;
  if (after === undefined) return refused("NOT_NOW");
  if (after.phase !== owner)
    throw new Error(`${action} led to ${after.phase} and not to ${owner}: this is a bug in the desk.`);
  return moved(after);
}

/** In its queue, at its old place. */
export function waitingFrom(ticket: Ticket): Owned<"waiting"> {
  return { phase: "waiting", ticket, passedBy: [] };
}

function moved(ownership: Ownership): Moved {
  return { type: "moved", ownership };
}

function refused(why: Refusal): Moved {
  return { type: "refused", why };
}
