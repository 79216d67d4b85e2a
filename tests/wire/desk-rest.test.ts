import { describe, expect, test } from "vitest";
import { agentAccount } from "../../src/protocol/desk-http.ts";
import { newAgent } from "../support/small-accounts.ts";
import { smallDeskHttp } from "../support/small-desk-http.ts";

const errorOf = (response: { statusCode: number; json(): { error?: { code?: string } } }) => [
  response.statusCode,
  response.json().error?.code,
];

/** A desk with a browser for each role. */
async function staffedDesk() {
  const desk = await smallDeskHttp();
  await desk.accounts.add(undefined, newAgent("sue", "supervisor"));
  const [admin, agent, supervisor] = [desk.browser(), desk.browser(), desk.browser()];
  await admin.signIn("ada");
  await agent.signIn("bo");
  await supervisor.signIn("sue");
  return { ...desk, admin, agent, supervisor };
}

const REPLY = { id: "r1", shortcut: "hello", text: { zh: "您好", en: "Hello" }, queue: "repay" };
const EVE = { login: "eve", name: "Eve", password: "seven herons fly" };

/** Everything under /api/desk but signing in and out: method, address, body, and the least role. */
const routes = [
  ["GET", "/me", undefined, "agent"],
  ["POST", "/password", {}, "agent"],
  ["GET", "/sessions", undefined, "agent"],
  ["DELETE", "/sessions/x", undefined, "agent"],
  ["GET", "/agents", undefined, "admin"],
  ["POST", "/agents", {}, "admin"],
  ["PATCH", "/agents/x", {}, "admin"],
  ["GET", "/audit", undefined, "admin"],
  ["GET", "/team", undefined, "agent"],
  ["GET", "/setup", undefined, "agent"],
  ["GET", "/conversations", undefined, "agent"],
  ["GET", "/conversations/c1", undefined, "agent"],
  ["GET", "/conversations/c1/suggestions", undefined, "agent"],
  ["GET", "/replies", undefined, "agent"],
  ["PUT", "/replies/r1", {}, "supervisor"],
  ["DELETE", "/replies/r1", undefined, "supervisor"],
  ["GET", "/preferences", undefined, "agent"],
  ["PUT", "/preferences", {}, "agent"],
] as const;

describe("the desk's REST side", () => {
  test("answers nobody who is not signed in, and keeps every answer out of every cache", async () => {
    const { app } = await smallDeskHttp();
    for (const [method, path, payload] of routes) {
      const response = await app.inject({
        method,
        url: `/api/desk${path}`,
        headers: { host: "localhost:3000", "x-fenqi-desk": "1", cookie: "fenqi-desk=guess" },
        ...(payload && { payload }),
      });
      expect([path, ...errorOf(response)]).toEqual([path, 401, "SIGNED_OUT"]);
      expect(response.headers["cache-control"]).toBe("no-store");
    }
  });

  test("does for each role what it may", async () => {
    const { admin, agent, supervisor } = await staffedDesk();
    const ranks = ["agent", "supervisor", "admin"] as const;
    const browsers = { admin, agent, supervisor };
    for (const [method, path, payload, least] of routes) {
      for (const role of ranks) {
        const { get, post, put, patch, remove } = browsers[role];
        const send = { GET: get, POST: post, PUT: put, PATCH: patch, DELETE: remove }[method];
        const { statusCode } = await send(path, payload);
        const mayNot = ranks.indexOf(role) < ranks.indexOf(least);
        expect([method, path, role, statusCode === 403]).toEqual([method, path, role, mayNot]);
      }
    }
  });

  test("there is no route that the list above does not know", async () => {
    const { app } = await smallDeskHttp();
    const printed = app.printRoutes({ commonPrefix: false });
    const known = routes.map(([, path]) => path.split("/")[1]);
    const there = [...printed.matchAll(/\/api\/desk\/([\w-]+)/gu)].map(([, name]) => name);
    expect(new Set(there)).toEqual(new Set([...known, "current", "sign-in", "sign-out", "first"]));
  });

  test("changes nothing for a page of anybody else", async () => {
    const { agent, store, bo } = await staffedDesk();
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "x-fenqi-desk": "" },
    ]) {
      expect(errorOf(await agent.put("/preferences", { theme: "dark" }, headers))).toEqual([
        403,
        "FORBIDDEN",
      ]);
      expect(errorOf(await agent.signIn("bo", "x", headers))).toEqual([403, "FORBIDDEN"]);
      expect(errorOf(await agent.post("/sign-out", {}, headers))).toEqual([403, "FORBIDDEN"]);
    }
    expect(await store.preferences(bo.id)).toBeUndefined();
    expect((await agent.get("/me")).statusCode).toBe(200);
  });

  test("works for its own page behind a proxy that asks under another name", async () => {
    const { browser } = await smallDeskHttp({ publicUrl: "https://chat.example" });
    const headers = { host: "10.0.0.7:3000", "x-forwarded-proto": "https", origin: "https://chat.example" };
    const page = browser();
    expect((await page.signIn("bo", undefined, headers)).statusCode).toBe(200);
    expect((await page.put("/preferences", {}, headers)).statusCode).toBe(204);
  });

  test("tells an address that asks too much to wait", async () => {
    const { agent, clock } = await staffedDesk();
    const codes = new Set<number>();
    for (let count = 0; count < 520; count++) codes.add((await agent.get("/setup")).statusCode);
    expect(codes).toEqual(new Set([200, 429]));
    clock.advance(1000);
    expect((await agent.get("/setup")).statusCode).toBe(200);
  });
});

