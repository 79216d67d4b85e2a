import { readFileSync } from "node:fs";
import path from "node:path";
import { io, Manager } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import type { MessageAck } from "../../src/protocol/chat.ts";
import { openSession } from "../support/chat-client.ts";
import { describeWithPostgres } from "../support/services.ts";
import { smallApp } from "../support/small-app.ts";
import { beginPolling, goOnPolling } from "./ask.ts";
import { DEPLOY, describeWithNginx, runNginx } from "./nginx.ts";

const FILE = "nginx-sticky.conf";

const CUSTOMERS = Array.from({ length: 12 }, (_, index) => `127.0.1.${index + 1}`);

/** Two servers that know nothing of each other. */
const twoServers = async () => [(await smallApp()).url, (await smallApp()).url] as const;

/** Opens a WebSocket as engine.io does, at once or after polling. Returns what closes it. */
async function webSocket(url: string, transports: readonly string[]): Promise<() => void> {
  const manager = new Manager(url, { transports: [...transports], reconnection: false, autoConnect: false });
  const close = () => void manager.engine.close();
  onTestFinished(close);
  await new Promise<void>((resolve, reject) => {
    manager.open((error) => (error === undefined ? resolve() : reject(error)));
  });
  if (manager.engine.transport.name !== "websocket") {
    await new Promise<void>((resolve, reject) => {
      manager.engine.once("upgrade", () => resolve()).once("close", reject);
    });
  }
  return close;
}

describeWithNginx("sticky sessions", () => {
  test("keep the polling of a customer at one server, and the customers at both", async () => {
    const servers = await twoServers();
    const nginx = await runNginx(FILE, servers);
    for (const from of CUSTOMERS) {
      const { sid } = await beginPolling(nginx.url, from);
      for (let again = 0; again < 5; again += 1) expect(await goOnPolling(nginx.url, sid, from)).toBe(200);
    }
    const asked = new Set((await nginx.requests(CUSTOMERS.length * 6)).map(({ server }) => server));
    expect([...asked].sort()).toEqual(servers.map((url) => new URL(url).host).sort());
  });

  test("are what polling needs: without them, the next request reaches a server that knows nothing of it", async () => {
    const nginx = await runNginx("nginx.conf", await twoServers());
    const statuses = new Set<number>();
    const { sid } = await beginPolling(nginx.url);
    for (let again = 0; again < 10; again += 1) statuses.add(await goOnPolling(nginx.url, sid));
    expect(statuses).toContain(400);
  });

  test("leave WebSockets to the server that has the fewest, whatever their address", async () => {
    const servers = await twoServers();
    const nginx = await runNginx(FILE, servers);
    const closing: (() => void)[] = [];
    for (let tab = 0; tab < 4; tab += 1) closing.push(await webSocket(nginx.url, ["websocket"]));
    for (const close of closing) close();
    // A connection is written down when it is over.
    const asked = (await nginx.requests(4)).map(({ server }) => server);
    expect(asked.sort()).toEqual(servers.flatMap((url) => [new URL(url).host, new URL(url).host]).sort());
  });

  test("let polling become a WebSocket at the server where it began", async () => {
    const nginx = await runNginx(FILE, await twoServers());
    for (let tab = 0; tab < 6; tab += 1) await webSocket(nginx.url, ["polling", "websocket"]);
  });

  test("bring a customer to the other server when theirs is gone", async () => {
    const [one, other] = [await smallApp(), await smallApp()];
    const nginx = await runNginx(FILE, [one.url, other.url]);
    await Promise.all(CUSTOMERS.map((from) => beginPolling(nginx.url, from)));
    await one.close();
    for (const from of CUSTOMERS) {
      const { sid } = await beginPolling(nginx.url, from);
      expect(await goOnPolling(nginx.url, sid, from)).toBe(200);
    }
  });

  test("are all that nginx-sticky.conf adds to nginx.conf", () => {
    const lines = (file: string) =>
      readFileSync(path.join(DEPLOY, file), "utf8")
        .split("\n")
        .filter((line) => !/^\s*(#|$)/u.test(line));
    const [plain, sticky] = [lines("nginx.conf"), lines(FILE)];
    const from = sticky.findIndex((line) => line.includes("upstream fenqi_polling"));
    const to = sticky.findIndex((line, index) => index > from && line.includes("server {"));
    const without = [...sticky.slice(0, from), ...sticky.slice(to)];
    expect(without.map((line) => line.replace("$fenqi_sockets", "fenqi"))).toEqual(plain);
  });
});

describeWithNginx("two servers on one database", () => {
  describeWithPostgres("behind nginx", (freshDatabase) => {
    test("serve a customer whose network lets no WebSocket through", async () => {
      const shared = {
        DATABASE_URL: await freshDatabase(),
        SECRET_KEY: "one secret for both of the two servers",
      };
      const nginx = await runNginx(FILE, [(await smallApp(shared)).url, (await smallApp(shared)).url]);
      const { token } = await openSession(nginx.url);
      const socket = io(`${nginx.url}/chat`, {
        auth: { token, after: 0 },
        transports: ["polling"],
        forceNew: true,
      });
      onTestFinished(() => void socket.disconnect());
      let answers = 0;
      const answered = new Promise<void>((resolve) =>
        socket.on("event", ({ from }) => {
          answers += from === "bot" ? 1 : 0;
          if (answers === 3) resolve();
        }),
      );
      for (const cid of ["c1", "c2", "c3"]) {
        const ack: MessageAck = await socket.timeout(10_000).emitWithAck("message", { cid, text: "你好" });
        expect(ack).toMatchObject({ ok: true });
      }
      await answered;
    });
  });
});
