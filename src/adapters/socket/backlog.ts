import type { ChatSocket } from "./chat-socket.ts";

type EngineConnection = ChatSocket["conn"];

/**
 * What may wait for one client before its feed is paused. A client on a slow mobile network (50 kbit/s) takes this in ten
 * seconds, which is less than it has to answer a ping that waits behind it.
 */
const FULL = { packets: 200, bytes: 64 * 1024 };

/** What may wait before the client is cut off: answers to its own requests, which no feed holds back. */
const TOO_MUCH = { packets: 1000, bytes: 1024 * 1024 };

/** Undefined while the client takes what it is sent; else what settles when it has taken enough for more. */
export function whenRoom(connection: EngineConnection): Promise<void> | undefined {
  if (!isBeyond(connection, FULL)) return undefined;
  // What waits with engine.io goes to the transport first, and the transport may be another one by then.
  if (waitingPackets(connection).length > 0)
    return new Promise((resolve) => connection.once("drain", resolve));
  return new Promise((resolve) => connection.transport.once("ready", resolve));
}

/** Whether more waits for the client than it will ever be sent by a server in its right mind. */
export function isOverflowing(connection: EngineConnection): boolean {
  return isBeyond(connection, TOO_MUCH);
}

/**
 * Ends a connection at once. A goodbye would wait behind everything that the client does not take; as after any break of
 * the network, it comes back and says what it has.
 */
export function cut(connection: EngineConnection): void {
  const socket = webSocketOf(connection);
  if (socket === undefined) connection.close(true);
  else socket.terminate();
}

/** Whether nothing is left of a connection that was closed: the client has answered the goodbye, or was cut off. */
export function isGone(connection: EngineConnection): boolean {
  const socket = webSocketOf(connection);
  return connection.readyState === "closed" && (socket === undefined || socket.readyState === CLOSED);
}

/** The last of a WebSocket's states. */
const CLOSED = 3;

function isBeyond(
  connection: EngineConnection,
  most: { readonly packets: number; readonly bytes: number },
): boolean {
  // The usual case, and all that an event costs: nothing waits.
  if (connection.transport.writable) return false;
  const packets = waitingPackets(connection);
  if (packets.length > most.packets) return true;
  let bytes = webSocketOf(connection)?.bufferedAmount ?? 0;
  for (const { data } of packets) bytes += data?.length ?? 0;
  return bytes > most.bytes;
}

/** Packets that the transport has not taken yet. engine.io keeps them, and has no public name for them. */
function waitingPackets(connection: EngineConnection): readonly { readonly data?: string }[] {
  const packets: unknown = Reflect.get(connection, "writeBuffer");
  return Array.isArray(packets) ? packets : [];
}

/** The WebSocket below, unless the client polls. */
function webSocketOf({ transport }: EngineConnection): WaitingSocket | undefined {
  const socket: unknown = Reflect.get(transport, "socket");
  return isWaitingSocket(socket) ? socket : undefined;
}

interface WaitingSocket {
  /** What was handed to the network and not taken by it, in bytes. */
  readonly bufferedAmount: number;
  readonly readyState: number;
  terminate(): void;
}

function isWaitingSocket(value: unknown): value is WaitingSocket {
  return typeof value === "object" && value !== null && "terminate" in value && "bufferedAmount" in value;
}
