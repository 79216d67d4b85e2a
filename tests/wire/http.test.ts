import { describe, expect, test } from "vitest";
import { smallApp } from "../support/small-app.ts";

type Request = Omit<RequestInit, "headers"> & { readonly headers?: Readonly<Record<string, string>> };

const sessions = (url: string, init: Request = {}) =>
  fetch(`${url}/api/chat/sessions`, {
    method: "POST",
    body: "{}",
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });

describe("opening a session", () => {
  test("is open to the server's own pages, the listed shops and programs", async () => {
    const { url } = await smallApp({ ALLOWED_ORIGINS: "https://shop.example" });
    for (const origin of [undefined, url, "https://shop.example"]) {
      const response = await sessions(url, { headers: origin === undefined ? {} : { origin } });
      expect(response.status).toBe(200);
      expect(response.headers.get("access-control-allow-origin")).toBe(origin ?? null);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("takes JSON that says it is plain text, for which a browser asks no leave", async () => {
    const { url } = await smallApp({ ALLOWED_ORIGINS: "https://shop.example" });
    const plain = { "content-type": "text/plain", origin: "https://shop.example" };
    const response = await sessions(url, { headers: plain, body: '{"locale": "en"}' });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect([response.status, await response.json()]).toMatchObject([200, { state: { language: "en" } }]);
    const broken = await sessions(url, { headers: plain, body: "locale=en" });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: "MESSAGE_INVALID" } }]);
  });

  test("is refused to every other page, and its browser is told so", async () => {
    const { url } = await smallApp({ ALLOWED_ORIGINS: "https://shop.example" });
    const response = await sessions(url, { headers: { origin: "https://evil.example" } });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(await response.json()).toMatchObject({ error: { code: "ORIGIN_REFUSED", retryable: false } });
  });

  test("is allowed in advance to a listed shop's browser", async () => {
    const { url } = await smallApp({ ALLOWED_ORIGINS: "https://shop.example" });
    const asked = await fetch(`${url}/api/chat/sessions`, {
      method: "OPTIONS",
      headers: {
        origin: "https://shop.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(asked.ok).toBe(true);
    expect(asked.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(asked.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  test("fails with a code for every bad request", async () => {
    const { url } = await smallApp();
    const expected: readonly [Request, number, string][] = [
      [{ body: "{no json" }, 400, "MESSAGE_INVALID"],
      [{ body: '{"locale": 7}' }, 400, "MESSAGE_INVALID"],
      [{ body: '{"admin": true}' }, 400, "MESSAGE_INVALID"],
      [{ body: "[]" }, 400, "MESSAGE_INVALID"],
      [{ body: JSON.stringify({ page: "x".repeat(70_000) }) }, 413, "MESSAGE_INVALID"],
      [{ headers: { "content-type": "text/html" }, body: "<p>" }, 415, "MESSAGE_INVALID"],
      [{ headers: { authorization: "Bearer nonsense" } }, 401, "SESSION_INVALID"],
      [{ headers: { authorization: "Basic abc" } }, 401, "SESSION_INVALID"],
      [{ body: '{"identity": "nonsense"}' }, 401, "IDENTITY_INVALID"],
    ];
    for (const [init, status, code] of expected) {
      const response = await sessions(url, init);
      expect([response.status, await response.json()]).toMatchObject([
        status,
        { error: { code, retryable: false } },
      ]);
    }
  });

  test("too often from one address is told to wait, each customer behind a proxy by their own", async () => {
    const { url } = await smallApp({ SESSIONS_PER_MINUTE: "3" });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count++) statuses.push((await sessions(url)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await sessions(url);
    expect(await refused.json()).toMatchObject({ error: { code: "TOO_MANY_REQUESTS", retryable: true } });
    expect((await sessions(url, { headers: { "x-forwarded-for": "203.0.113.7" } })).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe("probes", () => {
  test("find the process up and ready", async () => {
    const { url } = await smallApp();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

test("what is not there is a 404 with a code", async () => {
  const { url } = await smallApp();
  const response = await fetch(`${url}/api/nothing`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: "NOT_FOUND" } });
});

test("the front door leads to the demo shop", async () => {
  const { url } = await smallApp();
  const response = await fetch(url, { redirect: "manual" });
  expect(response.headers.get("location")).toBe("/demo/");
});

test("every answer forbids browsers to guess what it is", async () => {
  const { url } = await smallApp();
  for (const path of ["/healthz", "/api/nothing", "/"]) {
    const { headers } = await fetch(url + path, { redirect: "manual" });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});
