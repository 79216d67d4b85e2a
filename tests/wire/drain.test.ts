import { io } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { smallApp } from "../support/small-app.ts";
import { smallGateway } from "../support/small-gateway.ts";
import { smallRuntime } from "../support/small-runtime.ts";

const upTo = (seq: number) => (seen: readonly ChatEvent[]) => (seen.at(-1)?.seq ?? 0) >= seq;

describe("a server that is about to stop", () => {
  test("tells every client to go, and within which time", async () => {
    const { url, stop, drain } = await smallGateway();
    const clients = await Promise.all([chatClient(url), chatClient(url), chatClient(url)]);
    const told = clients.map(
      ({ socket }) => new Promise<number>((tell) => socket.once("leave", ({ withinMs }) => tell(withinMs))),
    );
    stop();
    const drained = drain();
    for (const withinMs of await Promise.all(told)) expect(withinMs).toBeGreaterThan(0);
    for (const client of clients) client.close();
    await drained;
  });

  test("gives many clients more time than a few, so that they do not all come at once", async () => {
    const { url, stop, drain } = await smallGateway();
    const clients = await Promise.all(Array.from({ length: 150 }, () => chatClient(url)));
    const told = new Promise<number>((tell) =>
      clients[0]?.socket.once("leave", ({ withinMs }) => tell(withinMs)),
    );
    stop();
    const drained = drain();
    expect(await told).toBe(150);
    for (const client of clients) client.close();
    await drained;
  });

  test("does not wait for more once the last one has gone", async () => {
    const { url, stop, drain, size } = await smallGateway();
    const client = await chatClient(url);
    client.socket.once("leave", () => client.close());
    stop();
    await drain();
    expect(size()).toBe(0);
  });

  test("refuses who comes to it, to be tried again", async () => {
    const { url, stop } = await smallGateway();
    const { token } = await openSession(url);
    stop();
    await expect(chatClient(url, { token })).rejects.toThrow();
    const socket = io(`${url}/chat`, { auth: { token }, transports: ["websocket"], forceNew: true });
    onTestFinished(() => void socket.disconnect());
    const data = await new Promise((resolve) =>
      socket.once("connect_error", (error: Error & { data?: unknown }) => resolve(error.data)),
    );
    expect(data).toMatchObject({ code: "SHUTTING_DOWN", retryable: true });
  });

  test("still serves who has not gone yet: the log can be read, and a message is refused to be sent again", async () => {
    const { url, stop, drain, runtime } = await smallGateway();
    const client = await chatClient(url);
    await client.say("坏了怎么办");
    await client.until(upTo(3));
    stop();
    await runtime.reception.stop();
    const drained = drain();
    expect(await client.say("没解决")).toMatchObject({
      ok: false,
      error: { code: "SHUTTING_DOWN", retryable: true },
    });
    expect(await client.ask("fetch", { after: 2 })).toMatchObject({ ok: true, events: [{ seq: 3 }] });
    client.close();
    await drained;
  });

  test("acknowledges and answers what came before, and only then hangs up", async () => {
    const app = await smallApp();
    const client = await chatClient(app.url);
    const acks = [client.say("坏了怎么办"), client.say("没解决")];
    await acks[0];
    await app.close();
    for (const ack of await Promise.all(acks)) {
      if (ack.ok) await client.until(upTo(ack.seq));
      else expect(ack.error.retryable).toBe(true);
    }
    await client.until(upTo(3));
  });

  test("hangs up without a goodbye on a client that does not go, so that any client of socket.io comes back", async () => {
    const { url, stop, drain, close } = await smallGateway();
    const { socket } = await chatClient(url);
    const gone = new Promise((resolve) => socket.once("disconnect", resolve));
    stop();
    await drain();
    expect(socket.connected).toBe(true);
    await close();
    expect(await gone).toBe("transport close");
    expect(socket.active).toBe(true);
  });

  test("ends though a client has stopped reading: it waits for no answer to its goodbye", async () => {
    const { url, close, size } = await smallGateway();
    const { socket } = await chatClient(url);
    tcpOf(socket).pause();
    await close();
    expect(size()).toBe(0);
  });
});

test("who leaves one server for another on the same store misses nothing and repeats nothing", async () => {
  const runtime = await smallRuntime();
  const [old, next] = [await smallGateway({ runtime }), await smallGateway({ runtime })];
  const before = await chatClient(old.url);
  await before.say("坏了怎么办");
  await before.until(upTo(3));
  const left = new Promise((resolve) => before.socket.once("leave", resolve));
  old.stop();
  const drained = old.drain();
  await left;
  before.close();
  const after = await chatClient(next.url, { token: before.session.token, after: 3 });
  await drained;
  await old.close();
  await after.say("没解决");
  await after.until(upTo(6));
  expect(after.seen.map((event) => event.seq)).toEqual([4, 5, 6]);
});

function tcpOf(socket: object): { pause(): void } {
  const { io: manager } = socket as { io: { engine: { transport: { ws: { _socket: { pause(): void } } } } } };
  return manager.engine.transport.ws._socket;
}
