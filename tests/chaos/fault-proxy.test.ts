import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { badNetwork, type Fault, type FaultProxyOptions, faultProxy } from "../support/fault-proxy.ts";

/** A server that says back what it hears, and greets with its name if it has one. */
async function echo(name = ""): Promise<{ port: number; server: Server; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    if (name !== "") socket.write(name);
    socket.pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, server, sockets };
}

async function proxyTo(ports: readonly number[], options: FaultProxyOptions = {}) {
  const proxy = await faultProxy({ upstreams: ports, ...options });
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A connection, all it has heard, and what has become of it. */
function open(port: number) {
  const socket = connect({ port, host: "127.0.0.1" });
  const heard = { text: "", error: undefined as string | undefined };
  socket.setEncoding("utf8").on("data", (chunk: string) => void (heard.text += chunk));
  const closed = new Promise<void>((resolve) => {
    socket.on("error", (error: NodeJS.ErrnoException) => void (heard.error = error.code));
    socket.on("close", () => resolve());
  });
  onTestFinished(() => void socket.destroy());
  return {
    socket,
    heard,
    closed,
    async hears(words: string) {
      await expect.poll(() => heard.text, { timeout: 5000 }).toContain(words);
    },
  };
}

const always = (fault: Fault): FaultProxyOptions => ({
  faults: { none: 0, reset: 0, delayed: 0, halfOpen: 0, swallowed: 0, [fault]: 1 },
  withinMs: 50,
  seed: 1,
});

test("carries everything both ways, in order, and ends when a side ends", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port]);
  const socket = connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true });
  const sent = Array.from({ length: 20_000 }, (_, index) => `${index},`).join("");
  socket.end(sent);
  expect(await text(socket)).toBe(sent);
  await expect.poll(() => proxy.size).toBe(0);
});

test("leads connections to the upstreams in turn and passes over one that refuses", async () => {
  const [one, two, gone] = [await echo("one"), await echo("two"), await echo()];
  gone.server.close();
  await once(gone.server, "close");
  const proxy = await proxyTo([one.port, gone.port, two.port]);
  const heard: string[] = [];
  for (let count = 0; count < 6; count++) {
    const connection = open(proxy.port);
    await expect.poll(() => connection.heard.text).not.toBe("");
    heard.push(connection.heard.text);
    connection.socket.destroy();
  }
  expect(heard.filter((name) => name === "one").length).toBeGreaterThan(0);
  expect(heard.filter((name) => name === "two").length).toBeGreaterThan(0);
  proxy.lead([two.port]);
  await open(proxy.port).hears("two");
});

test("refuses when no upstream is left", async () => {
  const proxy = await proxyTo([]);
  const connection = open(proxy.port);
  await connection.closed;
  expect(connection.heard.error).toBe("ECONNRESET");
});

test("a reset connection ends with an error on both sides", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port], always("reset"));
  const connection = open(proxy.port);
  connection.socket.write("hello");
  await connection.closed;
  expect(connection.heard.error).toBe("ECONNRESET");
  await expect.poll(() => upstream.sockets.every((socket) => socket.destroyed)).toBe(true);
  await expect.poll(() => proxy.size).toBe(0);
});

test("a delayed connection says everything in order", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port], always("delayed"));
  const connection = open(proxy.port);
  for (let count = 0; count < 50; count++) connection.socket.write(`${count};`);
  await connection.hears("49;");
  expect(connection.heard.text).toBe(Array.from({ length: 50 }, (_, index) => `${index};`).join(""));
});

test("a half-open connection is closed on one side, and the other is never told", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port], always("halfOpen"));
  const connections = Array.from({ length: 8 }, () => open(proxy.port));
  const countClosed = (sockets: readonly Socket[]) => sockets.filter((socket) => socket.destroyed).length;
  const nearSide = connections.map(({ socket }) => socket);
  await expect.poll(() => countClosed(nearSide) + countClosed(upstream.sockets)).toBe(8);
  const near = countClosed(nearSide);
  expect(near).toBeGreaterThan(0);
  expect(near).toBeLessThan(8);
  proxy.calm();
  await Promise.all(connections.map(({ closed }) => closed));
  await expect.poll(() => upstream.sockets.every((socket) => socket.destroyed)).toBe(true);
});

test("a swallowed connection stays open and nothing arrives, until all is calm", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port], { ...always("swallowed"), withinMs: 0 });
  const connection = open(proxy.port);
  await expect.poll(() => upstream.sockets.length).toBe(1);
  connection.socket.write("hello");
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([connection.heard.text, connection.socket.destroyed]).toEqual(["", false]);
  proxy.calm();
  await connection.closed;
  const later = open(proxy.port);
  later.socket.write("again");
  await later.hears("again");
});

test("cut, it resets everybody and refuses; mended, it serves again", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port]);
  const before = open(proxy.port);
  before.socket.write("before");
  await before.hears("before");
  proxy.cut();
  await before.closed;
  await open(proxy.port).closed;
  proxy.mend();
  const after = open(proxy.port);
  after.socket.write("after");
  await after.hears("after");
});

test("swallowing, it takes what comes and says nothing; mended, it resets what has a hole", async () => {
  const upstream = await echo();
  const proxy = await proxyTo([upstream.port]);
  const before = open(proxy.port);
  before.socket.write("before");
  await before.hears("before");
  proxy.swallow();
  const during = open(proxy.port);
  before.socket.write("lost");
  during.socket.write("lost");
  await expect.poll(() => upstream.sockets.length).toBe(2);
  expect([before.heard.text, during.heard.text]).toEqual(["before", ""]);
  proxy.mend();
  await Promise.all([before.closed, during.closed]);
  expect(before.heard.error).toBe("ECONNRESET");
});

test("the same seed has the same faults", async () => {
  const upstream = await echo();
  const faultsOf = async (seed: number) => {
    const proxy = await proxyTo([upstream.port], { seed, faults: badNetwork });
    for (let count = 0; count < 20; count++) {
      const { socket } = open(proxy.port);
      await expect.poll(() => proxy.drawn.length, { interval: 5 }).toBe(count + 1);
      socket.destroy();
    }
    return proxy.drawn;
  };
  const first = await faultsOf(7);
  expect(await faultsOf(7)).toEqual(first);
  expect(await faultsOf(8)).not.toEqual(first);
});
