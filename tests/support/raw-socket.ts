import { once } from "node:events";
import { connect } from "node:net";
import { onTestFinished } from "vitest";

/** A WebSocket to `/socket.io/` that does what it is told, and nothing that a client should. */
export interface RawSocket {
  /** One text frame. engine.io's packets begin with their type: `4` for a message, `3` for a pong. */
  send(text: string): void;
  sendBinary(bytes: Buffer): void;
  /** From now on nothing is read. */
  stopReading(): void;
  /** Everything that came, as it came. */
  readonly received: string;
  /** Settles when this has come. */
  hears(text: string): Promise<void>;
  /** Settles when the server has closed the connection. */
  readonly closed: Promise<unknown>;
}

const OPCODES = { text: 1, binary: 2 };

/** Opens one and completes the handshakes of HTTP and engine.io. Headers are added to the request. */
export async function rawSocket(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawSocket> {
  const { hostname, port, host } = new URL(url);
  const tcp = connect(Number(port), hostname);
  onTestFinished(() => void tcp.destroy());
  const closed = once(tcp, "close");
  tcp.on("error", () => {});
  let received = "";
  tcp.setEncoding("latin1").on("data", (text: string) => {
    received += text;
  });
  const lines = Object.entries({
    host,
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  tcp.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join("")}\r\n`);

  const socket: RawSocket = {
    send: (text) => tcp.write(frame(OPCODES.text, Buffer.from(text))),
    sendBinary: (bytes) => tcp.write(frame(OPCODES.binary, bytes)),
    stopReading: () => tcp.pause(),
    get received() {
      return received;
    },
    async hears(text) {
      while (!received.includes(text) && !tcp.destroyed) {
        await Promise.race([once(tcp, "data"), closed]);
      }
      if (!received.includes(text)) throw new Error(`The server hung up without "${text}": ${received}`);
    },
    closed,
  };
  await socket.hears("pingInterval");
  return socket;
}

/** RFC 6455 §5.2: a client's frame is masked; this mask changes nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const head = Buffer.from([0x80 | opcode, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}
