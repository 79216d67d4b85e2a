import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { fastify } from "fastify";
import { onTestFinished } from "vitest";
import { sandbox } from "../../src/adapters/installments/sandbox/sandbox.ts";
import type { SigningKey } from "../../src/adapters/installments/sandbox/signature.ts";
import type { Clock } from "../../src/kernel/time.ts";
import type { Timers } from "../../src/runtime/ports.ts";
import type { Chance } from "../support/chance.ts";

/** What ails the shop's systems. */
export const troubles = ["none", "down", "black hole", "garbage", "failing", "slow"] as const;

export type Trouble = (typeof troubles)[number];

/** The sandbox on a port of this machine, or what stands there in its place. */
export interface TroubledShop {
  readonly url: string;
  /** Requests it has taken and not answered. */
  readonly held: number;
}

interface ShopSurroundings {
  readonly clock: Clock & Timers;
  readonly key: SigningKey;
  /** Decides which requests go wrong, and how. */
  readonly chance: Chance;
}

/** Half of the requests, where the trouble is not that of all. */
const SHARE = 0.5;

/** From what a customer hardly notices to more than any deadline. */
const SLOW_MS = [1000, 9000] as const;

/** Gone when the test is over. */
export async function openTroubledShop(trouble: Trouble, around: ShopSurroundings): Promise<TroubledShop> {
  if (trouble === "down") return await openNothing();
  if (trouble === "black hole") return await openBlackHole();
  return await openSpoiledSandbox(trouble, around);
}

async function openSpoiledSandbox(
  trouble: Trouble,
  { clock, key, chance }: ShopSurroundings,
): Promise<TroubledShop> {
  let held = 0;
  const app = fastify({ forceCloseConnections: true });
  app.addHook("onRequest", async (request, reply) => {
    if (trouble === "garbage") {
      const { type = "application/json", body, status = 200 } = chance.oneOf(garbage);
      return await reply.code(status).type(type).send(body);
    }
    if (trouble === "failing" && chance.isLucky(SHARE)) return await reply.code(500).send("Internal error");
    if (trouble === "slow" && chance.isLucky(SHARE)) {
      held += 1;
      const left = once(request.raw.socket, "close").then(() => undefined);
      const later = new Promise<void>((resolve) => void clock.after(chance.whole(...SLOW_MS), resolve));
      await Promise.race([later, left]).finally(() => void (held -= 1));
    }
    return undefined;
  });
  await app.register(async (shop) => sandbox(shop, { clock, key }));
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  return {
    url,
    get held() {
      return held;
    },
  };
}

/** A port on which nothing listens any more. */
async function openNothing(): Promise<TroubledShop> {
  const server = createServer();
  const url = await urlOf(server);
  const closed = once(server, "close");
  server.close();
  await closed;
  return { url, held: 0 };
}

/** Accepts whoever comes, and never says a word. */
async function openBlackHole(): Promise<TroubledShop> {
  const sockets = new Set<Socket>();
  // A client also opens connections ahead, for requests to come.
  const asking = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", () => void asking.add(socket));
    socket.on("close", () => void (sockets.delete(socket) && asking.delete(socket)));
    // Whoever hangs up has done what was to be expected.
    socket.on("error", () => {});
  });
  const url = await urlOf(server);
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return {
    url,
    get held() {
      return asking.size;
    },
  };
}

async function urlOf(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A server on a port has no port.");
  return `http://127.0.0.1:${address.port}`;
}

interface Garbage {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

const json = (value: unknown): Garbage => ({ body: JSON.stringify(value) });

/** What systems answer that are not well: no JSON, other shapes, other types, and too much of it. */
const garbage: readonly [Garbage, ...Garbage[]] = [
  { type: "text/html", body: "<html><body><h1>502 Bad Gateway</h1></body></html>" },
  { body: "<html>undefined</html>" },
  { body: '{"status": "verif' },
  { body: "" },
  { body: "NaN" },
  json(null),
  json([]),
  json("ok"),
  json({}),
  json({ code: 0, data: null, message: "success" }),
  json({ total: "5500.00", used: "1", available: "1300.00", frozen: "no" }),
  json({ eligible: "yes", reasons: "limit" }),
  json({ eligible: false, reasons: [{ code: "limit", available: -1, short: 1.5 }] }),
  json({ eligible: false, reasons: [{ code: "constructor" }] }),
  json({ orders: [{ id: 1, goods: null, plan: "none" }] }),
  json({ orders: { length: 3 }, methods: null, offered: 1, on: "off", status: "ok" }),
  json({ orders: [], methods: "x".repeat(300 * 1024) }),
  { body: `{"orders": [${'{"id": "1"},'.repeat(40_000)}{}]}` },
  { status: 404, body: "Not found" },
  { status: 418, ...json({ code: "teapot", message: "undefined" }) },
];
