import { describe, expect, test } from "vitest";
import { sessionCookieOf } from "../../src/adapters/http/desk-cookie.ts";
import { agentAccount, agentSession, currentSession } from "../../src/protocol/desk-http.ts";
import { emptyAccounts, PASSWORD } from "../support/small-accounts.ts";
import { serveDesk, smallDeskHttp } from "../support/small-desk-http.ts";

const HTTPS = { host: "chat.example", "x-forwarded-proto": "https", origin: "https://chat.example" };

const errorOf = (response: { statusCode: number; json(): { error?: { code?: string } } }) => [
  response.statusCode,
  response.json().error?.code,
];

describe("signing in over HTTP", () => {
  test("gives the browser a cookie that opens the desk, until it signs out", async () => {
    const { browser } = await smallDeskHttp();
    const page = browser();
    expect(errorOf(await page.get("/me"))).toEqual([401, "SIGNED_OUT"]);
    expect((await page.get("/current")).json()).toEqual({ agent: null });
    const signedIn = await page.signIn("Bo ");
    expect(signedIn.statusCode).toBe(200);
    expect(agentAccount.parse(signedIn.json())).toMatchObject({ login: "bo", role: "agent" });
    expect(agentAccount.parse((await page.get("/me")).json())).toEqual(signedIn.json());
    expect(currentSession.parse((await page.get("/current")).json())).toEqual({ agent: signedIn.json() });
    const before = [...page.jar];
    expect((await page.post("/sign-out")).statusCode).toBe(204);
    expect(page.jar.size).toBe(0);
    page.jar.set(...(before[0] ?? ["", ""]));
    expect(errorOf(await page.get("/me"))).toEqual([401, "SIGNED_OUT"]);
    expect((await page.post("/sign-out")).statusCode).toBe(204);
  });

  test("by https gives a cookie that only this host gets, only by https, and no script reads", async () => {
    const { browser } = await smallDeskHttp();
    const page = browser();
    const { headers } = await page.signIn("bo", PASSWORD, HTTPS);
    expect(headers["set-cookie"]).toMatch(
      /^__Host-fenqi-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Max-Age=604800$/u,
    );
    expect((await page.get("/me", HTTPS)).statusCode).toBe(200);
  });

  test("by plain http gives a cookie on this machine, and elsewhere no password is taken", async () => {
    const { browser } = await smallDeskHttp();
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) {
      const { statusCode, headers } = await browser().signIn("bo", PASSWORD, {
        host,
        origin: `http://${host}`,
      });
      expect([statusCode, headers["set-cookie"]]).toEqual([
        200,
        expect.stringMatching(/^fenqi-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/u),
      ]);
    }
    for (const host of ["192.168.1.7:3000", "chat.example", "localhost.evil.example"]) {
      const refused = await browser().signIn("bo", PASSWORD, { host, origin: `http://${host}` });
      expect(errorOf(refused)).toEqual([403, "FORBIDDEN"]);
    }
  });

  test("is not https because a stranger says so", async () => {
    const { browser } = await smallDeskHttp({ trustedProxies: [] });
    expect(errorOf(await browser().signIn("bo", PASSWORD, HTTPS))).toEqual([403, "FORBIDDEN"]);
  });

  test("fails without telling why, and slows down who tries on, each behind a proxy by their own", async () => {
    const { browser } = await smallDeskHttp();
    const page = browser();
    for (let count = 0; count < 5; count++) {
      const failed = await page.signIn(["ada", "nobody"][count % 2] ?? "", "not it at all");
      expect(failed.json().error).toEqual({
        code: "SIGN_IN_FAILED",
        message: "The login or the password is wrong, or the account is disabled.",
        retryable: false,
      });
    }
    expect(errorOf(await page.signIn("bo"))).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect((await page.signIn("bo", PASSWORD, { "x-forwarded-for": "203.0.113.9" })).statusCode).toBe(200);
  });

  test("ends the session that the browser had before", async () => {
    const { browser, accounts, ada } = await smallDeskHttp();
    const page = browser();
    await page.signIn("ada");
    await page.signIn("bo");
    expect(await accounts.sessionsOf(ada.id)).toEqual([]);
    expect((await page.get("/me")).json()).toMatchObject({ login: "bo" });
  });
});

