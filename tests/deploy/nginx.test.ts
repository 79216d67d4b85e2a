import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { io } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import type { MessageAck } from "../../src/protocol/chat.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { smallApp } from "../support/small-app.ts";
import { ask, askSession, beginPolling } from "./ask.ts";
import {
  checkNginx,
  DEPLOY,
  describeWithNginx,
  freePort,
  type NginxFile,
  runNginx,
  standIn,
} from "./nginx.ts";

/** How long a configuration lets a server be silent. */
function readTimeoutMs(file: NginxFile): number {
  const [, seconds] =
    /^ *proxy_read_timeout (\d+)s;$/mu.exec(readFileSync(path.join(DEPLOY, file), "utf8")) ?? [];
  return Number(seconds) * 1000;
}

const nobody = async () => `http://127.0.0.1:${await freePort()}`;

const FILES = ["nginx.conf", "nginx-sticky.conf"] as const satisfies readonly NginxFile[];

for (const file of FILES) {
  describeWithNginx(`deploy/${file}`, () => {
    test("is taken by nginx without a warning", async () => {
      const { status, said } = await checkNginx(file);
      expect(said.trim().split("\n")).toEqual([
        "nginx: the configuration file /nginx.conf syntax is ok",
        "nginx: configuration file /nginx.conf test is successful",
      ]);
      expect(status).toBe(0);
    });

    test("lets a customer chat over a WebSocket", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      const customer = await chatClient(nginx.url);
      expect(await customer.say("怎么修")).toMatchObject({ ok: true });
      await customer.until((seen) => seen.some(({ from }) => from === "bot"));
      expect(customer.socket.io.engine.transport.name).toBe("websocket");
    });

    test("lets a customer chat by long polling", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      const { token } = await openSession(nginx.url);
      const socket = io(`${nginx.url}/chat`, {
        auth: { token, after: 0 },
        transports: ["polling"],
        forceNew: true,
      });
      onTestFinished(() => void socket.disconnect());
      const answered = new Promise((resolve) =>
        socket.on("event", ({ from }) => from === "bot" && resolve(from)),
      );
      const ack: MessageAck = await socket
        .timeout(10_000)
        .emitWithAck("message", { cid: "c1", text: "怎么修" });
      expect(ack).toMatchObject({ ok: true });
      expect(await answered).toBe("bot");
      expect(socket.io.engine.transport.name).toBe("polling");
    });

    test("takes a request of 64 KB and refuses a larger one with a code", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      const taken = await askSession(nginx.url, { body: "{}".padEnd(64 * 1024) });
      const refused = await askSession(nginx.url, { body: "{}".padEnd(65 * 1024) });
      expect(taken.status).toBe(200);
      expect(refused.status).toBe(413);
      expect(JSON.parse(refused.body)).toMatchObject({
        error: { code: "MESSAGE_INVALID", retryable: false },
      });
      // Each of nginx's workers writes down its own requests, in whichever order.
      const asked = (await nginx.requests(2)).map(({ server }) => server).sort();
      expect(asked).toEqual(["", new URL(app.url).host]);
    });

    test("refuses more headers than the server would take", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      const withHeader = async (size: number) =>
        (await ask(nginx.url, { path: "/healthz", headers: { cookie: "x".repeat(size) } })).status;
      expect(await withHeader(7_000)).toBe(200);
      expect(await withHeader(20_000)).toBe(400);
    });

    test("lets the server see each customer's address, and believes nobody who names another", async () => {
      // Customers of an operator who believes a whole network, and is in it with them.
      const app = await smallApp({ SESSIONS_PER_MINUTE: "2", TRUSTED_PROXIES: "127.0.0.0/8" });
      const nginx = await runNginx(file, [app.url, app.url]);
      const from = async (address: string, headers?: Readonly<Record<string, string>>) =>
        (await askSession(nginx.url, { from: address, ...(headers && { headers }) })).status;
      expect(await from("127.0.0.2")).toBe(200);
      expect(await from("127.0.0.2")).toBe(200);
      expect(await from("127.0.0.2")).toBe(429);
      expect(await from("127.0.0.2", { "x-forwarded-for": "198.51.100.7" })).toBe(429);
      expect(await from("127.0.0.3")).toBe(200);
    });

    test("lets the server know its own pages by their host", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      expect(
        (await askSession(nginx.url, { headers: { origin: nginx.url, host: new URL(nginx.url).host } }))
          .status,
      ).toBe(200);
      expect((await askSession(nginx.url, { headers: { origin: "https://evil.example" } })).status).toBe(403);
    });

    test("waits longer than an idle connection is silent", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      const { pingInterval, pingTimeout } = await beginPolling(nginx.url);
      expect(readTimeoutMs(file)).toBeGreaterThan(pingInterval + pingTimeout);
    });

    describe("when one server is away", () => {
      test("brings every new customer to the other", async () => {
        const app = await smallApp();
        const nginx = await runNginx(file, [await nobody(), app.url]);
        for (let customer = 0; customer < 4; customer += 1) {
          expect((await askSession(nginx.url)).status).toBe(200);
          expect(await (await chatClient(nginx.url)).say("怎么修")).toMatchObject({ ok: true });
        }
      });

      test("asks it once, and then leaves it alone for a while", async () => {
        const app = await smallApp();
        const away = await nobody();
        const nginx = await runNginx(file, [away, app.url]);
        for (let asked = 0; asked < 8; asked += 1) await ask(nginx.url, { path: "/healthz" });
        const askedAway = (await nginx.requests(8)).filter(({ server }) =>
          server.includes(new URL(away).host),
        );
        expect(askedAway).toHaveLength(1);
      });
    });

    test("brings a new customer to the other server when one is stopping", async () => {
      const app = await smallApp();
      const stopping = await standIn(createServer((_, response) => response.writeHead(503).end()));
      const nginx = await runNginx(file, [stopping, app.url]);
      for (let customer = 0; customer < 4; customer += 1) {
        expect((await askSession(nginx.url)).status).toBe(200);
      }
      expect((await nginx.requests(4)).some(({ server }) => server.includes(new URL(stopping).host))).toBe(
        true,
      );
    });

    test("says so, in the server's own words, when both are away", async () => {
      const nginx = await runNginx(file, [await nobody(), await nobody()]);
      const answer = await askSession(nginx.url);
      expect(answer.status).toBe(503);
      expect(answer.headers["content-type"]).toBe("application/json");
      expect(JSON.parse(answer.body)).toMatchObject({ error: { code: "SHUTTING_DOWN", retryable: true } });
    });

    test("sends to a second server only what may come twice", async () => {
      let asked = 0;
      const hangUp = () =>
        createServer((request) => {
          asked += 1;
          request.socket.destroy();
        });
      const times = async (question: Parameters<typeof ask>[1]) => {
        const nginx = await runNginx(file, [await standIn(hangUp()), await standIn(hangUp())]);
        asked = 0;
        await ask(nginx.url, question);
        return asked;
      };
      const sockets = "/socket.io/?EIO=4&transport=polling&sid=abc";
      expect(await times({ method: "POST", path: sockets, body: "4hello" })).toBe(1);
      expect(await times({ method: "POST", path: "/api/anything", body: "{}" })).toBe(1);
      expect(await times({ method: "POST", path: "/api/chat/sessions", body: "{}" })).toBe(2);
      expect(await times({ path: "/widget.js" })).toBe(2);
    });

    test("shows nobody /metrics, however it is written", async () => {
      let reached = 0;
      const open = await standIn(
        createServer((_, response) => {
          reached += 1;
          response.end("fenqi_turns_total 1");
        }),
      );
      const nginx = await runNginx(file, [open, open]);
      const paths = ["/metrics", "/metrics/", "//metrics", "/%6detrics", "/./metrics", "/x/../metrics?a=b"];
      for (const asked of paths) {
        const { status, body } = await ask(nginx.url, { path: asked });
        expect([asked, status]).toEqual([asked, 404]);
        expect(JSON.parse(body)).toMatchObject({ error: { code: "NOT_FOUND" } });
      }
      expect(reached).toBe(0);
    });

    test("writes down who asked for what, and neither a query nor a header", async () => {
      const app = await smallApp();
      const nginx = await runNginx(file, [app.url, app.url]);
      await beginPolling(nginx.url);
      await ask(nginx.url, {
        path: "/healthz?token=hush",
        headers: { authorization: "Bearer hush", referer: "https://shop.example/?order=hush" },
      });
      const written = await nginx.requests(2);
      expect(written.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toMatchObject([
        { method: "GET", path: "/healthz", status: 200 },
        { method: "GET", path: "/socket.io/", status: 200, server: new URL(app.url).host },
      ]);
      expect(await nginx.accessLog()).not.toMatch(/hush|EIO|\?/);
    });

    test("compresses scripts and styles, and no answer that may hold a token", async () => {
      const page = await standIn(
        createServer(({ url }, response) => {
          response.setHeader(
            "content-type",
            url === "/widget.js" ? "text/javascript; charset=utf-8" : "application/json",
          );
          response.end("x".repeat(5000));
        }),
      );
      const nginx = await runNginx(file, [page, page]);
      const encoding = async (asked: string) =>
        (await ask(nginx.url, { path: asked, headers: { "accept-encoding": "gzip" } })).headers[
          "content-encoding"
        ];
      expect(await encoding("/widget.js")).toBe("gzip");
      expect(await encoding("/api/chat/sessions")).toBeUndefined();
    });
  });
}
