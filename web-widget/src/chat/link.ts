import type { SessionReply } from "../../../src/protocol/session.ts";
import { wait } from "./alarm.ts";
import { type Connection, type ConnectionPorts, connect } from "./connection.ts";
import type { Outgoing } from "./outbox.ts";
import { openSession, type SessionPorts } from "./session.ts";

export interface LinkPorts extends SessionPorts, Omit<ConnectionPorts, "token" | "expired"> {
  /** A session was opened or resumed; comes before the first `up` on it. */
  opened(session: SessionReply): void;
}

/** A connection that outlives sessions. While it is down `send` and `fetch` reject, the rest is dropped. */
export type Link = Omit<Connection, "hurry" | "close">;

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** Opens the session and keeps a connection on it; begins again when the server no longer honours the token. */
export function createLink(ports: LinkPorts): Link {
  let connection: Connection | undefined;
  let failures = 0;
  void begin();

  async function begin(): Promise<void> {
    const session = await sessionAtLast();
    ports.opened(session);
    connection = connect({
      ...ports,
      token: session.token,
      up() {
        failures = 0;
        ports.up();
      },
      expired: renew,
    });
  }

  async function sessionAtLast(): Promise<SessionReply> {
    for (;;) {
      if (failures > 0) await backOff();
      // Counted before the socket has proved the session good: a token that only one of the two honours must not
      // send the widget round in circles.
      failures += 1;
      try {
        return await openSession(ports);
      } catch {
        ports.down();
      }
    }
  }

  function backOff(): Promise<unknown> {
    const longest = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
    const online = new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    return Promise.race([online, wait(longest * (0.5 + Math.random() / 2))]);
  }

  function renew(): void {
    connection?.close();
    connection = undefined;
    ports.down();
    void begin();
  }

  function hurry(): void {
    if (document.visibilityState === "visible") connection?.hurry();
  }
  addEventListener("online", hurry);
  // A page that comes back from the browser's memory is not always told that it is visible again.
  addEventListener("pageshow", hurry);
  document.addEventListener("visibilitychange", hurry);

  return {
    async send(item: Outgoing) {
      const ack = await current().send(item);
      if (ack.ok || ack.error.code !== "SESSION_INVALID") return ack;
      renew();
      throw new Error("the session ended before the message was taken");
    },
    fetch: async (after, limit) => current().fetch(after, limit),
    read: (seq) => connection?.read(seq),
    typing: (isOn) => connection?.typing(isOn),
  };

  function current(): Connection {
    if (connection === undefined) throw new Error("there is no session to send over yet");
    return connection;
  }
}