test("a session's cookie is found among others, and one without the prefix counts on this machine only", () => {
  const cookie = "a=1; fenqi-desk=local;__Host-fenqi-desk=secure; b";
  expect(sessionCookieOf({ host: "chat.example", cookie })).toBe("secure");
  expect(sessionCookieOf({ host: "localhost:3000", cookie })).toBe("secure");
  expect(sessionCookieOf({ host: "localhost:3000", cookie: "fenqi-desk=local" })).toBe("local");
  expect(sessionCookieOf({ host: "chat.example", cookie: "fenqi-desk=planted" })).toBeUndefined();
  expect(sessionCookieOf({ host: "localhost", cookie: "x-fenqi-desk=other; fenqi-desk=" })).toBeUndefined();
  expect(sessionCookieOf({ cookie: "fenqi-desk=planted" })).toBeUndefined();
  expect(sessionCookieOf({})).toBeUndefined();
});

describe("the first admin", () => {
  test("is made by the link of the log, and is signed in at once", async () => {
    const { browser, firstAdmin, lines } = await serveDesk(await emptyAccounts());
    await firstAdmin.announce("http://localhost:3000");
    const [, token] = /http:\/\/localhost:3000\/desk\/#\/first\/(\S+)/u.exec(lines.join()) ?? [];
    const page = browser();
    const eve = { token, login: "eve", name: "Eve", password: "seven herons fly" };
    expect(errorOf(await page.post("/first", { ...eve, password: "heron" }))).toEqual([400, "PASSWORD_WEAK"]);
    expect(errorOf(await page.post("/first", { ...eve, token: "guess" }))).toEqual([401, "SIGN_IN_FAILED"]);
    const made = await page.post("/first", eve);
    expect(agentAccount.parse(made.json())).toMatchObject({ login: "eve", role: "admin" });
    expect((await page.get("/agents")).json()).toEqual([made.json()]);
    expect(errorOf(await page.post("/first", { ...eve, login: "mal" }))).toEqual([401, "SIGN_IN_FAILED"]);
  });
});

describe("an agent's own account", () => {
  test("shows where they are signed in, and ends one session by its name", async () => {
    const { browser } = await smallDeskHttp();
    const [here, there, stranger] = [browser(), browser(), browser()];
    await here.signIn("bo", PASSWORD, { "user-agent": "Firefox" });
    await there.signIn("bo", PASSWORD, { "user-agent": "Chromium" });
    await stranger.signIn("ada");
    const sessions = agentSession.array().parse((await here.get("/sessions")).json());
    expect(sessions.map(({ browser: name, isThisOne }) => `${name} ${isThisOne}`).sort()).toEqual([
      "Chromium false",
      "Firefox true",
    ]);
    const id = sessions.find(({ isThisOne }) => !isThisOne)?.id ?? "";
    expect(errorOf(await stranger.remove(`/sessions/${id}`))).toEqual([404, "NOT_FOUND"]);
    expect((await here.remove(`/sessions/${id}`)).statusCode).toBe(204);
    expect(errorOf(await there.get("/me"))).toEqual([401, "SIGNED_OUT"]);
    expect((await here.get("/me")).statusCode).toBe(200);
  });

  test("changes its password, which has to be long enough and no other request's", async () => {
    const { browser } = await smallDeskHttp();
    const [here, there] = [browser(), browser()];
    await here.signIn("bo");
    await there.signIn("bo");
    const next = "seven herons fly";
    expect(errorOf(await here.post("/password", { current: PASSWORD, next: "heron" }))).toEqual([
      400,
      "PASSWORD_WEAK",
    ]);
    expect(errorOf(await here.post("/password", { current: PASSWORD, next, login: "ada" }))).toEqual([
      400,
      "MESSAGE_INVALID",
    ]);
    expect(errorOf(await here.post("/password", { current: "not it", next }))).toEqual([
      401,
      "SIGN_IN_FAILED",
    ]);
    expect((await here.post("/password", { current: PASSWORD, next })).statusCode).toBe(204);
    expect((await here.get("/me")).statusCode).toBe(200);
    expect(errorOf(await there.get("/me"))).toEqual([401, "SIGNED_OUT"]);
  });
});
