import type { ConversationId, NodeId } from "../../src/kernel/ids.ts";
import type { Bus, Notice } from "../../src/runtime/bus.ts";

/** A network of buses in memory, which can be cut. */
export interface MemoryNetwork {
  /** The bus of a process. */
  join(node: NodeId): Bus;
  /** Notices are lost from now on, and everybody knows that nobody is heard. */
  cut(): void;
  /** Notices are lost from now on, and nobody knows. */
  swallow(): void;
  mend(): void;
}

interface Member {
  readonly node: NodeId;
  readonly watched: Set<ConversationId>;
  onNotice: (notice: Notice) => void;
  onUp: () => void;
  onWatched: (ids: readonly ConversationId[]) => void;
}

/** Carries notices a moment after they are published, in order, to those who are to have them. */
export function memoryNetwork(): MemoryNetwork {
  const members = new Set<Member>();
  let state: "up" | "cut" | "swallowing" = "up";

  const isFor = (notice: Notice, { node, watched }: Member): boolean =>
    notice.type === "desk" ||
    notice.type === "looking" ||
    (notice.type === "owed" ? notice.to === node : watched.has(notice.conversationId));

  return {
    join(node) {
      const own: Member = { node, watched: new Set(), onNotice() {}, onUp() {}, onWatched() {} };
      members.add(own);
      return {
        get isUp() {
          return state !== "cut";
        },
        get peers() {
          return state === "cut" ? 0 : members.size - 1;
        },
        publish(notice) {
          if (state !== "up") return;
          setImmediate(() => {
            for (const member of members) {
              if (member !== own && isFor(notice, member)) member.onNotice(notice);
            }
          });
        },
        watch(id) {
          setImmediate(() => {
            own.watched.add(id);
            if (state === "up") own.onWatched([id]);
          });
        },
        unwatch: (id) => void own.watched.delete(id),
        listen: (onNotice, onUp, onWatched) => void Object.assign(own, { onNotice, onUp, onWatched }),
        close: async () => void members.delete(own),
      };
    },
    cut: () => void (state = "cut"),
    swallow: () => void (state = "swallowing"),
    mend() {
      state = "up";
      for (const { onUp } of members) onUp();
    },
  };
}
