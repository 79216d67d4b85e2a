import type { Seq } from "../../kernel/ids.ts";
import type { CustomerPresence } from "../../protocol/chat.ts";
import type { Writer } from "../../runtime/bus.ts";
import type { Receiver } from "../../runtime/feed.ts";
import { IDENTITY_STALE } from "../../runtime/integration-ports.ts";
import type { Log, LoggedEvent } from "../../runtime/ports.ts";
import { whenRoom } from "./backlog.ts";
import { chatEvent } from "./chat-event.ts";
import type { ChatSocket } from "./chat-socket.ts";

/** One socket's view of its conversation: what a feed hands on is pushed. A class, for each idle customer keeps one. */
export class ChatViewer implements Receiver {
  readonly #socket: ChatSocket;
  readonly #log: Log;

  constructor(socket: ChatSocket, log: Log) {
    this.#socket = socket;
    this.#log = log;
  }

  event(event: LoggedEvent): void {
    const shown = chatEvent(event);
    if (shown !== undefined) this.#socket.emit("event", shown);
    // After the rest of what the turn has said.
    if (this.#wantsProof(event)) queueMicrotask(() => this.#socket.emit("renew"));
  }

  typing(from: Writer, on: boolean): void {
    if (from !== "customer") this.#socket.volatile.emit("typing", { from, on });
  }

  presence(presence: CustomerPresence): void {
    this.#socket.emit("presence", presence);
  }

  seen(seq: Seq): void {
    this.#socket.emit("seen", { seq });
  }

  whenRoom(): Promise<void> | undefined {
    return whenRoom(this.#socket.conn);
  }

  failed(error: unknown): void {
    const { conversationId } = this.#socket.data;
    this.#log.error("A socket was dropped: its events could not be read.", { conversationId, error });
    // Without a goodbye, as when the network breaks: clients of socket.io do not come back from one by themselves.
    this.#socket.conn.close();
  }

  /**
   * Whether something was to be changed just now that wants a fresher proof of who the customer is. Who connects afterwards
   * has had it asked for, or is asked when they try again: a host app that has no fresher one must not be asked for ever.
   */
  #wantsProof({ seq, inside }: LoggedEvent): boolean {
    const isStale = inside?.calls?.some(({ outcome }) => outcome === IDENTITY_STALE) === true;
    return isStale && seq > this.#socket.data.last;
  }
}
