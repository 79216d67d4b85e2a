import type { Server as HttpServer, IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type DefaultEventsMap, Server } from "socket.io";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Milliseconds } from "../../kernel/time.ts";
import type { ClientToServer, ServerToClient } from "../../protocol/chat.ts";
import { FloodGate } from "../../runtime/flood-gate.ts";
import type { Observe } from "../../runtime/moments.ts";
import { refusalOf } from "../../runtime/refusal.ts";
import { addressReader } from "./address.ts";
import { AddressLimits } from "./address-limits.ts";
import { cut, isGone, isOverflowing } from "./backlog.ts";
import { type AdmissionOptions, admit } from "./chat-admission.ts";
import { type ChatRequestOptions, chatRequests } from "./chat-requests.ts";
import type { Admission, ChatSocket } from "./chat-socket.ts";
import { ChatViewer } from "./chat-viewer.ts";
import { connectError } from "./connect-error.ts";
import { unknownRequest } from "./socket-reply.ts";

interface ChatGatewayOptions extends ChatRequestOptions, AdmissionOptions {
  /** Addresses and ranges of the reverse proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** How many connections one address may have. */
  readonly socketsPerAddress: number;
  readonly observe?: Observe;
  /** How often a connection is asked whether it is alive, and how long it has to say so; see `HEARTBEAT`. */
  readonly heartbeat?: { readonly everyMs: Milliseconds; readonly withinMs: Milliseconds };
  /** How long a connection may be open without a valid token; see `ADMISSION_MS`. */
  readonly admissionMs?: Milliseconds;
  /** Serves other namespaces on the same connections. Returns what stops it. */
  readonly others?: (io: Server) => () => void;
}

/** The customers' connections. */
export interface ChatGateway {
  /** How many there are, those included that have not been let in. */
  readonly size: number;
  /** Tells everybody to connect anew elsewhere; settles when they have gone, or had the time for it. */
  drain(): Promise<void>;
  /** Disconnects whoever is left, and takes nobody any more. */
  close(): Promise<void>;
}

const MOST_BYTES = 64 * 1024;

/**
 * A connection that has gone without a word is noticed 40 s after the last ping at most. Pinging more often keeps a
 * phone's radio awake; a shorter time to answer cuts off who has a page of events ahead of the ping on a slow network.
 */
const HEARTBEAT = { everyMs: 25_000, withinMs: 15_000 };

/** Far longer than a widget needs, which sends its token at once. */
const ADMISSION_MS = 10_000;

/** Beyond that many refusals the one who asks is not a widget gone wrong for a moment. */
const PATIENCE = { burst: 200, perSecond: 20 };

/** How many connections a second other servers can be expected to take. */
const MOVES_PER_MS = 1;
const LONGEST_MOVE_MS = 6_000;
const SHORTEST_MOVE_MS = 100;

/** A client that has not gone, or not taken its last packets, by then does not know how, or is gone. */
const FAREWELL_MS = 1000;
const STEP_MS = 10;

