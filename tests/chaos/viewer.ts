import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { ClientToServer, MessageAck, ServerToClient } from "../../src/protocol/chat.ts";
import { type ChatEvent, chatEvent } from "../../src/protocol/event.ts";
import type { Chance } from "../support/chance.ts";

/** A rating that the server has taken in. */
export interface AckedRating {
  readonly cid: string;
  readonly seq: number;
}

/**
 * A second window on a conversation. It is stricter than a widget: it fetches nothing, so every push has to be the one
 * after the last, over every reconnect. It also rates now and then, and sends each rating again after its ack.
 */
export interface Viewer {
  readonly name: string;
  /** Every push, in the order it came. */
  readonly pushed: readonly ChatEvent[];
  readonly acked: readonly AckedRating[];
  /** What it saw that it must never see, in words. */
  readonly complaints: readonly string[];
  readonly isUp: boolean;
  /** Whether a rating waits for its ack. */
  readonly isSending: boolean;
  live(): void;
  rest(): void;
  close(): void;
}

interface ViewerOptions {
  readonly name: string;
  readonly origin: string;
  readonly token: string;
  readonly chance: Chance;
}

const ACK_MS = 2000;
const RATE_EVERY_MS = 3000;

export function openViewer({ name, origin, token, chance }: ViewerOptions): Viewer {
  const pushed: ChatEvent[] = [];
  const acked: AckedRating[] = [];
  const complaints: string[] = [];
  let isClosed = false;
  let sending = 0;
  let timer: NodeJS.Timeout | undefined;
  const last = () => pushed.at(-1)?.seq ?? 0;
  const socket: Socket<ServerToClient, ClientToServer> = io(`${origin}/chat`, {
    auth: (answer) => answer({ token, after: last() }),
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 1000,
    timeout: 3000,
  });
  socket.on("event", (event) => {
    const parsed = chatEvent.parse(event);
    if (parsed.seq !== last() + 1) complaints.push(`${name} was pushed ${parsed.seq} after ${last()}`);
    pushed.push(parsed);
  });
  // socket.io comes back by itself only after what it takes for an accident of the network.
  const comeBack = () => {
    if (!isClosed && !socket.active) setTimeout(() => !isClosed && socket.connect(), chance.whole(100, 500));
  };
  socket.on("disconnect", comeBack);
  socket.on("connect_error", comeBack);

  async function rate(): Promise<void> {
    const cid = randomUUID();
    sending += 1;
    const first = await sendUntilAcked(cid);
    const again = await sendUntilAcked(cid);
    sending -= 1;
    if (first === undefined || again === undefined) return;
    acked.push({ cid, seq: first });
    if (first !== again) complaints.push(`${name} sent ${cid} twice and was told ${first}, then ${again}`);
  }

  async function sendUntilAcked(cid: string): Promise<number | undefined> {
    while (!isClosed) {
      const reply: MessageAck | undefined = await socket
        .timeout(ACK_MS)
        .emitWithAck("rate", { score: 5, cid })
        .catch(() => undefined);
      if (reply?.ok) return reply.seq;
      if (reply !== undefined && !reply.error.retryable) {
        complaints.push(`${name} was refused a rating: ${reply.error.code}`);
        return undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, chance.whole(200, 600)));
    }
    return undefined;
  }

  function live(): void {
    timer = setTimeout(
      () => {
        if (sending === 0) void rate();
        live();
      },
      chance.whole(RATE_EVERY_MS / 10, RATE_EVERY_MS),
    );
  }

  return {
    name,
    pushed,
    acked,
    complaints,
    get isUp() {
      return socket.connected;
    },
    get isSending() {
      return sending > 0;
    },
    live,
    rest: () => clearTimeout(timer),
    close() {
      isClosed = true;
      clearTimeout(timer);
      socket.disconnect();
    },
  };
}
