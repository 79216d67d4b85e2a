import { sql } from "kysely";
import { alarmOfState, type ConversationState } from "../../conversation/state.ts";
import type { AgentId } from "../../kernel/ids.ts";
import type { Timestamp } from "../../kernel/time.ts";
import type { NewEvent } from "../../runtime/ports.ts";
import type { Place } from "./statement.ts";

/** A state as a row holds it: whole, and what it is looked for by. */
export interface StateColumns {
  readonly state: string;
  readonly owner: string;
  readonly queue: string | null;
  readonly agentId: string | null;
  /** Whom it waits for: whoever it is offered to, or else kept for. */
  readonly keptFor: string | null;
  readonly since: Timestamp | null;
  readonly urgency: number | null;
  readonly due: Timestamp | null;
  readonly kind: string | null;
  readonly intent: string | null;
}

export function stateColumns(state: ConversationState): StateColumns {
  const alarm = alarmOfState(state);
  const ticket = "ticket" in state ? state.ticket : undefined;
  return {
    state: JSON.stringify(state),
    owner: state.phase,
    queue: ticket?.queue ?? null,
    agentId: "agent" in state ? state.agent.id : null,
    keptFor: waitsFor(state) ?? null,
    since: ticket?.since ?? null,
    urgency: ticket?.urgency ?? null,
    due: alarm?.due ?? null,
    kind: alarm?.kind ?? null,
    intent: state.dialog.topic ?? null,
  };
}

function waitsFor(state: ConversationState): AgentId | undefined {
  return state.phase === "waiting" ? (state.offer?.agent ?? state.keptFor)?.id : undefined;
}

/** What every statement that stores a first state sets, so that the columns never tell of another one. */
export function firstState(place: Place<StateColumns>) {
  return {
    state: place("state"),
    owner: place("owner"),
    queue: place("queue"),
    agent_id: place("agentId"),
    kept_for: place("keptFor"),
    since: place("since"),
    urgency: place("urgency"),
    alarm_due: place("due"),
    alarm_kind: place("kind"),
    intent: place("intent"),
  };
}

/** The same where a state takes the place of another: a conversation that is over stays one about what it was about. */
export function setState(place: Place<StateColumns>) {
  return {
    ...firstState(place),
    intent: sql<string | null>`coalesce(${place("intent")}, intent)`,
  };
}

/** When the last of these events was that counts as said; null when none does. */
export function saidAt(events: readonly NewEvent[]): Timestamp | null {
  return events.findLast(({ kind }) => kind === "message" || kind === "choice")?.at ?? null;
}
