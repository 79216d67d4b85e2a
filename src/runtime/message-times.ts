import type { ConversationId, Seq } from "../kernel/ids.ts";
import type { Milliseconds } from "../kernel/time.ts";

interface StoredMessage {
  readonly seq: Seq;
  /** Absent when nobody said that it was about to be stored. */
  readonly receivedAt: Milliseconds | undefined;
  readonly storedAt: Milliseconds;
}

/** A rating is owed no turn, and another process may take the turn of what was stored here: those are never asked for. */
const MOST_CONVERSATIONS = 10_000;

/** More than a customer can have waiting. */
const MOST_PER_CONVERSATION = 100;

/** When the messages came that no turn has answered yet. */
export class MessageTimes {
  readonly #received = new Map<ConversationId, Milliseconds>();
  readonly #stored = new Map<ConversationId, StoredMessage[]>();

  received(id: ConversationId, at: Milliseconds): void {
    this.#received.set(id, at);
    forgetOldest(this.#received, MOST_CONVERSATIONS);
  }

  stored(id: ConversationId, seq: Seq, at: Milliseconds): void {
    const message = { seq, receivedAt: this.#received.get(id), storedAt: at };
    this.#received.delete(id);
    const messages = this.#stored.get(id);
    if (messages === undefined) {
      this.#stored.set(id, [message]);
      forgetOldest(this.#stored, MOST_CONVERSATIONS);
    } else if (messages.push(message) > MOST_PER_CONVERSATION) messages.shift();
  }

  /** Forgets a message that was not stored as a new one. */
  dropped(id: ConversationId): void {
    this.#received.delete(id);
  }

  /** When the message came that a turn answers. It is forgotten, and so are those before it. */
  take(id: ConversationId, seq: Seq): StoredMessage | undefined {
    const messages = this.#stored.get(id);
    if (messages === undefined) return undefined;
    const later = messages.filter((message) => message.seq > seq);
    if (later.length === 0) this.#stored.delete(id);
    else this.#stored.set(id, later);
    return messages.find((message) => message.seq === seq);
  }
}

/**
 * Halves a map that has grown too large, oldest first. One at a time would be slow: to find its first entry a map goes
 * over all that were deleted before it.
 */
export function forgetOldest<Key>(map: Map<Key, unknown>, most: number): void {
  if (map.size <= most) return;
  let spare = map.size - most / 2;
  for (const key of map.keys()) {
    if (spare <= 0) return;
    map.delete(key);
    spare -= 1;
  }
}
