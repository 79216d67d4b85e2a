import type { ConversationId, Seq } from "../../kernel/ids.ts";
import type { Writer } from "../../runtime/bus.ts";
import { deskEvent } from "../../runtime/desk/shown.ts";
import type { Receiver } from "../../runtime/feed.ts";
import type { LoggedEvent } from "../../runtime/ports.ts";
import { whenRoom } from "./backlog.ts";
import type { DeskSocket } from "./desk-socket.ts";

/** One agent's view of a conversation: what its feed hands on is pushed. */
export class DeskViewer implements Receiver {
  readonly #socket: DeskSocket;
  readonly #id: ConversationId;

  constructor(socket: DeskSocket, id: ConversationId) {
    this.#socket = socket;
    this.#id = id;
  }

  event(event: LoggedEvent): void {
    this.#socket.emit("event", { id: this.#id, event: deskEvent(event) });
  }

  typing(from: Writer, on: boolean): void {
    // Agents see each other type by who looks at the conversation.
    if (from !== "agent") this.#socket.volatile.emit("typing", { id: this.#id, from, on });
  }

  read(seq: Seq): void {
    this.#socket.emit("read", { id: this.#id, seq });
  }

  whenRoom(): Promise<void> | undefined {
    return whenRoom(this.#socket.conn);
  }

  failed(): void {
    // The browser connects anew and reads on from what it has.
    this.#socket.conn.close();
  }
}
