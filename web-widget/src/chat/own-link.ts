import type { SessionReply } from "../../../src/protocol/session.ts";
import type { IdentitySource } from "../fenqi.ts";
import { backOff } from "./back-off.ts";
import { type Connection, type ConnectionPorts, connect } from "./connection.ts";
import { isAboutIdentity, openSession, type SessionPorts } from "./session.ts";

export interface OwnLinkPorts extends SessionPorts, Omit<ConnectionPorts, "token" | "expired"> {
  /** A session was opened or resumed; comes before the first `up` on it. */
  opened(session: SessionReply): void;
}

/** A connection that outlives sessions. While it is down `send` and `fetch` reject, the rest is dropped. */
export interface OwnLink extends Omit<Connection, "hurry" | "close"> {
  /** Opens the session anew, such as for nobody in particular. */
  renew(): void;
  /** Goes on as this customer. Settles when their session is open; when it rejects, all is as it was. */
  identify(who: IdentitySource): Promise<void>;
  stop(): void;
}

/** Opens the session and keeps a connection on it; begins again when the server no longer honours the token. */
export function createOwnLink(ports: OwnLinkPorts): OwnLink {
  let connection: Connection | undefined;
  let failures = 0;
  // Counts the sessions begun: of one that is not wanted any more, nothing is heard.
  let round = 0;
  let identified = 0;
  const stopped = new AbortController();
  void begin();

  async function begin(): Promise<void> {
    round += 1;
    const own = round;
    let around: SessionPorts = ports;
    while (own === round) {
      if (failures > 0) await backOff(failures);
      // Counted before the socket has proved the session good: a token that only one of the two honours must not
      // send the widget round in circles.
      failures += 1;
      try {
        const session = await openSession(around, () => own === round);
        if (own === round) return use(session);
      } catch (error) {
        if (own !== round) return;
        ports.down();
        // Better a customer whom nobody vouches for than one who cannot ask; the next session asks for a token again.
        if (isAboutIdentity(error)) around = { ...ports, identity: async () => undefined };
      }
    }
  }

  function use(session: SessionReply): void {
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

  function renew(): void {
    end();
    ports.down();
    void begin();
  }

  function end(): void {
    round += 1;
    connection?.close();
    connection = undefined;
  }

  function hurry(): void {
    if (document.visibilityState === "visible") connection?.hurry();
  }
  const { signal } = stopped;
  addEventListener("online", hurry, { signal });
  // A page that comes back from the browser's memory is not always told that it is visible again.
  addEventListener("pageshow", hurry, { signal });
  document.addEventListener("visibilitychange", hurry, { signal });

  return {
    async send(item) {
      const ack = await current().send(item);
      if (ack.ok || ack.error.code !== "SESSION_INVALID") return ack;
      renew();
      throw new Error("the session ended before the message was taken");
    },
    fetch: async (after, limit) => current().fetch(after, limit),
    read: (seq) => connection?.read(seq),
    typing: (isOn) => connection?.typing(isOn),
    context: (context) => connection?.context(context),
    suggest: async (text) => current().suggest(text),
    renew() {
      failures = 0;
      identified += 1;
      renew();
    },
    async identify(who) {
      identified += 1;
      const own = identified;
      const { openIdentified } = await import("./identity.ts");
      const session = await openIdentified(ports, who, () => own === identified);
      end();
      ports.down();
      use(session);
    },
    stop() {
      identified += 1;
      end();
      stopped.abort();
    },
  };

  function current(): Connection {
    if (connection === undefined) throw new Error("there is no session to send over yet");
    return connection;
  }
}
