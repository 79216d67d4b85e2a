import fc from "fast-check";
import { Decoder, Encoder, PacketType, protocol } from "socket.io-parser";
import { expect, test } from "vitest";
import * as lean from "../../web-widget/src/lean/socket-io-parser.ts";

/** What crosses the wire between a widget and its server. */
const packets = fc
  .record({ nsp: fc.constantFrom("/", "/chat"), id: fc.nat(), data: fc.jsonValue() })
  .chain(({ nsp, id, data }) =>
    fc.constantFrom(
      { type: PacketType.CONNECT, nsp, data: { sid: String(id) } },
      { type: PacketType.CONNECT_ERROR, nsp, data: { message: "SESSION_INVALID", data } },
      { type: PacketType.EVENT, nsp, data: ["event", data] },
      { type: PacketType.EVENT, nsp, id, data: ["message", data] },
      { type: PacketType.ACK, nsp, id, data: [data] },
      { type: PacketType.DISCONNECT, nsp },
    ),
  );

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function readByReal(text: string): unknown {
  const decoder = new Decoder();
  let found: unknown;
  decoder.on("decoded", (packet) => {
    found = packet;
  });
  decoder.add(text);
  return asJson(found);
}

function readByLean(text: string): unknown {
  const decoder = new lean.Decoder();
  let found: unknown;
  decoder.on("decoded", (packet) => {
    found = packet;
  });
  decoder.add(text);
  return asJson(found);
}

test("it is the protocol that the real parser speaks", () => {
  expect(lean.protocol).toBe(protocol);
});

test("it writes what the real parser writes", () => {
  fc.assert(
    fc.property(packets, (packet) => {
      expect(new lean.Encoder().encode(packet)).toEqual(new Encoder().encode(packet));
    }),
  );
});

test("it reads what the real parser writes, as the real parser reads it", () => {
  fc.assert(
    fc.property(packets, (packet) => {
      const text = String(new Encoder().encode(packet)[0]);
      expect(readByLean(text)).toEqual(readByReal(text));
    }),
  );
});

test("what is no packet, and what holds binary parts, is refused", () => {
  for (const text of ["", "x", "9[]", '51-["event",{"_placeholder":true,"num":0}]', '2["event"'])
    expect(() => new lean.Decoder().add(text)).toThrow();
});
