import type { Server as HttpServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { type DefaultEventsMap, Server } from "socket.io";
import * as z from "zod";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import { type ClientToServer, chatAuth, type ServerToClient } from "../../protocol/chat.ts";
import type { ReplyError } from "../../protocol/reply.ts";
import type { Feeds } from "../../runtime/feeds.ts";
import type { Origins } from "../../runtime/origins.ts";
import type { Log } from "../../runtime/ports.ts";
import { refusalOf } from "../../runtime/refusal.ts";
import type { Sessions } from "../../runtime/sessions.ts";
import { chatEvent } from "./chat-event.ts";
import { type ChatRequestOptions, chatRequests } from "./chat-requests.ts";
import type { Admission, ChatSocket } from "./chat-socket.ts";

interface ChatGatewayOptions extends ChatRequestOptions {
  readonly log: Log;
  readonly sessions: Sessions;
  readonly feeds: Feeds;
  readonly origins: Origins;
  readonly isStopping: () => boolean;
}

const MOST_BYTES = 64 * 1024;

/** More tabs than anybody has open: each gets every event. */
const MOST_SOCKETS_PER_CONVERSATION = 20;

/** A client that has not taken its last packets by then is gone. */
const FAREWELL_MS = 1000;
const FAREWELL_STEP_MS = 10;

/** Serves the `/chat` namespace on an HTTP server. Returns what disconnects everybody. */
export function openChatGateway(http: HttpServer, options: ChatGatewayOptions): () => Promise<void> {
  const { origins, feeds, log } = options;
  const io = new Server<ClientToServer, ServerToClient, DefaultEventsMap, Admission>(http, {
    serveClient: false,
    maxHttpBufferSize: MOST_BYTES,
    // Measured: a compressed connection holds 250 KB instead of 18, for messages of 300 bytes.
    perMessageDeflate: false,
    cors: { origin: [...origins.allowed], methods: ["GET", "POST"] },
  });
  io.use((_, next) =>
    next(connectError(new AppError("NOT_FOUND", "Chat lives in the namespace /chat."), log)),
  );
  const chat = io.of("/chat");
  const requests = chatRequests(options);

  chat.use((socket, next) => {
    admit(options, socket).then(
      (admission) => {
        socket.data = admission;
        next();
      },
      (error: unknown) => next(connectError(error, log)),
    );
  });

  chat.on("connection", (socket) => {
    const { record, after } = socket.data;
    socket.emit("presence", { owner: record.state.phase });
    const unfollow = feeds.follow(record.id, after, {
      event: (event) => socket.emit("event", chatEvent(event)),
      typing: (on) => socket.volatile.emit("typing", { from: "bot", on }),
      failed(error) {
        log.error("A socket was dropped: its events could not be read.", {
          conversationId: record.id,
          error,
        });
        socket.disconnect(true);
      },
    });
    socket.on("disconnect", unfollow);
    socket.onAny((name: string, ...args: unknown[]) => answer(record.id, name, args));
  });

  /** Does one request and acknowledges it, if its sender asked for that. */
  const answer = (id: ConversationId, name: string, args: readonly unknown[]): void => {
    const last = args.at(-1);
    const acknowledge = typeof last === "function" ? last : () => {};
    const request = requests.get(name) ?? unknownRequest;
    request(id, args[0]).then(
      (result) => acknowledge({ ok: true, ...result }),
      (thrown: unknown) => {
        const { error, isOurs } = refusalOf(thrown);
        if (isOurs) log.error("A request failed.", { conversationId: id, request: name, error: thrown });
        acknowledge({ ok: false, error });
      },
    );
  };

  return async () => {
    io.disconnectSockets(true);
    // Closing the engine throws away what is not sent yet: the last answers get their moment.
    for (let waited = 0; io.engine.clientsCount > 0 && waited < FAREWELL_MS; waited += FAREWELL_STEP_MS) {
      await setTimeout(FAREWELL_STEP_MS);
    }
    io.engine.close();
  };
}

async function unknownRequest(): Promise<never> {
  throw new AppError("MESSAGE_INVALID", "There is no such request; see docs/protocol.md.");
}

async function admit(options: ChatGatewayOptions, { handshake }: ChatSocket): Promise<Admission> {
  const { origin, host } = handshake.headers;
  if (!options.origins.allow(origin, host)) {
    throw new AppError(
      "ORIGIN_REFUSED",
      `Pages of ${origin} may not use this server. Add it to ALLOWED_ORIGINS.`,
    );
  }
  if (options.isStopping()) throw new AppError("SHUTTING_DOWN", "The server is stopping.");
  const auth = chatAuth.safeParse(handshake.auth);
  if (!auth.success) throw new AppError("SESSION_INVALID", z.prettifyError(auth.error));
  const record = await options.sessions.resume(auth.data.token);
  if (options.feeds.watching(record.id) >= MOST_SOCKETS_PER_CONVERSATION) {
    throw new AppError(
      "TOO_MANY_REQUESTS",
      `${MOST_SOCKETS_PER_CONVERSATION} connections show this conversation.`,
    );
  }
  return { record, after: Math.min(auth.data.after, record.last) };
}

/** socket.io sends an error's `data` along; its stack stays here. */
function connectError(error: unknown, log: Log): Error & { data: ReplyError } {
  const { error: data, isOurs } = refusalOf(error);
  if (isOurs) log.error("A connection could not be admitted.", { error });
  return Object.assign(new Error(data.code), { data });
}
