import { createHash, createHmac } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import type { Authentication } from "../../../../src/adapters/installments/client/installments-settings.ts";
import { AppError } from "../../../../src/kernel/errors.ts";
import { deferred } from "../../../support/deferred.ts";
import { handClock } from "../../../support/hand-clock.ts";
import { connect, type Heard, type HttpShop, httpShop, limit, patient, type Reply } from "./http-shop.ts";

describe("a signed request", () => {
  const secret = "a secret that is long enough for all";
  const signed = async (reply: (heard: Heard, number: number) => Reply) => {
    const shop = await httpShop(reply);
    const clock = handClock(Date.UTC(2026, 2, 9, 8, 0, 0, 700));
    const authentication = { type: "hmac", keyId: "key-1", secret } as const;
    return { shop, ...connect(shop, { clock, authentication }) };
  };

  /** As a shop would check it, from what came over the wire alone. */
  const isGenuine = ({ method, path, headers, body }: Heard) => {
    const lines = [
      method,
      path,
      headers["fenqi-timestamp"],
      headers["fenqi-nonce"],
      createHash("sha256").update(body, "utf8").digest("hex"),
    ];
    return headers["fenqi-signature"] === createHmac("sha256", secret).update(lines.join("\n")).digest("hex");
  };

  test("can be checked by the shop, with and without a body", async () => {
    const { shop, installments } = await signed(() => ({ body: limit() }));
    await installments.limit("张 三", patient());
    await installments.createTicket("c-1", { subject: "refund", text: "退款还没到" }, patient());
    expect(shop.heard.map(isGenuine)).toEqual([true, true]);
    expect(shop.heard.map(({ headers }) => headers["fenqi-key-id"])).toEqual(["key-1", "key-1"]);
    expect(shop.heard.map(({ headers }) => headers["fenqi-timestamp"])).toEqual(["1773043200", "1773043200"]);
  });

  test("is no longer genuine when any of it is changed", async () => {
    const { shop, installments } = await signed(() => ({ body: limit() }));
    await installments.createTicket("c-1", { subject: "refund" }, patient());
    const [heard] = shop.heard;
    if (heard === undefined) throw new Error("Nothing was heard.");
    const headers = (name: string) => ({ ...heard, headers: { ...heard.headers, [name]: "1" } });
    const changed = [
      { ...heard, method: "PUT" },
      { ...heard, path: heard.path.replace("c-1", "c-2") },
      { ...heard, body: `${heard.body} ` },
      headers("fenqi-timestamp"),
      headers("fenqi-nonce"),
    ];
    expect(changed.map(isGenuine)).toEqual([false, false, false, false, false]);
  });

  test("is signed anew at every attempt, with a nonce of its own", async () => {
    const { shop, installments } = await signed(() => ({ status: 503 }));
    await installments.limit("c-1", patient());
    expect(shop.heard.map(isGenuine)).toEqual([true, true, true]);
    expect(new Set(shop.heard.map(({ headers }) => headers["fenqi-nonce"])).size).toBe(3);
  });

  test("that the shop does not believe is not sent again", async () => {
    const { shop, installments } = await signed(() => ({ status: 401 }));
    expect(await installments.limit("c-1", patient())).toEqual({ type: "error" });
    expect(shop.heard).toHaveLength(1);
  });
});

