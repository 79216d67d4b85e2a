// Stands in for socket.io-parser in the widget: the packets of the Socket.IO protocol, revision 5, as far as they are JSON.
// https://socket.io/docs/v4/socket-io-protocol/#packet-encoding
import { Emitter } from "@socket.io/component-emitter";

export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 };

export interface Packet {
  readonly type: number;
  readonly nsp: string;
  /** Names the ack that is wanted, or given. */
  readonly id?: number;
  readonly data?: unknown;
}

/** Its type, its namespace unless that is the main one, the number of the ack, and what it carries. */
const PACKET = /^([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/su;

export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    const place = nsp && nsp !== "/" ? `${nsp},` : "";
    return [`${type}${place}${id ?? ""}${data === undefined ? "" : JSON.stringify(data)}`];
  }
}

export class Decoder extends Emitter<object, object, { decoded: (packet: Packet) => void }> {
  /** @throws when it is no such packet: the connection is closed then */
  add(text: string): void {
    const [, type, nsp = "/", id, data] = PACKET.exec(text) ?? [];
    if (type === undefined) throw new Error("no packet");
    this.emitReserved("decoded", {
      type: Number(type),
      nsp,
      ...(id && { id: Number(id) }),
      ...(data && { data: JSON.parse(data) as unknown }),
    });
  }

  destroy(): void {}
}
