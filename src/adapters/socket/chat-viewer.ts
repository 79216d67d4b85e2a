import type { Receiver } from "../../runtime/feed.ts";
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
    this.#socket.emit("event", chatEvent(event));
  }

  typing(on: boolean): void {
    this.#socket.volatile.emit("typing", { from: "bot", on });
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
}
