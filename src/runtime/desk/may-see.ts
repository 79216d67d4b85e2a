import type { Owned, Ownership } from "../../desk/ownership.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Agent, DeskRow } from "../desk-ports.ts";

/** Agents see what is theirs or could come to be: conversations of their queues, those kept for them, and those with the bot. */
export function maySee(
  agent: Pick<Agent, "id" | "role" | "queues">,
  { ownership }: Pick<DeskRow, "ownership">,
): boolean {
  if (agent.role !== "agent" || agent.queues.length === 0 || !("ticket" in ownership)) return true;
  return (
    agent.queues.includes(ownership.ticket.queue) ||
    mayAct(agent, ownership) ||
    (ownership.phase === "waiting" && isKeptFor(agent, ownership))
  );
}

/** @throws FORBIDDEN unless the agent may see the conversation */
export function checkSeen(
  agent: Pick<Agent, "id" | "role" | "queues">,
  { id, ownership }: { readonly id: ConversationId; readonly ownership: Ownership },
): void {
  if (maySee(agent, { ownership })) return;
  throw new AppError("FORBIDDEN", "This conversation is of a queue that is not yours.", {
    conversationId: id,
  });
}

/** What is done to a customer is done by the agent who has the conversation, and by supervisors. */
export function mayAct({ id, role }: Pick<Agent, "id" | "role">, ownership: Ownership): boolean {
  return role !== "agent" || ("agent" in ownership && ownership.agent.id === id);
}

/** A colleague has transferred it to them, or the desk asks them to take it. */
function isKeptFor({ id }: Pick<Agent, "id">, { keptFor, offer }: Owned<"waiting">): boolean {
  return keptFor?.id === id || offer?.agent.id === id;
}
