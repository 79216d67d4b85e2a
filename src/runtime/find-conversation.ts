import { AppError } from "../kernel/errors.ts";
import type { ConversationId } from "../kernel/ids.ts";
import type { ConversationRecord, Store } from "./ports.ts";

/** @throws NOT_FOUND */
export async function findConversation(
  store: Pick<Store, "find">,
  id: ConversationId,
): Promise<ConversationRecord> {
  const record = await store.find(id);
  if (record === undefined)
    throw new AppError("NOT_FOUND", `There is no conversation ${id}.`, { conversationId: id });
  return record;
}
