import { type ConversationId, conversationId } from "../../src/kernel/ids.ts";
import type { Moment } from "../../src/runtime/moments.ts";

export const talk: ConversationId = conversationId("c1");

type Of<Type extends Moment["type"]> = Omit<Extract<Moment, { readonly type: Type }>, "type">;

/** The moments of one turn, each as the runtime tells it; what matters to a test can be changed. */
export function momentsOf(seq: number | string, id = talk) {
  const turn = `${id}:${seq}`;
  return {
    received: { type: "received", conversationId: id },
    stored: { type: "stored", conversationId: id, seq: Number(seq), isDuplicate: false },
    duplicate: { type: "stored", conversationId: id, seq: Number(seq), isDuplicate: true },
    taken: { type: "taken", turn, conversationId: id },
    understood: { type: "understood", turn, verdict: "sure" },
    computed: { type: "computed", turn },
    moved: { type: "moved", turn },
    delivered: { type: "delivered", turn },
    asking: { type: "asking", turn, action: "limit.check", key: `${turn}:1` },
    asked: (about: Partial<Of<"asked">> = {}): Moment => ({
      type: "asked",
      turn,
      action: "limit.check",
      outcome: "ok",
      ms: 30,
      ...about,
    }),
    committed: (about: Partial<Of<"committed">> = {}): Moment => ({
      type: "committed",
      turn,
      conversationId: id,
      events: 2,
      handsOff: false,
      sinceMs: 0,
      ...about,
    }),
    failed: (code: Of<"failed">["code"]): Moment => ({ type: "failed", turn, code }),
  } as const;
}
