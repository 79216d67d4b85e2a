import { Manager, type Socket } from "socket.io-client";
import type {
  ClientToServer,
  CustomerPresence,
  FetchAck,
  MessageAck,
  ServerToClient,
  SuggestAck,
} from "../../../src/protocol/chat.ts";
import type { ChatEvent } from "../../../src/protocol/event.ts";
import type { Refusal } from "../../../src/protocol/reply.ts";
import type { HostContext } from "../fenqi.ts";
import type { Outgoing, OutgoingImage } from "./outbox.ts";
import type { PressedChoice } from "./timeline.ts";

/** What arrives over a connection. */
export interface ConnectionPorts {
  readonly origin: string;
  readonly token: string;
  /** The last seq already known: read anew for every reconnect, so the server sends what was missed. */
  after(): number;
  up(): void;
  down(): void;
  /** The server wants the session opened anew: it no longer honours the token, or it needs a fresh proof of the customer. */
  expired(): void;
  event(event: ChatEvent): void;
  typing(from: "bot" | "agent", isOn: boolean): void;
  presence(presence: CustomerPresence): void;
  /** An agent has seen everything up to here. */
  seen(seq: number): void;
}

export interface Connection {
  /** One attempt to deliver. Rejects when the link breaks or no ack came within 8 seconds; an image has a minute before. */
  send(item: Outgoing): Promise<MessageAck>;
  fetch(after: number, limit: number): Promise<FetchAck>;
  read(seq: number): void;
  typing(isOn: boolean): void;
  context(context: HostContext): void;
  /** Questions that begin like this text. */
  suggest(text: string): Promise<SuggestAck>;
  /** Finds out whether the connection is alive, and connects anew if not; for a network or a tab that just came back. */
  hurry(): void;
  close(): void;
}

const ACK_MS = 8_000;
/** Longer than a good connection ever takes to answer, and as long as a customer who just came back may be left alone. */
const PROBE_MS = 3_000;
/**
 * Each wait is a random part of the longest, which doubles with every failure. When a server is gone its customers come
 * back within two seconds, and when all are gone a thousand customers make a hundred attempts a second.
 */
const FIRST_RETURN_MS = 2_000;
const LONGEST_RETURN_MS = 20_000;
/** Who writes while the server is stopping hops at once; they are few. */
const HOP_MS = 500;
/** A connection that breaks sooner has not been worth coming back for: the next wait is longer. */
const STEADY_MS = 10_000;

/** Keeps one socket to the `/chat` namespace alive until it is closed. */
export function connect(ports: ConnectionPorts): Connection {
  const socket: Socket<ServerToClient, ClientToServer> = new Manager(ports.origin, {
    // Saves the two round trips that polling would begin with.
    transports: ["websocket"],
    // socket.io does not come back from a goodbye or a refusal, and knows one pace for everything.
    reconnection: false,
    timeout: 10_000,
    autoConnect: false,
  }).socket("/chat", {
    auth: (answer: (auth: object) => void) => answer({ token: ports.token, after: ports.after() }),
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
  socket.on("connect_error", (error) => {
    if (isExpired(error)) return ports.expired();
    if (upAt === 0) tryPolling().catch(() => {});
    lost();
  });
  socket.on("event", ports.event);
  socket.on("typing", ({ from, on }) => ports.typing(from, on));
  socket.on("presence", ports.presence);
  socket.on("seen", ({ seq }) => ports.seen(seq));
  socket.on("renew", ports.expired);
  socket.on("leave", ({ withinMs }) => reconnectWithin(withinMs));

  function lost(): void {
    if (isClosed) return;
    ports.down();
    reconnectWithin(Math.min(FIRST_RETURN_MS * 2 ** failures++, LONGEST_RETURN_MS));
  }

  /** No WebSocket has got through yet: perhaps there is a proxy in the way that lets only plain requests through. */
  async function tryPolling(): Promise<void> {
    const { allowPolling } = await import("./polling.ts");
    allowPolling();
    Object.assign(socket.io.opts, { transports: ["websocket", "polling"], tryAllTransports: true });
  }

  function reconnectWithin(ms: number): void {
    clearTimeout(comeBack);
    if (!isClosed) comeBack = setTimeout(reconnect, ms * Math.random());
  }

  function reconnect(): void {
    socket.disconnect();
    clearTimeout(comeBack);
    socket.connect();
  }

  // A machine that lost its power, and a phone that cut the connection while asleep, say nothing.
  function probe(): void {
    socket.timeout(PROBE_MS).emit("ping", {}, (late) => late && socket.connected && reconnect());
  }

  async function ask<Ack>(name: "message" | "human" | "rate" | "fetch", payload: unknown): Promise<Ack> {
    const late = setTimeout(probe, PROBE_MS);
    try {
      return await socket.timeout(ACK_MS).emitWithAck(name, payload);
    } finally {
      clearTimeout(late);
    }
  }

  async function uploaded(item: OutgoingImage): Promise<Payload | Refusal> {
    const { uploadImage } = await import("./upload.ts");
    const reply = await uploadImage(ports, item);
    return reply.ok ? { cid: item.cid, image: reply.image } : reply;
  }

  socket.connect();

  return {
    async send(item) {
      const payload = item.type === "image" ? await uploaded(item) : payloadOf(item);
      if ("error" in payload) return payload;
      const ack = await ask<MessageAck>(
        item.type === "human" || item.type === "rate" ? item.type : "message",
        payload,
      );
      if (!ack.ok && ack.error.code === "SHUTTING_DOWN") reconnectWithin(HOP_MS);
      return ack;
    },
    fetch: (after, limit) => ask("fetch", { after, limit }),
    read(seq) {
      if (socket.connected) socket.emit("read", { seq });
    },
    typing: (on) => socket.volatile.emit("typing", { on }),
    // A new connection tells it by its session.
    suggest: (text) => socket.timeout(PROBE_MS).emitWithAck("suggest", { text }),
    context: (context) => socket.volatile.emit("context", context),
    hurry() {
      if (isClosed) return;
      if (socket.connected) probe();
      else reconnect();
    },
    close() {
      isClosed = true;
      clearTimeout(comeBack);
      // At once and without a goodbye, which a page that is being frozen does not get round to.
      socket.io.engine?.close();
      socket.disconnect();
    },
  };
}

interface Payload {
  readonly cid: string;
  readonly text?: string | undefined;
  readonly choice?: PressedChoice | undefined;
  readonly image?: string | undefined;
  readonly intent?: string | undefined;
  readonly score?: number | undefined;
  readonly comment?: string | undefined;
}

/** What is undefined does not travel. */
function payloadOf(item: Exclude<Outgoing, OutgoingImage>): Payload {
  const { cid, text, choice, intent, score, comment }: Payload = item;
  return { cid, text, choice, intent, score, comment };
}

/** A refusal's message is its code. */
function isExpired({ message }: Error): boolean {
  return message === "SESSION_INVALID";
}
