import { AppError } from "../../kernel/errors.ts";
import type { ConversationId, Seq } from "../../kernel/ids.ts";
import type { Clock } from "../../kernel/time.ts";
import type { DeskEvent } from "../../protocol/event.ts";
import type { Agent, AgentStore } from "../desk-ports.ts";
import { findConversation } from "../find-conversation.ts";
import type { Store } from "../ports.ts";
import { mayAct } from "./may-see.ts";
import { unmaskedEvent } from "./shown.ts";

interface UnmaskSurroundings {
  readonly store: Pick<Store, "find" | "events">;
  readonly agents: Pick<AgentStore, "audit">;
  readonly clock: Clock;
}

/**
 * Shows an event as it was written, to the agent who has the conversation and to supervisors. That it was shown is in the
 * audit trail before it is, or it is not shown.
 *
 * @throws NOT_FOUND, FORBIDDEN, STORE_UNAVAILABLE
 */
export async function unmask(
  { store, agents, clock }: UnmaskSurroundings,
  agent: Pick<Agent, "id" | "role">,
  id: ConversationId,
  seq: Seq,
): Promise<DeskEvent> {
  const { state } = await findConversation(store, id);
  if (!mayAct(agent, state)) {
    throw new AppError(
      "FORBIDDEN",
      "Only who has a conversation, and supervisors, see what is hidden in it.",
      {
        conversationId: id,
      },
    );
  }
  const [event] = await store.events(id, { after: seq - 1, limit: 1 });
  if (event?.seq !== seq)
    throw new AppError("NOT_FOUND", `There is no event ${seq} in conversation ${id}.`, {
      conversationId: id,
      seq,
    });
  await agents.audit({
    at: clock.now(),
    agentId: agent.id,
    action: "unmask",
    conversationId: id,
    about: { seq },
  });
  return unmaskedEvent(event);
}
