import type { AgentRef } from "../../desk/ownership.ts";
import type { AgentId } from "../../kernel/ids.ts";
import type { DeskAlert } from "../../protocol/desk.ts";
import type { DeskRow } from "../../runtime/desk-ports.ts";

/** What an agent must hear of. */
export interface AlertFor {
  readonly agent: AgentId;
  readonly alert: DeskAlert;
}

/** Whom a change of a conversation concerns: who has it now, who is asked to take it, who has it no more, whose customer wrote. */
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
  const isMore = was !== undefined && is !== undefined && hasWritten(was, is);
  if (has !== undefined && has.id === had?.id && isMore)
    alerts.push({ agent: has.id, alert: { kind: "wrote", id } });
  return alerts;
}

/** That an agent has looked may be known only with the next message: there are no more unread then, but another one. */
function hasWritten(was: DeskRow, is: DeskRow): boolean {
  // Only customers' messages are counted as unread.
  if (is.unread > was.unread) return true;
  const isNewest = is.latest?.from === "customer" && is.latest.at > (was.latest?.at ?? is.latest.at);
  return is.unread > 0 && isNewest;
}

function ownerOf(row: DeskRow | undefined): AgentRef | undefined {
  return row?.ownership.phase === "assigned" ? row.ownership.agent : undefined;
}

function offerOf(row: DeskRow | undefined) {
  return row?.ownership.phase === "waiting" ? row.ownership.offer : undefined;
}
