import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { onTestFinished } from "vitest";
import type { ClientToServer, MessageAck, ServerToClient } from "../../src/protocol/chat.ts";
import { type ChatEvent, chatEvent } from "../../src/protocol/event.ts";
import { type SessionReply, type SessionRequest, sessionReply } from "../../src/protocol/session.ts";
import { words } from "./words.ts";

/** A customer's widget without its face: a session, a socket, and everything it was pushed. */
export interface ChatClient {
  readonly session: SessionReply;
  readonly socket: Socket<ServerToClient, ClientToServer>;
  /** Every `event` push, in the order it came. */
  readonly seen: readonly ChatEvent[];
  /** How much had been seen each time that the server wanted the session opened anew. */
  readonly renewals: readonly number[];
  /** Sends a text; the same cid again is a resend. */
  say(text: string, cid?: string): Promise<MessageAck>;
  /** Emits anything and waits for the ack. */
  ask(name: string, payload?: unknown): Promise<Record<string, unknown>>;
  /** Settles when the pushes fulfil this. */
  until(isTrue: (seen: readonly ChatEvent[]) => boolean): Promise<void>;
  /** What was said so far: `customer: …`, `bot: …`. */
  transcript(): readonly string[];
  close(): void;
}

interface ChatClientOptions {
  /** Of an earlier session, to resume it. */
  readonly token?: string;
  readonly after?: number;
  readonly request?: SessionRequest;
}

const DEADLINE_MS = 10_000;

/** Opens or resumes a session, as a widget does. */
export async function openSession(
  url: string,
  { token, request = {} }: ChatClientOptions = {},
): Promise<SessionReply> {
  const response = await fetch(`${url}/api/chat/sessions`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(request),
  });
  return sessionReply.parse(await response.json());
}

/** Opens a session and connects to it; disconnects when the test is over. */
export async function chatClient(url: string, options: ChatClientOptions = {}): Promise<ChatClient> {
  const session = await openSession(url, options);
  const seen: ChatEvent[] = [];
  const renewals: number[] = [];
  const socket: Socket<ServerToClient, ClientToServer> = io(`${url}/chat`, {
    auth: (answer) => answer({ token: session.token, after: seen.at(-1)?.seq ?? options.after ?? 0 }),
    transports: ["websocket"],
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  // What is pushed has to be what the protocol promises.
  socket.on("event", (event) => void seen.push(chatEvent.parse(event)));
  socket.on("renew", () => void renewals.push(seen.length));
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));

  const patient = () => socket.timeout(DEADLINE_MS);
  return {
    session,
    socket,
    seen,
    renewals,
    say: (text, cid = randomUUID()) => patient().emitWithAck("message", { cid, text }),
    ask: (name, payload) =>
      new Promise((resolve, reject) =>
        (patient() as unknown as Socket).emit(
          name,
          payload,
          (late: Error | null, reply: Record<string, unknown>) =>
            late === null ? resolve(reply) : reject(late),
        ),
      ),
    until: (isTrue) => settled(socket, seen, isTrue),
    transcript: () => seen.map((event) => `${event.from}: ${words(event.body)}`),
    close: () => void socket.disconnect(),
  };
}

function settled(
  socket: Socket<ServerToClient, ClientToServer>,
  seen: readonly ChatEvent[],
  isTrue: (seen: readonly ChatEvent[]) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!isTrue(seen)) return;
      clearTimeout(deadline);
      socket.off("event", look);
      resolve();
    };
    const deadline = setTimeout(() => {
      socket.off("event", look);
      reject(new Error(`Nothing of the kind was pushed. Seen: ${JSON.stringify(seen, null, 2)}`));
    }, DEADLINE_MS);
    socket.on("event", look);
    look();
  });
}