describe("an admin over HTTP", () => {
  test("makes accounts, changes them, and shuts them at once", async () => {
    const { admin, browser } = await staffedDesk();
    const made = await admin.post("/agents", { ...EVE, queues: ["repay"], capacity: 3 });
    expect([made.statusCode, agentAccount.parse(made.json())]).toMatchObject([
      201,
      { login: "eve", role: "agent", queues: ["repay"], capacity: 3 },
    ]);
    const eve = browser();
    await eve.signIn("eve", EVE.password);
    const { id } = made.json();
    const changed = await admin.patch(`/agents/${id}`, { name: "Evelyn", isDisabled: true });
    expect(agentAccount.parse(changed.json())).toMatchObject({
      name: "Evelyn",
      disabledAt: expect.any(String),
    });
    expect(errorOf(await eve.get("/me"))).toEqual([401, "SIGNED_OUT"]);
    expect((await admin.patch(`/agents/${id}`, { isDisabled: false })).json()).not.toHaveProperty(
      "disabledAt",
    );
    expect(agentAccount.array().parse((await admin.get("/agents")).json())).toHaveLength(4);
  });

  test("is told what is wrong with a request", async () => {
    const { admin, ada } = await staffedDesk();
    const refusals = [
      [await admin.post("/agents", { ...EVE, login: "bo" }), 409, "LOGIN_TAKEN"],
      [await admin.post("/agents", { ...EVE, password: "password1234" }), 400, "PASSWORD_WEAK"],
      [await admin.post("/agents", { ...EVE, password: "heron" }), 400, "PASSWORD_WEAK"],
      [await admin.post("/agents", { ...EVE, login: "e v e" }), 400, "MESSAGE_INVALID"],
      [await admin.post("/agents", { ...EVE, name: "E\0ve" }), 400, "MESSAGE_INVALID"],
      [await admin.post("/agents", { ...EVE, id: "mine" }), 400, "MESSAGE_INVALID"],
      [await admin.patch("/agents/nobody", { name: "x" }), 404, "NOT_FOUND"],
      [await admin.patch(`/agents/${ada.id}`, { passwordHash: "x" }), 400, "MESSAGE_INVALID"],
      [await admin.patch(`/agents/${ada.id}`, { role: "agent" }), 403, "FORBIDDEN"],
      [await admin.get("/audit?before=yesterday"), 400, "MESSAGE_INVALID"],
    ] as const;
    for (const [response, status, code] of refusals) expect(errorOf(response)).toEqual([status, code]);
  });

  test("reads what was done by whom, newest first, page by page", async () => {
    const { admin, clock, ada, bo } = await staffedDesk();
    for (const name of ["Bob", "Bobby"]) {
      clock.advance(1000);
      await admin.patch(`/agents/${bo.id}`, { name });
    }
    const newest = (await admin.get("/audit?limit=1")).json();
    expect(newest).toEqual([
      {
        id: expect.any(Number),
        at: expect.any(String),
        agentId: ada.id,
        action: "change agent",
        about: { agent: "bo", name: "Bobby" },
      },
    ]);
    const older = (
      await admin.get(`/audit?limit=1&before=${Date.parse(newest[0].at)}.${newest[0].id}`)
    ).json();
    expect(older).toMatchObject([{ about: { name: "Bob" } }]);
  });
});

