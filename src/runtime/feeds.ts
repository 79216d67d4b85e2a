import type { ConversationId, Seq } from "../kernel/ids.ts";
import { Feed, type Receiver } from "./feed.ts";
import type { Delivery, LoggedEvent, Store } from "./ports.ts";

/** Everyone who watches a conversation. What is committed comes in once; every feed hands it on in order. */
export class Feeds implements Delivery {
  readonly #store: Store;
  readonly #feeds = new Map<ConversationId, Set<Feed>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Starts a feed of every event after `after`, the stored ones first.
   *
   * @returns what ends it
   */
  follow(id: ConversationId, after: Seq, receiver: Receiver): () => void {
    const feeds = this.#feeds.get(id) ?? new Set();
    this.#feeds.set(id, feeds);
    // Joined before it catches up: what is committed in the meantime is not missed.
    const feed = new Feed(after, receiver, (range) => this.#store.events(id, range));
    feeds.add(feed);
    feed.catchUp();
    return () => {
      feed.end();
      feeds.delete(feed);
      if (feeds.size === 0) this.#feeds.delete(id);
    };
  }

  /** How many watch the conversation. */
  watching(id: ConversationId): number {
    return this.#feeds.get(id)?.size ?? 0;
  }

  deliver(event: LoggedEvent): void {
    for (const feed of this.#feeds.get(event.conversationId) ?? []) feed.offer(event);
  }

  typing(id: ConversationId, on: boolean): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.typing(on);
  }
}