describe("an access token", () => {
  const token = (number: number, more = {}): Reply => ({
    body: { access_token: `token-${number}`, token_type: "Bearer", expires_in: 600, ...more },
  });
  const oauth = ({ url }: HttpShop): Authentication => ({
    type: "oauth",
    tokenUrl: `${url}/token`,
    clientId: "fen qi",
    clientSecret: "s:3",
  });
  const granted = async (
    tokenReply: (number: number) => Reply,
    reply: (heard: Heard) => Reply = () => ({ body: limit() }),
  ) => {
    const server = await httpShop((_, number) => tokenReply(number));
    const shop = await httpShop(reply);
    const clock = handClock();
    return { server, shop, clock, ...connect(shop, { clock, authentication: oauth(server) }) };
  };
  const shown = ({ heard }: HttpShop) => heard.map(({ headers }) => headers.authorization);

  test("is fetched with the client's name and secret, and shown to the shop", async () => {
    const { server, shop, installments } = await granted((number) => token(number));
    expect((await installments.limit("c-1", patient())).type).toBe("ok");
    expect(server.heard).toMatchObject([
      {
        method: "POST",
        path: "/token",
        body: "grant_type=client_credentials",
        headers: { authorization: `Basic ${Buffer.from("fen%20qi:s%3A3").toString("base64")}` },
      },
    ]);
    expect(shown(shop)).toEqual(["Bearer token-1"]);
  });

  test("is fetched once for all who wait for it", async () => {
    const gate = deferred<void>();
    const { server, shop, installments } = await granted((number) => ({
      ...(token(number) as object),
      after: gate.promise,
    }));
    const all = Promise.all(["a", "b", "c"].map((customer) => installments.limit(customer, patient())));
    await vi.waitUntil(() => server.heard.length === 1);
    gate.resolve();
    expect((await all).map(({ type }) => type)).toEqual(["ok", "ok", "ok"]);
    expect(server.heard).toHaveLength(1);
    expect(shown(shop)).toEqual(Array(3).fill("Bearer token-1"));
  });

  test("is kept until half a minute before it expires", async () => {
    const { server, shop, clock, installments } = await granted((number) => token(number));
    await installments.limit("a", patient());
    clock.advance(569_999);
    await installments.limit("b", patient());
    clock.advance(1);
    await installments.limit("c", patient());
    expect(shown(shop)).toEqual(["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
    expect(server.heard).toHaveLength(2);
  });

  test("is fetched again when the shop does not believe it, and the call goes on", async () => {
    const { server, shop, installments } = await granted(
      (number) => token(number),
      ({ headers }) => (headers.authorization === "Bearer token-1" ? { status: 401 } : { body: limit() }),
    );
    const answers = await Promise.all([
      installments.limit("a", patient()),
      installments.createTicket("b", { subject: "refund" }, patient()),
    ]);
    expect(answers[0]?.type).toBe("ok");
    expect(shown(shop).filter((each) => each === "Bearer token-2").length).toBe(2);
    expect(server.heard).toHaveLength(2);
  });

  test("is fetched again once, and not for ever", async () => {
    const { server, shop, installments } = await granted(
      (number) => token(number),
      () => ({ status: 401 }),
    );
    expect(await installments.limit("a", patient())).toEqual({ type: "error" });
    expect(shown(shop)).toEqual(["Bearer token-1", "Bearer token-2"]);
    expect(server.heard).toHaveLength(2);
  });

  test.each<[string, Reply]>([
    ["the client is not known", { status: 401, body: { error: "invalid_client" } }],
    ["it is of another kind", token(1, { token_type: "mac" })],
    ["it would break a header", token(1, { access_token: "one\r\ntwo" })],
    ["the server points elsewhere", { status: 302, headers: { location: "/other" } }],
    ["the server says nothing of use", { body: "<html>" }],
  ])("is not had when %s: that is an error, and the shop is not asked", async (_, reply) => {
    const { server, shop, installments, lines } = await granted(() => reply);
    expect(await installments.limit("a", patient())).toEqual({ type: "error" });
    expect(lines).toMatchObject([{ fields: { why: "no access token" } }]);
    expect([server.heard.length, shop.heard.length]).toEqual([1, 0]);
  });

  test("is fetched again when its server stumbles", async () => {
    const { installments } = await granted((number) => (number === 1 ? { status: 503 } : token(number)));
    expect((await installments.limit("a", patient())).type).toBe("ok");
  });

  test("that does not come in time is a timeout", async () => {
    const server = await httpShop(() => "hang");
    const shop = await httpShop(() => ({ body: limit() }));
    const { installments } = connect(shop, { authentication: oauth(server), limits: { attemptMs: 30 } });
    expect(await installments.limit("a", patient())).toEqual({ type: "timeout" });
  });

  test("is not fetched where its secret could be read on the way", () => {
    const authentication = oauth({ url: "http://shop.example", heard: [] });
    expect(() => connect({ url: "https://shop.example" }, { authentication })).toThrow(AppError);
    expect(() => connect({ url: "https://shop.example" }, { authentication })).toThrow(
      /INSTALLMENTS_TOKEN_URL/u,
    );
  });
});
