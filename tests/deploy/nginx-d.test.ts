import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import https from "node:https";
import path from "node:path";
import { io } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSession } from "../support/chat-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";
import { ask, askSession } from "./ask.ts";
import { DEPLOY, describeWithNginx, freePort, runNginx } from "./nginx.ts";

/** Makes the certificate: Node itself only reads them. */
const OPENSSL = "openssl";

const example = (name: string): string =>
  readFileSync(path.join(DEPLOY, "nginx.d", `${name}.example`), "utf8");

/** A certificate for this machine and its key, signed by nobody. */
async function certificate(): Promise<{ readonly pem: string; readonly key: string }> {
  const dir = await scratchDir();
  const [pem, key] = [path.join(dir, "pem"), path.join(dir, "key")];
  const { status, stderr } = spawnSync(
    OPENSSL,
    [
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1".split(
        " ",
      ),
      ["-addext", "subjectAltName=IP:127.0.0.1", "-out", pem, "-keyout", key],
    ].flat(),
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`openssl made no certificate: ${stderr}`);
  return { pem: readFileSync(pem, "utf8"), key: readFileSync(key, "utf8") };
}

describeWithNginx("deploy/nginx.d", () => {
  describe("tls.conf", () => {
    async function secureNginx() {
      const app = await smallApp();
      const { pem, key } = await certificate();
      const port = await freePort();
      const nginx = await runNginx("nginx.conf", [app.url, app.url], {
        extras: {
          "tls.conf": example("tls.conf").replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`),
          "fullchain.pem": pem,
          "privkey.pem": key,
        },
      });
      return { nginx, app, pem, url: `https://127.0.0.1:${port}` };
    }

    test("lets a customer connect by wss", async () => {
      const { app, url, pem } = await secureNginx();
      const { token } = await openSession(app.url);
      const socket = io(`${url}/chat`, {
        auth: { token, after: 0 },
        transports: ["websocket"],
        forceNew: true,
        ca: pem,
      });
      onTestFinished(() => void socket.disconnect());
      await new Promise((resolve, reject) =>
        socket.once("connect", () => resolve(true)).once("connect_error", reject),
      );
    });

    test("sends whoever comes without TLS there, and keeps browsers to it", async () => {
      const { nginx, url, pem } = await secureNginx();
      const sent = await ask(nginx.url, { path: "/demo/?a=b", headers: { host: "chat.example" } });
      expect([sent.status, sent.headers["location"]]).toEqual([301, "https://chat.example/demo/?a=b"]);
      const header = await new Promise((resolve, reject) => {
        https
          .get(`${url}/healthz`, { ca: pem }, (response) => {
            response.resume();
            resolve(response.headers["strict-transport-security"]);
          })
          .on("error", reject);
      });
      expect(header).toBe("max-age=31536000");
    });
  });

  test("real-address.conf believes the load balancer, and nobody else, who the customer is", async () => {
    const app = await smallApp({ SESSIONS_PER_MINUTE: "1" });
    const nginx = await runNginx("nginx.conf", [app.url, app.url], {
      extras: { "real-address.conf": example("real-address.conf").replace("10.0.0.0/8", "127.0.9.0/24") },
    });
    const [balancer, stranger] = ["127.0.9.1", "127.0.0.4"];
    const as = async (from: string, customer: string) =>
      (await askSession(nginx.url, { from, headers: { "x-forwarded-for": customer } })).status;
    expect(await as(balancer, "198.51.100.7")).toBe(200);
    expect(await as(balancer, "198.51.100.7")).toBe(429);
    expect(await as(balancer, "198.51.100.8")).toBe(200);
    // What the customer themselves put in front of it.
    expect(await as(balancer, "203.0.113.5, 198.51.100.8")).toBe(429);
    expect(await as(stranger, "198.51.100.9")).toBe(200);
    expect(await as(stranger, "198.51.100.10")).toBe(429);
  });
});
