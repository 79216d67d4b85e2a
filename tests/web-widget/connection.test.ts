import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { connect } from "../../web-widget/src/chat/connection.ts";
import { openSession } from "../support/chat-client.ts";
import { smallGateway } from "../support/small-gateway.ts";

const soon = { timeout: 15_000, interval: 25 };

/** A connection of the widget, and everything it has told. */
function widgetConnection(origin: string, token: string) {
  const told: string[] = [];
  const events: ChatEvent[] = [];
  const connection = connect({
    origin,
    token,
    after: () => events.at(-1)?.seq ?? 0,
    up: () => void told.push("up"),
    down: () => void told.push("down"),
    expired: () => void told.push("expired"),
    event: (event) => void events.push(event),
    typing() {},
    presence() {},
    seen() {},
  });
  onTestFinished(() => connection.close());
  const ups = () => told.filter((one) => one === "up").length;
  return { connection, told, events, isUp: (times: number) => expect.poll(ups, soon).toBe(times) };
}

let count = 0;
const text = (words: string) => ({ cid: `cid-${count++}`, at: 0, type: "text" as const, text: words });

async function widgetAtGateway(options: Parameters<typeof smallGateway>[0] = {}) {
  const gateway = await smallGateway(options);
  const session = await openSession(gateway.url);
  const widget = widgetConnection(gateway.url, session.token);
  await widget.isUp(1);
  return { gateway, session, ...widget };
}

/** A server of socket.io that does this with the first socket that comes, and is content with those after it. */
async function rudeServer(
  treat: (socket: Socket) => void,
  refusal?: { readonly code: string; readonly times?: number },
) {
  const http = createServer();
  const io = new Server(http);
  onTestFinished(() => void io.close());
  const visits: unknown[] = [];
  io.of("/chat").use((socket, next) => {
    visits.push(socket.handshake.auth);
    if (refusal === undefined || visits.length > (refusal.times ?? 1)) next();
    else next(Object.assign(new Error(refusal.code), { data: { ...refusal, retryable: true } }));
  });
  io.of("/chat").on("connection", (socket) => void (visits.length === 1 && treat(socket)));
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, visits };
}

describe("the widget comes back by itself", () => {
  test.each<[string, (socket: Socket) => void]>([
    ["when the server hangs up", (socket) => socket.conn.close()],
    ["when the server says goodbye", (socket) => void socket.disconnect()],
    ["when the server says goodbye and hangs up", (socket) => void socket.disconnect(true)],
    ["when the server asks it to leave", (socket) => void socket.emit("leave", { withinMs: 50 })],
  ])("%s", async (_, treat) => {
    const { url, visits } = await rudeServer(treat);
    const { isUp } = widgetConnection(url, "token");
    await isUp(2);
    expect(visits).toEqual([
      { token: "token", after: 0 },
      { token: "token", after: 0 },
    ]);
  });

  test.each(["SHUTTING_DOWN", "STORE_UNAVAILABLE", "TOO_MANY_REQUESTS"])("after %s", async (code) => {
    const { url } = await rudeServer(() => {}, { code });
    const { isUp, told } = widgetConnection(url, "token");
    await isUp(1);
    expect(told).toEqual(["down", "up"]);
  });

  test("sooner at first and later and later, within twenty seconds at most", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.001);
    const timers = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => void vi.restoreAllMocks());
    const { url, visits } = await rudeServer(() => {}, { code: "SHUTTING_DOWN", times: 7 });
    const { isUp } = widgetConnection(url, "token");
    await isUp(1);
    expect(visits).toHaveLength(8);
    const waits = timers.mock.calls.flatMap(([, ms = 0]) => (ms > 0 && ms <= 20 ? ms * 1000 : []));
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
  });

  test("but not when the server wants a fresh proof of the customer: with a session opened anew", async () => {
    const { url, visits } = await rudeServer((socket) => void socket.emit("renew"));
    const { told } = widgetConnection(url, "token");
    await expect.poll(() => told, soon).toEqual(["up", "expired"]);
    expect(visits).toHaveLength(1);
  });

  test("but not with a token that is worth nothing", async () => {
    const { url, visits } = await rudeServer(() => {}, { code: "SESSION_INVALID" });
    const { told } = widgetConnection(url, "token");
    await expect.poll(() => told, soon).toEqual(["expired"]);
    expect(visits).toHaveLength(1);
  });

  test("when the network breaks, and gets what it missed and nothing twice", async () => {
    const { gateway, connection, events, isUp } = await widgetAtGateway();
    await connection.send(text("坏了怎么办"));
    await expect.poll(() => events.length, soon).toBe(3);
    gateway.breakAll();
    await isUp(2);
    await connection.send(text("没解决"));
    await expect.poll(() => events.length, soon).toBe(6);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("elsewhere at once, when a message is refused because the server is stopping", async () => {
    const { gateway, connection, isUp, told } = await widgetAtGateway();
    await gateway.runtime.reception.stop();
    expect(await connection.send(text("坏了怎么办"))).toMatchObject({ error: { code: "SHUTTING_DOWN" } });
    await isUp(2);
    expect(told).toEqual(["up", "down", "up"]);
  });
});

describe("a connection over which nothing comes any more", () => {
  test("is found out and replaced when the page is seen again", async () => {
    const { gateway, connection, isUp } = await widgetAtGateway();
    gateway.freeze();
    connection.hurry();
    await isUp(2);
    expect(await connection.send(text("坏了怎么办"))).toMatchObject({ ok: true });
  });

  test("is found out by a message whose ack does not come", async () => {
    const { gateway, connection, isUp } = await widgetAtGateway();
    gateway.freeze();
    const sending = connection.send(text("坏了怎么办"));
    await expect(sending).rejects.toThrow("disconnected");
    await isUp(2);
  });

  test("is found out by the browser itself when the server stops pinging", async () => {
    const { gateway, isUp } = await widgetAtGateway({ heartbeat: { everyMs: 300, withinMs: 200 } });
    gateway.freeze();
    await isUp(2);
  });
});

test("a connection that is alive is kept, however often it is asked", async () => {
  const { gateway, connection, told } = await widgetAtGateway();
  for (let times = 0; times < 5; times++) connection.hurry();
  await connection.send(text("坏了怎么办"));
  await new Promise((resolve) => setTimeout(resolve, 3500));
  expect(told).toEqual(["up"]);
  expect(gateway.size()).toBe(1);
});

test("a closed connection stays closed", async () => {
  const { gateway, connection, told } = await widgetAtGateway();
  connection.close();
  connection.hurry();
  await expect.poll(gateway.size, soon).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(gateway.size()).toBe(0);
  expect(told.filter((one) => one === "up")).toHaveLength(1);
});