describe("an agent over HTTP", () => {
  test("looks up conversations, the team and what the desk offers", async () => {
    const { agent, asked, brief, setup } = await staffedDesk();
    const found = await agent.get("/conversations?text=%E8%BF%98%E6%AC%BE&phase=waiting&limit=7");
    expect(found.json()).toEqual({ rows: [brief.row] });
    expect(asked).toEqual([{ text: "还款", phase: "waiting", limit: 7 }]);
    expect((await agent.get("/conversations/c1")).json()).toEqual(brief);
    expect((await agent.get("/setup")).json()).toEqual(setup);
    expect((await agent.get("/team")).json()).toEqual([]);
    expect(errorOf(await agent.get("/conversations/c2"))).toEqual([404, "NOT_FOUND"]);
    for (const query of ["limit=1000", "phase=lost", "text=a%00", "order=customer", "from=now"])
      expect(errorOf(await agent.get(`/conversations?${query}`))).toEqual([400, "MESSAGE_INVALID"]);
  });

  test("reads the replies that supervisors keep", async () => {
    const { agent, supervisor, actions } = await staffedDesk();
    expect((await supervisor.put("/replies/r1", REPLY)).json()).toEqual(REPLY);
    expect((await agent.get("/replies")).json()).toEqual([REPLY]);
    expect(errorOf(await supervisor.put("/replies/r2", REPLY))).toEqual([400, "MESSAGE_INVALID"]);
    expect(errorOf(await supervisor.put("/replies/r1", { ...REPLY, shortcut: "a b" }))).toEqual([
      400,
      "MESSAGE_INVALID",
    ]);
    expect((await supervisor.remove("/replies/r1")).statusCode).toBe(204);
    expect((await agent.get("/replies")).json()).toEqual([]);
    expect((await actions()).slice(-2)).toEqual(["save reply", "remove reply"]);
  });

  test("of a thousand replies may change each, and adds no other", async () => {
    const { supervisor, store } = await staffedDesk();
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) => store.saveReply({ ...REPLY, id: `r${index}` })),
    );
    expect((await supervisor.put("/replies/r1", REPLY)).statusCode).toBe(200);
    expect(errorOf(await supervisor.put("/replies/more", { ...REPLY, id: "more" }))).toEqual([
      409,
      "NOT_NOW",
    ]);
  });

  test("keeps preferences of their own, up to 16 KB", async () => {
    const { agent, supervisor } = await staffedDesk();
    expect((await agent.get("/preferences")).json()).toEqual({});
    const set = { theme: "dark", sound: { on: true }, 队列: ["repay"] };
    expect((await agent.put("/preferences", set)).statusCode).toBe(204);
    expect((await agent.get("/preferences")).json()).toEqual(set);
    expect((await supervisor.get("/preferences")).json()).toEqual({});
    expect(errorOf(await agent.put("/preferences", { x: "x".repeat(16_400) }))).toEqual([
      413,
      "MESSAGE_INVALID",
    ]);
    const swelling = `{"x":[${Array.from({ length: 2000 }, () => "1e20").join()}]}`;
    const json = { "content-type": "application/json" };
    expect(errorOf(await agent.put("/preferences", swelling, json))).toEqual([400, "MESSAGE_INVALID"]);
    for (const strange of ["[1]", '"dark"', "7", '{"x":"\\u0000"}', '{"x":"\\ud800"}'])
      expect(errorOf(await agent.put("/preferences", strange, json))).toEqual([400, "MESSAGE_INVALID"]);
    expect((await agent.get("/preferences")).json()).toEqual(set);
  });
});

describe("the desk's page", () => {
  const page = { host: "chat.example" };

  test("may run and load nothing but its own, and is in nobody's frame", async () => {
    const { app } = await smallDeskHttp();
    const { statusCode, headers } = await app.inject({ url: "/desk/", headers: page });
    expect(statusCode).toBe(200);
    expect(String(headers["content-security-policy"]).split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' ws://chat.example wss://chat.example",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
    const strange = await app.inject({ url: "/desk/", headers: { host: "x; script-src *" } });
    expect(strange.headers["content-security-policy"]).not.toContain("*");
  });

  test("is asked for anew each time, but for the files whose names change with them", async () => {
    const { app } = await smallDeskHttp();
    const caching = async (url: string) =>
      (await app.inject({ url, headers: page })).headers["cache-control"];
    expect(await caching("/desk/")).toBe("no-cache");
    expect(await caching("/desk/index.html")).toBe("no-cache");
    expect(await caching("/desk/favicon.svg")).toBe("no-cache");
    expect(await caching("/desk/assets/index-Bx3_9-kQ.js")).toBe("public, max-age=31536000, immutable");
  });

  test("is found without the slash, and nothing beside its folder is", async () => {
    const { app } = await smallDeskHttp();
    expect((await app.inject({ url: "/desk", headers: page })).headers["location"]).toBe("/desk/");
    for (const url of [
      "/secret.txt",
      "/desk/../secret.txt",
      "/desk/%2e%2e/secret.txt",
      "/desk/%2e%2e%2fsecret.txt",
    ])
      expect((await app.inject({ url, headers: page })).statusCode).not.toBe(200);
  });
});
