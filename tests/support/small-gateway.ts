import type { AddressInfo, Socket } from "node:net";
import { fastify } from "fastify";
import { onTestFinished } from "vitest";
import { createCredentials } from "../../src/adapters/auth/credentials.ts";
import { randomIds } from "../../src/adapters/auth/random-ids.ts";
import { replyWithErrors } from "../../src/adapters/http/error-reply.ts";
import { sessionRoute } from "../../src/adapters/http/session-route.ts";
import { type ChatGateway, openChatGateway } from "../../src/adapters/socket/chat-gateway.ts";
import { originsOf } from "../../src/runtime/origins.ts";
import { createSessions } from "../../src/runtime/sessions.ts";
import { type SmallRuntime, smallRuntime } from "./small-runtime.ts";

/** The customers' side of a server on a free port: sessions and sockets, over the small runtime. */
export interface SmallGateway extends Omit<ChatGateway, "size"> {
  readonly url: string;
  readonly port: number;
  readonly runtime: SmallRuntime;
  /** How many connections there are. */
  size(): number;
  /** Lets nobody in any more, as a server that is stopping. */
  stop(): void;
  /** From now on, nothing is read of what the present connections send, and nobody is told: to them the server is gone. */
  freeze(): void;
  /** Breaks every connection, as a network does. */
  breakAll(): void;
}

interface SmallGatewayOptions {
  /** Shared with another gateway, as two servers share a database; its own when left out. */
  readonly runtime?: SmallRuntime;
  readonly heartbeat?: { readonly everyMs: number; readonly withinMs: number };
  readonly admissionMs?: number;
  readonly trustedProxies?: readonly string[];
  readonly socketsPerAddress?: number;
}

const SECRET = "a secret of the small gateways, long enough";

export async function smallGateway(options: SmallGatewayOptions = {}): Promise<SmallGateway> {
  const { runtime = await smallRuntime(), ...gatewayOptions } = options;
  const { store, content, clock, log } = runtime;
  const credentials = createCredentials({ secretKey: SECRET, identityKeys: {}, clock });
  const sessions = createSessions({ store, content, credentials, clock, ids: randomIds });
  const origins = originsOf([]);
  let isStopping = false;
  const around = { ...runtime, sessions, origins, isStopping: () => isStopping };

  const http = fastify({ forceCloseConnections: true });
  replyWithErrors(http, log);
  await http.register(sessionRoute, { ...around, sessionsPerMinute: 100_000 });
  const gateway = openChatGateway(http.server, {
    ...around,
    trustedProxies: [],
    socketsPerAddress: 1000,
    ...gatewayOptions,
  });
  const connections = new Set<Socket>();
  http.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  await http.listen({ port: 0, host: "127.0.0.1" });
  let closing: Promise<void> | undefined;
  const close = async () => {
    isStopping = true;
    await gateway.close();
    await http.close();
  };
  const closeOnce = () => (closing ??= close());
  onTestFinished(closeOnce);

  const { port } = http.server.address() as AddressInfo;
  return {
    runtime,
    port,
    url: `http://127.0.0.1:${port}`,
    size: () => gateway.size,
    drain: () => gateway.drain(),
    close: closeOnce,
    stop() {
      isStopping = true;
    },
    freeze() {
      for (const socket of connections) socket.pause();
    },
    breakAll() {
      for (const socket of connections) socket.resetAndDestroy();
    },
  };
}
