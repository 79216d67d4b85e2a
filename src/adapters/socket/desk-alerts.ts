import type { AgentRef } from "../../desk/ownership.ts";
import type { AgentId, ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds, Timestamp } from "../../kernel/time.ts";
import type { DeskAlert } from "../../protocol/desk.ts";
import type { DeskRow } from "../../runtime/desk-ports.ts";

/** What an agent must hear of. */
export interface AlertFor {
  readonly agent: AgentId;
  readonly alert: DeskAlert;
}

/** Whom a change of a conversation concerns: who has it now, who is asked to take it, who has it no more. */
export function alertsOf(was: DeskRow | undefined, is: DeskRow | undefined): readonly AlertFor[] {
  const [had, has] = [ownerOf(was), ownerOf(is)];
  const [wasAsked, isAsked] = [offerOf(was), offerOf(is)];
  const id = (is ?? was)?.id ?? "";
  const alerts: AlertFor[] = [];
  if (has !== undefined && has.id !== had?.id)
    alerts.push({ agent: has.id, alert: { kind: "assigned", id } });
  if (isAsked !== undefined && isAsked.agent.id !== wasAsked?.agent.id) {
    const until = new Date(isAsked.until).toISOString();
    alerts.push({ agent: isAsked.agent.id, alert: { kind: "offered", id, until } });
  }
  if (had !== undefined && has !== undefined && had.id !== has.id) {
    alerts.push({ agent: had.id, alert: { kind: "taken", id, by: { id: has.id, name: has.name } } });
  }
  return alerts;
}

/** The desk shows a customer in another colour who has waited two minutes for an answer: half a minute before, it says so. */
const OVERDUE_MS: Milliseconds = 90_000;

/** Reminds agents of customers who have waited long for an answer, once for each time they ask. */
export class Reminders {
  /** Since when the customer had asked whose agent was reminded last. */
  readonly #told = new Map<ConversationId, Timestamp>();

  /** @param rows of the conversations that agents have, all of them */
  due(rows: Iterable<DeskRow>, now: Timestamp): readonly AlertFor[] {
    const alerts: AlertFor[] = [];
    const asking = new Set<ConversationId>();
    for (const row of rows) {
      const agent = ownerOf(row);
      if (agent === undefined || row.asksSince === undefined) continue;
      asking.add(row.id);
      if (now - row.asksSince < OVERDUE_MS || this.#told.get(row.id) === row.asksSince) continue;
      this.#told.set(row.id, row.asksSince);
      alerts.push({ agent: agent.id, alert: { kind: "overdue", id: row.id } });
    }
    for (const id of this.#told.keys()) if (!asking.has(id)) this.#told.delete(id);
    return alerts;
  }
}

function ownerOf(row: DeskRow | undefined): AgentRef | undefined {
  return row?.ownership.phase === "assigned" ? row.ownership.agent : undefined;
}

function offerOf(row: DeskRow | undefined) {
  return row?.ownership.phase === "waiting" ? row.ownership.offer : undefined;
}
