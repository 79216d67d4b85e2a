import { type FastifyInstance, fastify } from "fastify";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { staticRoutes } from "../../src/adapters/http/static-routes.ts";
import { originsOf } from "../../src/runtime/origins.ts";
import { contentDir } from "../support/content-dir.ts";

let app: FastifyInstance;

beforeEach(async () => {
  const dist = await contentDir([
    { path: "widget/widget.js", text: "/* the loader */" },
    { path: "widget/chat-abc123.js", text: "/* the chat */" },
    { path: "demo/index.html", text: "<!doctype html><title>Shop</title>" },
    { path: "secret.txt", text: "not for anybody" },
  ]);
  app = fastify();
  await app.register(staticRoutes, { dist, origins: originsOf([]) });
  onTestFinished(() => app.close());
});

test("any shop's page may load the widget, and a new release reaches it within minutes", async () => {
  for (const url of ["/widget.js", "/widget/widget.js"]) {
    const { statusCode, headers, body } = await app.inject(url);
    expect([statusCode, body]).toEqual([200, "/* the loader */"]);
    expect(headers).toMatchObject({
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=300",
      "content-type": expect.stringContaining("javascript"),
    });
  }
});

test("a chunk of the widget is kept for good, because its name changes with it", async () => {
  const { headers } = await app.inject("/widget/chat-abc123.js");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test("the demo shop may load nothing but its own", async () => {
  const { statusCode, headers } = await app.inject({ url: "/demo/", headers: { host: "127.0.0.1:3000" } });
  expect(statusCode).toBe(200);
  const policy = String(headers["content-security-policy"]).split("; ");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:3000 wss://127.0.0.1:3000");
  expect(policy.join()).not.toContain("unsafe");
});

test("a strange Host header does not get into the policy", async () => {
  const { headers } = await app.inject({ url: "/demo/", headers: { host: "x; script-src *" } });
  expect(headers["content-security-policy"]).not.toContain("*");
});

test("nothing beside the two folders is served", async () => {
  for (const url of [
    "/secret.txt",
    "/widget/../secret.txt",
    "/demo/%2e%2e/secret.txt",
    "/widget/%2e%2e%2fsecret.txt",
  ]) {
    expect((await app.inject(url)).statusCode).not.toBe(200);
  }
});

test("the widget comes compressed to whoever takes that", async () => {
  const dist = await contentDir([
    { path: "widget/chat-abc123.js", text: "/* the chat */" },
    { path: "widget/chat-abc123.js.br", text: "smaller" },
    { path: "widget/widget.js", text: "/* the loader */" },
    { path: "widget/widget.js.br", text: "smallest" },
  ]);
  const server = fastify();
  onTestFinished(() => server.close());
  await server.register(staticRoutes, { dist, origins: originsOf([]) });
  const ask = (url: string) => server.inject({ url, headers: { "accept-encoding": "gzip, deflate, br" } });
  const chunk = await ask("/widget/chat-abc123.js");
  expect(chunk.body).toBe("smaller");
  expect(chunk.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": expect.stringContaining("javascript"),
    "cache-control": "public, max-age=31536000, immutable",
    vary: expect.stringContaining("accept-encoding"),
  });
  expect((await ask("/widget.js")).body).toBe("smallest");
  expect((await server.inject("/widget/chat-abc123.js")).body).toBe("/* the chat */");
});