/** Serves the `/chat` namespace on an HTTP server. */
export function openChatGateway(http: HttpServer, options: ChatGatewayOptions): ChatGateway {
  const { origins, feeds, log, clock, observe = () => {} } = options;
  const { trustedProxies, socketsPerAddress, heartbeat = HEARTBEAT, admissionMs = ADMISSION_MS } = options;
  const limits = new AddressLimits(socketsPerAddress, clock);
  const readAddress = addressReader(trustedProxies);
  const requests = chatRequests(options, limits);
  const patience = new FloodGate<ConversationId>(PATIENCE);
  const warnings = new FloodGate<"refused">({ burst: 1, perSecond: 1 / 60 });
  let leaving: { readonly withinMs: Milliseconds } | undefined;

  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, Admission>(http, {
    serveClient: false,
    maxHttpBufferSize: MOST_BYTES,
    // Measured: a compressed connection holds 250 KB instead of 18, for messages of 300 bytes.
    perMessageDeflate: false,
    pingInterval: heartbeat.everyMs,
    pingTimeout: heartbeat.withinMs,
    connectTimeout: admissionMs,
    cors: { origin: [...origins.allowed], methods: ["GET", "POST"] },
    allowRequest: (request, decide) => decide("Too many connections.", mayConnect(request)),
  });
  const connections = new Set<ChatSocket["conn"]>();
  io.engine.on("connection", (connection: ChatSocket["conn"]) => {
    const address = readAddress({ peer: connection.remoteAddress, headers: connection.request.headers });
    connections.add(connection);
    limits.enter(address);
    // Nothing binary is in the protocol, and attachments wait in memory until the last one has come.
    connection.on("data", (data: unknown) => typeof data === "string" || cut(connection));
    connection.once("close", () => {
      connections.delete(connection);
      limits.leave(address);
      // A client that does not answer the goodbye would keep its socket for half a minute.
      if (!isGone(connection)) void setTimeout(FAREWELL_MS).then(() => cut(connection));
    });
  });
  io.use((_, next) =>
    next(connectError(new AppError("NOT_FOUND", "Chat lives in the namespace /chat."), log)),
  );

  const chat = io.of("/chat");
  chat.use((socket, next) => {
    const address = readAddress({ peer: socket.conn.remoteAddress, headers: socket.handshake.headers });
    admit(options, limits, socket, address).then(
      (admission) => {
        socket.data = admission;
        next();
      },
      (error: unknown) => next(connectError(error, log)),
    );
  });
  chat.on("connection", (socket) => {
    const { conversationId, after, presence, seen } = socket.data;
    socket.emit("presence", presence);
    if (seen !== undefined) socket.emit("seen", { seq: seen });
    if (leaving !== undefined) socket.emit("leave", leaving);
    socket.on("disconnect", feeds.follow(conversationId, after, new ChatViewer(socket, log)));
    socket.onAny((name: string, ...args: unknown[]) => answer(socket, name, args));
  });

  const stopOthers = options.others?.(io);

  function mayConnect(request: IncomingMessage): boolean {
    const address = readAddress({ peer: request.socket.remoteAddress, headers: request.headers });
    const may = limits.admitsConnection(address);
    if (!may && warnings.admits("refused", clock.now())) {
      log.warn(
        "Connections are refused: too many from one address. If a proxy of yours has it, name it in TRUSTED_PROXIES.",
        { address, socketsPerAddress },
      );
    }
    return may;
  }

  /** Does one request and acknowledges it, if its sender asked for that. */
  function answer(socket: ChatSocket, name: string, args: readonly unknown[]): void {
    const { conversationId } = socket.data;
    const last = args.at(-1);
    const acknowledge = (reply: object): void => {
      if (isOverflowing(socket.conn)) cut(socket.conn);
      else if (typeof last === "function") last(reply);
    };
    const request = requests.get(name) ?? unknownRequest;
    request(socket.data, args[0]).then(
      (result) => {
        acknowledge({ ok: true, ...result });
        if ("seq" in result) observe({ type: "acknowledged", conversationId });
      },
      (thrown: unknown) => {
        const { error, isOurs } = refusalOf(thrown);
        if (isOurs) log.error("A request failed.", { conversationId, request: name, error: thrown });
        if (patience.admits(conversationId, clock.now())) acknowledge({ ok: false, error });
        else cut(socket.conn);
      },
    );
  }

  return {
    get size() {
      return connections.size;
    },
    async drain() {
      const fair = connections.size / MOVES_PER_MS;
      leaving = { withinMs: Math.min(Math.max(fair, SHORTEST_MOVE_MS), LONGEST_MOVE_MS) };
      chat.local.emit("leave", leaving);
      await soon(() => connections.size === 0, leaving.withinMs + FAREWELL_MS);
    },
    async close() {
      stopOthers?.();
      const left = [...connections];
      for (const connection of left) connection.close();
      // The last answers get their moment.
      await soon(() => left.every(isGone), FAREWELL_MS);
      for (const connection of left) cut(connection);
      io.engine.close();
    },
  };
}

/** Settles when this is so, or after this time. */
async function soon(isSo: () => boolean, withinMs: Milliseconds): Promise<void> {
  for (let waited = 0; !isSo() && waited < withinMs; waited += STEP_MS) await setTimeout(STEP_MS);
}
