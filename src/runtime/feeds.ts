import type { ConversationId, Seq } from "../kernel/ids.ts";
import type { CustomerPresence } from "../protocol/chat.ts";
import type { Bus, Writer } from "./bus.ts";
import type { LookingNotice } from "./desk/looking.ts";
import { Feed, type Receiver } from "./feed.ts";
import type { Delivery, LoggedEvent, Store } from "./ports.ts";

/**
 * Everyone who watches a conversation at this process. What is committed comes in once, or is heard of from another
 * process; every feed hands it on in order.
 */
export class Feeds implements Delivery {
  readonly #store: Pick<Store, "events" | "lasts">;
  readonly #bus: Bus;
  readonly #feeds = new Map<ConversationId, Set<Feed>>();
  #onLooking: (notice: LookingNotice) => void = () => {};

  constructor(store: Pick<Store, "events" | "lasts">, bus: Bus) {
    this.#store = store;
    this.#bus = bus;
  }

  /**
   * Starts a feed of every event after `after`, the stored ones first.
   *
   * @returns what ends it
   */
  follow(id: ConversationId, after: Seq, receiver: Receiver): () => void {
    const known = this.#feeds.get(id);
    const feeds = known ?? new Set();
    if (known === undefined) {
      this.#feeds.set(id, feeds);
      this.#bus.watch(id);
    }
    // Joined before it catches up: what is committed in the meantime is not missed.
    const feed = new Feed(after, receiver, (range) => this.#store.events(id, range));
    feeds.add(feed);
    feed.catchUp();
    return () => {
      feed.end();
      feeds.delete(feed);
      if (feeds.size > 0 || this.#feeds.get(id) !== feeds) return;
      this.#feeds.delete(id);
      this.#bus.unwatch(id);
    };
  }

  /** How many watch the conversation. */
  watching(id: ConversationId): number {
    return this.#feeds.get(id)?.size ?? 0;
  }

  /** How many conversations are watched. */
  get size(): number {
    return this.#feeds.size;
  }

  deliver(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const { conversationId, seq } = last;
    for (const feed of this.#feeds.get(conversationId) ?? []) for (const event of events) feed.offer(event);
    this.#bus.publish({ type: "stored", conversationId, last: seq });
  }

  catchUp(conversationId: ConversationId, last: Seq): void {
    this.hearStored(conversationId, last);
    this.#bus.publish({ type: "stored", conversationId, last });
  }

  typing(conversationId: ConversationId, from: Writer, on: boolean): void {
    this.hearTyping(conversationId, from, on);
    this.#bus.publish({ type: "typing", conversationId, from, on });
  }

  /** The customer has seen the log up to `seq`. */
  read(conversationId: ConversationId, seq: Seq): void {
    this.hearRead(conversationId, seq);
    this.#bus.publish({ type: "read", conversationId, seq });
  }

  /** The customer has seen it at another process. */
  hearRead(id: ConversationId, seq: Seq): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.read(seq);
  }

  /** An agent has seen the log up to `seq`. */
  seen(conversationId: ConversationId, seq: Seq): void {
    this.hearSeen(conversationId, seq);
    this.#bus.publish({ type: "seen", conversationId, seq });
  }

  /** An agent has seen it at another process. */
  hearSeen(id: ConversationId, seq: Seq): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.seen(seq);
  }

  /** Tells the customers who watch at this process who has them, and where they stand in line. */
  tell(id: ConversationId, presence: CustomerPresence): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.tell(presence);
  }

  /** Says who is told which agents have a conversation open at other processes. */
  onLooking(told: (notice: LookingNotice) => void): void {
    this.#onLooking = told;
  }

  /** Another process tells which agents have a conversation open there. */
  hearLooking(notice: LookingNotice): void {
    this.#onLooking(notice);
  }

  /** Another process has stored events of the conversation. */
  hearStored(id: ConversationId, last: Seq): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.know(last);
  }

  /** Somebody at another process is writing, or has stopped. */
  hearTyping(id: ConversationId, from: Writer, on: boolean): void {
    for (const feed of this.#feeds.get(id) ?? []) feed.typing(from, on);
  }

  /**
   * Looks in the store whether conversations have gone on without this process hearing of it: these, or all that are
   * watched.
   *
   * @throws STORE_UNAVAILABLE
   */
  async lookAround(ids: Iterable<ConversationId> = this.#feeds.keys()): Promise<void> {
    const lasts = await this.#store.lasts([...ids]);
    for (const { conversationId, last } of lasts) this.hearStored(conversationId, last);
  }
}
