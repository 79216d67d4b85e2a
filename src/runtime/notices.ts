import type { ConversationId } from "../kernel/ids.ts";
import type { Bus } from "./bus.ts";
import type { Feeds } from "./feeds.ts";
import type { LiveConversations } from "./live-conversations.ts";
import type { Patrol } from "./patrol.ts";
import type { Log } from "./ports.ts";
import type { Turns } from "./turns.ts";

interface NoticeSurroundings {
  readonly bus: Bus;
  readonly feeds: Pick<
    Feeds,
    "hearStored" | "hearTyping" | "hearRead" | "hearSeen" | "hearLooking" | "lookAround"
  >;
  readonly live: Pick<LiveConversations, "forget">;
  readonly turns: Pick<Turns, "take">;
  readonly patrol: Pick<Patrol, "miss">;
  /** Told of conversations that the desk shows differently from now on. */
  readonly onDesk: (id: ConversationId) => void;
  readonly log: Log;
}

/** Acts on what other processes tell. Each notice only says where to look: what is true stands in the store. */
export function followNotices({ bus, feeds, live, turns, patrol, onDesk, log }: NoticeSurroundings): void {
  const lookAround = (ids?: readonly ConversationId[]): void => {
    feeds.lookAround(ids).catch((error: unknown) => {
      log.warn("What other processes have stored meanwhile is looked for later.", { error });
    });
  };
  bus.listen(
    (notice) => {
      const { conversationId: id } = notice;
      switch (notice.type) {
        case "stored":
          feeds.hearStored(id, notice.last);
          break;
        case "typing":
          feeds.hearTyping(id, notice.from, notice.on);
          break;
        case "read":
          feeds.hearRead(id, notice.seq);
          break;
        case "seen":
          feeds.hearSeen(id, notice.seq);
          break;
        case "desk":
          // What is kept of it may not know yet that the customer is blocked.
          live.forget(id);
          onDesk(id);
          break;
        case "looking":
          feeds.hearLooking(notice);
          break;
        case "owed":
          live.forget(id);
          turns.take(id);
      }
    },
    () => {
      lookAround();
      patrol.miss();
    },
    (ids) => lookAround(ids),
  );
}
