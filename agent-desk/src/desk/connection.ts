import { io, type Socket } from "socket.io-client";
import type {
  DeskAcks,
  DeskAlert,
  DeskRequest,
  DeskRequestName,
  DeskRow,
  DeskToServer,
  InboxUpdate,
  ServerToDesk,
} from "../../../src/protocol/desk.ts";
import type { DeskEvent } from "../../../src/protocol/event.ts";
import type { Refusal } from "../../../src/protocol/reply.ts";

/** What arrives over the connection. */
export interface ConnectionPorts {
  up(): void;
  down(): void;
  /** The session is over; the connection stays down. */
  signedOut(): void;
  me(state: Parameters<ServerToDesk["me"]>[0]): void;
  inbox(update: InboxUpdate): void;
  row(row: DeskRow): void;
  event(id: string, event: DeskEvent): void;
  typing(state: Parameters<ServerToDesk["typing"]>[0]): void;
  read(id: string, seq: number): void;
  alert(alert: DeskAlert): void;
  trouble(isOn: boolean): void;
}

/** What a request needs to say; what has a default may be left out. */
type Payload<Name extends DeskRequestName> = Partial<DeskRequest<Name>>;

export interface Connection {
  /** The server's answer; `UNREACHABLE`, which may be tried again, when none came within 8 seconds. */
  ask<Name extends DeskRequestName>(name: Name, payload: Payload<Name>): Promise<DeskAcks[Name] | Refusal>;
  /** Finds out whether the connection is alive, and connects anew if not. */
  hurry(): void;
  close(): void;
}

const ACK_MS = 8_000;
const PROBE_MS = 3_000;
/** An agent sits in front of the desk: the waits are shorter than a widget's, and they are few. */
const FIRST_RETURN_MS = 1_000;
const LONGEST_RETURN_MS = 8_000;
/** A connection that breaks sooner has not been worth coming back for: the next wait is longer. */
const STEADY_MS = 10_000;

/** Keeps one socket to the `/desk` namespace alive until it is closed. The session cookie says who asks. */
export function connect(ports: ConnectionPorts): Connection {
  const socket: Socket<ServerToDesk, DeskToServer> = io("/desk", {
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    forceNew: true,
    // socket.io does not come back from a goodbye or a refusal, and knows one pace for everything.
    reconnection: false,
    timeout: 10_000,
  });
  let failures = 0;
  let upAt = 0;
  let isClosed = false;
  let comeBack: ReturnType<typeof setTimeout> | undefined;

  socket.on("connect", () => {
    upAt = Date.now();
    ports.up();
  });
  socket.on("disconnect", () => {
    if (Date.now() - upAt > STEADY_MS) failures = 0;
    lost();
  });
  // A refusal's message is its code.
  socket.on("connect_error", ({ message }) => (message === "SIGNED_OUT" ? ports.signedOut() : lost()));
  socket.on("signedOut", ports.signedOut);
  socket.on("leave", ({ withinMs }) => reconnectWithin(withinMs));
  socket.on("me", ports.me);
  socket.on("inbox", ports.inbox);
  socket.on("row", ports.row);
  socket.on("event", ({ id, event }) => ports.event(id, event));
  socket.on("typing", ports.typing);
  socket.on("read", ({ id, seq }) => ports.read(id, seq));
  socket.on("alert", ports.alert);
  socket.on("trouble", ({ on }) => ports.trouble(on));

  function lost(): void {
    ports.down();
    reconnectWithin(Math.min(FIRST_RETURN_MS * 2 ** failures++, LONGEST_RETURN_MS));
  }

  function reconnectWithin(ms: number): void {
    clearTimeout(comeBack);
    if (!isClosed) comeBack = setTimeout(reconnect, ms * (0.5 + Math.random() / 2));
  }

  function reconnect(): void {
    socket.disconnect();
    clearTimeout(comeBack);
    socket.connect();
  }

  function probe(): void {
    socket.timeout(PROBE_MS).emit("ping", {}, (late) => late && socket.connected && reconnect());
  }

  return {
    async ask(name, payload) {
      if (!socket.connected) return unreachable;
      return askOn(socket, name, payload).catch(() => unreachable);
    },
    hurry() {
      if (isClosed) return;
      if (socket.connected) probe();
      else reconnect();
    },
    close() {
      isClosed = true;
      clearTimeout(comeBack);
      socket.disconnect();
    },
  };
}

const unreachable: Refusal = {
  ok: false,
  error: { code: "UNREACHABLE", message: "no answer in time", retryable: true },
};

// One signature for all requests: socket.io types each of them apart, and cannot tell which one a variable names.
async function askOn<Name extends DeskRequestName>(
  socket: Socket,
  name: Name,
  payload: unknown,
): Promise<DeskAcks[Name]> {
  return socket.timeout(ACK_MS).emitWithAck(name, payload);
}
