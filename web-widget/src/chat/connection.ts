import { io, type Socket } from "socket.io-client";
import type { ClientToServer, FetchAck, MessageAck, ServerToClient } from "../../../src/protocol/chat.ts";
import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { Outgoing } from "./outbox.ts";

/** What arrives over a connection. */
export interface ConnectionPorts {
  readonly origin: string;
  readonly token: string;
  /** The last seq already known: read anew for every reconnect, so the server sends what was missed. */
  after(): number;
  up(): void;
  down(): void;
  /** The server no longer honours the token; the connection stays down. */
  expired(): void;
  event(event: ChatEvent): void;
  typing(from: "bot" | "agent", isOn: boolean): void;
  presence(owner: string): void;
}

export interface Connection {
  /** One attempt to deliver. Rejects when the link breaks or no ack came within 8 seconds. */
  send(item: Outgoing): Promise<MessageAck>;
  fetch(after: number, limit: number): Promise<FetchAck>;
  read(seq: number): void;
  typing(isOn: boolean): void;
  /** Tries now instead of at the next scheduled attempt; for a network or a tab that just came back. */
  hurry(): void;
  close(): void;
}

const ACK_MS = 8_000;
/** After a refusal or a server's goodbye socket.io does not come back on its own. */
const RETURN_MS = 3_000;

/** Keeps one socket to the `/chat` namespace alive until it is closed. */
export function connect(ports: ConnectionPorts): Connection {
  const socket: Socket<ServerToClient, ClientToServer> = io(`${ports.origin}/chat`, {
    auth: (answer) => answer({ token: ports.token, after: ports.after() }),
    // WebSocket first saves two round trips; polling gets through proxies that break WebSockets.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    timeout: 10_000,
  });
  let isClosed = false;
  let comeBack: ReturnType<typeof setTimeout> | undefined;

  socket.on("connect", ports.up);
  socket.on("disconnect", () => {
    ports.down();
    comeBackLater();
  });
  socket.on("connect_error", (error) => {
    ports.down();
    if (isExpired(error)) ports.expired();
    else comeBackLater();
  });
  socket.on("event", ports.event);
  socket.on("typing", ({ from, on }) => ports.typing(from, on));
  socket.on("presence", ({ owner }) => ports.presence(owner));

  function comeBackLater(): void {
    clearTimeout(comeBack);
    if (isClosed || socket.active) return;
    comeBack = setTimeout(() => socket.connect(), RETURN_MS * (0.5 + Math.random()));
  }

  const patient = () => socket.timeout(ACK_MS);

  return {
    send: (item) =>
      item.type === "human"
        ? patient().emitWithAck("human", { cid: item.cid })
        : patient().emitWithAck("message", payloadOf(item)),
    fetch: (after, limit) => patient().emitWithAck("fetch", { after, limit }),
    read(seq) {
      if (socket.connected) socket.emit("read", { seq });
    },
    typing: (on) => socket.volatile.emit("typing", { on }),
    hurry() {
      if (isClosed || socket.connected) return;
      socket.disconnect().connect();
    },
    close() {
      isClosed = true;
      clearTimeout(comeBack);
      socket.disconnect();
    },
  };
}

function payloadOf(item: Exclude<Outgoing, { type: "human" }>): unknown {
  return item.type === "text" ? { cid: item.cid, text: item.text } : { cid: item.cid, choice: item.choice };
}

function isExpired(error: Error & { data?: { code?: unknown } }): boolean {
  return error.data?.code === "SESSION_INVALID" || error.message === "SESSION_INVALID";
}
