import { io, type Socket } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { chatClient, openSession } from "../support/chat-client.ts";
import { rawSocket } from "../support/raw-socket.ts";
import { smallApp } from "../support/small-app.ts";
import { smallGateway } from "../support/small-gateway.ts";

/** Connects with these headers; resolves to what becomes of it. */
function outcomeOf(url: string, token: string, headers: Readonly<Record<string, string>> = {}) {
  const socket: Socket = io(`${url}/chat`, {
    auth: { token },
    extraHeaders: headers,
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  return new Promise<string>((resolve) => {
    socket.once("connect", () => resolve("connected"));
    socket.once("connect_error", (error: Error & { data?: { code: string } }) =>
      resolve(error.data?.code ?? "refused"),
    );
  });
}

const soon = { timeout: 15_000, interval: 20 };

describe("one address", () => {
  test("may have so many connections and no more; others, and who closes one, are not held up", async () => {
    const { url, size } = await smallGateway({ socketsPerAddress: 3, trustedProxies: ["127.0.0.1"] });
    const { token } = await openSession(url);
    const clients = [await chatClient(url), await chatClient(url), await chatClient(url)];
    expect(await outcomeOf(url, token)).toBe("refused");
    expect(await outcomeOf(url, token, { "x-forwarded-for": "203.0.113.7" })).toBe("connected");
    clients[0]?.close();
    await expect.poll(size, soon).toBe(3);
    expect(await outcomeOf(url, token)).toBe("connected");
  });

  test("cannot pass for many by naming others", async () => {
    const { url } = await smallGateway({ socketsPerAddress: 1 });
    const { token } = await openSession(url);
    const behind = (address: string) => outcomeOf(url, token, { "x-forwarded-for": address });
    expect([await behind("203.0.113.7"), await behind("203.0.113.8")]).toEqual(["connected", "refused"]);
  });

  test("connects by polling no more often than by WebSocket", async () => {
    const { url } = await smallGateway({ socketsPerAddress: 1 });
    const poll = () => fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    expect([(await poll()).status, (await poll()).status]).toEqual([200, 403]);
  });

  test("is held back when its customers together write too much, and another address is not", async () => {
    const { url } = await smallGateway({ socketsPerAddress: 5, trustedProxies: ["127.0.0.1"] });
    const [one, other] = [await chatClient(url), await chatClient(url)];
    const acks = await Promise.all(
      [1, 2, 3, 4].flatMap((text) => [one.say(`${text}`), other.say(`${text}`)]),
    );
    expect(acks.filter((ack) => ack.ok)).toHaveLength(5);
    expect(acks.find((ack) => !ack.ok)).toMatchObject({
      error: { code: "TOO_MANY_REQUESTS", retryable: true },
    });
  });

  test("is told by its proxy to the whole server", async () => {
    const { url } = await smallApp({ SOCKETS_PER_ADDRESS: "1" });
    const { token } = await openSession(url);
    const behind = (address: string) => outcomeOf(url, token, { "x-forwarded-for": address });
    expect([await behind("203.0.113.7"), await behind("203.0.113.8"), await behind("203.0.113.8")]).toEqual([
      "connected",
      "connected",
      "refused",
    ]);
  });
});

describe("a connection is ended, and no other one,", () => {
  const attacks: readonly [string, (socket: Awaited<ReturnType<typeof rawSocket>>) => void][] = [
    [
      "by a frame of more than 64 KB",
      (socket) => socket.send(`42/chat,["message","${"x".repeat(65 * 1024)}"]`),
    ],
    ["by binary data", (socket) => socket.sendBinary(Buffer.alloc(1000))],
    [
      "by an attachment",
      (socket) => {
        socket.send('451-/chat,["message",{"cid":"a","image":{"_placeholder":true,"num":0}}]');
        socket.sendBinary(Buffer.alloc(1000));
      },
    ],
    ["by a thousand announced attachments", (socket) => socket.send('451000-/chat,["message",{}]')],
    ["by what is no packet", (socket) => socket.send("4nonsense")],
    [
      "by a packet before it is let in",
      (socket) => socket.send('42/chat,["message",{"cid":"a","text":"b"}]'),
    ],
  ];

  test.each(attacks)("%s", async (_, attack) => {
    const { url, size } = await smallGateway();
    const other = await chatClient(url);
    const attacker = await rawSocket(url);
    expect(size()).toBe(2);
    attack(attacker);
    await expect.poll(size, soon).toBe(1);
    expect(await other.say("坏了怎么办")).toMatchObject({ ok: true });
  });

  test("when nobody is let in over it in time, silent or asking for another namespace", async () => {
    const { url, size } = await smallGateway({ admissionMs: 1000 });
    const other = await chatClient(url);
    const [silent, lost, impostor] = [await rawSocket(url), await rawSocket(url), await rawSocket(url)];
    lost.send("40");
    await lost.hears("NOT_FOUND");
    impostor.send('40/chat,{"token":"nonsense"}');
    await impostor.hears("SESSION_INVALID");
    await Promise.all([silent.closed, lost.closed, impostor.closed]);
    expect(size()).toBe(1);
    expect(other.socket.connected).toBe(true);
  });

  test("when it asks on and on though it is refused", async () => {
    const { url, size } = await smallGateway();
    const [flooder, other] = [await chatClient(url), await chatClient(url)];
    flooder.socket.io.reconnection(false);
    for (let count = 0; count < 400; count++) flooder.socket.emit("message", { cid: "a" }, () => {});
    await expect.poll(size, soon).toBe(1);
    expect(await other.say("坏了怎么办")).toMatchObject({ ok: true });
  });
});

test("a poll of more than 64 KB is refused, and costs nobody else anything", async () => {
  const { url } = await smallGateway();
  const other = await chatClient(url);
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(address)).text();
  const { sid } = JSON.parse(opened.slice(1));
  const posted = await fetch(`${address}&sid=${sid}`, { method: "POST", body: `4${"x".repeat(65 * 1024)}` });
  expect(posted.status).toBe(413);
  expect(await other.say("坏了怎么办")).toMatchObject({ ok: true });
});

test("a payload as deep as it fits is refused like any other nonsense", async () => {
  const { url } = await smallGateway();
  const client = await chatClient(url);
  const raw = await rawSocket(url);
  raw.send(`40/chat,${JSON.stringify({ token: client.session.token })}`);
  await raw.hears("presence");
  const deep = "[".repeat(30_000) + "]".repeat(30_000);
  const payloads = [deep, `{"cid":"a","text":${deep}}`, `{"cid":"a","image":${deep}}`];
  for (const [index, payload] of payloads.entries()) {
    raw.send(`42/chat,${index}["message",${payload}]`);
    await raw.hears(`43/chat,${index}[{"ok":false,"error":{"code":"MESSAGE_INVALID"`);
  }
  expect(await client.say("坏了怎么办")).toMatchObject({ ok: true, seq: 1 });
});

test("who tries token after token is refused before any is looked at", async () => {
  const { url } = await smallGateway({ socketsPerAddress: 5 });
  const raw = await rawSocket(url);
  for (let count = 0; count < 40; count++) raw.send('40/chat,{"token":"nonsense"}');
  await raw.hears("TOO_MANY_REQUESTS");
});
