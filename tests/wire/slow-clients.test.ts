import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import type { SessionReply } from "../../src/protocol/session.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { customerSays } from "../support/log-events.ts";
import { rawSocket } from "../support/raw-socket.ts";
import { type SmallGateway, smallGateway } from "../support/small-gateway.ts";

const LONG = "很长的一条消息。".repeat(2000);

/** The memory the process really needs, in megabytes. */
function usedMegabytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** Has this many long messages stored, and told to everybody who watches, as fast as the disk goes. */
async function floodLog({ runtime }: SmallGateway, session: SessionReply, count: number): Promise<void> {
  const id = conversationId(session.conversationId);
  for (let stored = 0; stored < count; stored += 100) {
    const texts = Array.from({ length: 100 }, () => customerSays(LONG));
    const received = await Promise.all(texts.map((event) => runtime.store.receive(id, event, false)));
    runtime.feeds.deliver(received.map(({ event }) => event));
  }
}

/** A client that keeps only the seqs of what it sees, and can stop reading. */
async function watch({ url }: SmallGateway, { token }: SessionReply) {
  const seqs: number[] = [];
  const socket: Socket = io(`${url}/chat`, {
    auth: (answer) => answer({ token, after: seqs.at(-1) ?? 0 }),
    transports: ["websocket"],
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  socket.on("event", ({ seq }: { readonly seq: number }) => void seqs.push(seq));
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const tcp = () => socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
  return { seqs, socket, stopReading: () => tcp().ws.pause(), readOn: tcp().ws.resume.bind(tcp().ws) };
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const soon = { timeout: 15_000, interval: 20 };

test("clients that do not read cost the server little; others see everything, and they the rest when they read on", async () => {
  const gateway = await smallGateway();
  const session = await openSession(gateway.url);
  const healthy = await watch(gateway, session);
  const stuck = await Promise.all(Array.from({ length: 6 }, () => watch(gateway, session)));
  for (const one of stuck) one.stopReading();
  const before = usedMegabytes();
  await floodLog(gateway, session, 300);
  await expect.poll(() => healthy.seqs.length, soon).toBe(300);
  // Unbounded, the server would hold some 8 MB for each of them.
  expect(usedMegabytes() - before).toBeLessThan(15);
  expect(healthy.seqs).toEqual(upTo(300));

  for (const one of stuck) one.readOn();
  for (const { seqs } of stuck) await expect.poll(() => seqs.length, soon).toBe(300);
  for (const { seqs } of stuck) expect(seqs).toEqual(upTo(300));
}, 60_000);

test("a client that stays stuck is cut off, and gets what it missed when it comes back", async () => {
  const gateway = await smallGateway({ heartbeat: { everyMs: 400, withinMs: 1000 } });
  const session = await openSession(gateway.url);
  const stuck = await rawSocket(gateway.url);
  stuck.send(`40/chat,${JSON.stringify({ token: session.token })}`);
  await stuck.hears("presence");
  stuck.stopReading();
  await floodLog(gateway, session, 300);
  await expect.poll(() => gateway.size(), soon).toBe(0);
  const back = await watch(gateway, session);
  await expect.poll(() => back.seqs.length, soon).toBe(300);
  expect(back.seqs).toEqual(upTo(300));
}, 60_000);

test("a client that asks for page after page and reads none is cut off, and its other tab is not", async () => {
  const gateway = await smallGateway();
  const session = await openSession(gateway.url);
  await floodLog(gateway, session, 200);
  const [greedy, other] = [await watch(gateway, session), await watch(gateway, session)];
  await expect.poll(() => greedy.seqs.length, soon).toBe(200);
  greedy.stopReading();
  for (let count = 0; count < 50; count++) greedy.socket.emit("fetch", { limit: 200 }, () => {});
  await expect.poll(() => gateway.size(), soon).toBe(1);
  expect(await other.socket.timeout(10_000).emitWithAck("ping", {})).toEqual({ ok: true });
});

test("a long log comes page by page, whole and in order, to a client that reads slowly", async () => {
  const gateway = await smallGateway();
  const writer = await chatClient(gateway.url);
  await floodLog(gateway, writer.session, 300);
  writer.close();
  const slow = await watch(gateway, writer.session);
  for (let pause = 0; pause < 5; pause++) {
    slow.stopReading();
    await new Promise((resolve) => setTimeout(resolve, 30));
    slow.readOn();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await expect.poll(() => slow.seqs.length, soon).toBe(300);
  expect(slow.seqs).toEqual(upTo(300));
}, 60_000);
