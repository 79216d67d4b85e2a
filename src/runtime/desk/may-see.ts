import type { Ownership } from "../../desk/ownership.ts";
import type { Agent, DeskRow } from "../desk-ports.ts";

/** Agents see what is theirs or could come to be: conversations of their queues, and those with the bot. */
export function maySee(agent: Pick<Agent, "id" | "role" | "queues">, { ownership }: DeskRow): boolean {
  if (agent.role !== "agent" || agent.queues.length === 0 || !("ticket" in ownership)) return true;
  return agent.queues.includes(ownership.ticket.queue) || mayAct(agent, ownership);
}

/** What is done to a customer is done by the agent who has the conversation, and by supervisors. */
export function mayAct({ id, role }: Pick<Agent, "id" | "role">, ownership: Ownership): boolean {
  return role !== "agent" || ("agent" in ownership && ownership.agent.id === id);
}
