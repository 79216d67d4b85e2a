import { describe, expect, test } from "vitest";
import { openSandbox, START, signed } from "./open-sandbox.ts";

const KEY = { id: "fenqi-test", secret: "a secret of more than thirty-two characters" };
const AT = "/v1/customers";
const json = { "content-type": "application/json" };
const keyed = { ...json, "idempotency-key": "k1" };

describe("refuses, in the words of the schemas,", () => {
  test.each([
    ["a customer nobody knows", { url: `${AT}/demo-nobody/limit` }, 404, "customer_unknown"],
    ["a customer from a list's prototype", { url: `${AT}/__proto__/limit` }, 404, "customer_unknown"],
    ["a path in place of a customer", { url: `${AT}/..%2f..%2fetc%2fpasswd/limit` }, 404, "customer_unknown"],
    ["a customer that is SQL", { url: `${AT}/'%20or%201=1--/tickets` }, 404, "customer_unknown"],
    ["an order nobody knows", { url: `${AT}/demo-good/orders/000000000000` }, 404, "order_unknown"],
    ["an order of another customer", { url: `${AT}/demo-new/orders/816044172093` }, 404, "order_unknown"],
    ["a path nobody knows", { url: `${AT}/demo-good/password` }, 404, "invalid"],
    ["a method nobody knows", { url: `${AT}/demo-good/limit`, method: "DELETE" }, 404, "invalid"],
    ["an amount that is no amount", ask({ amount: "2000" }), 400, "invalid"],
    ["an amount below nothing", ask({ amount: -1 }), 400, "invalid"],
    ["half a fen", ask({ amount: 0.5 }), 400, "invalid"],
    ["a list for a body", ask([]), 400, "invalid"],
    ["no body", { url: `${AT}/demo-good/eligibility`, method: "POST" }, 400, "invalid"],
    ["a body that is no JSON", { ...ask({}), payload: '{"amount":' }, 400, "invalid"],
    ["a body that is no UTF-8", { ...ask({}), payload: Buffer.from([0xff, 0xfe]) }, 400, "invalid"],
    ["a body of another type", { ...ask({}), headers: { "content-type": "text/xml" } }, 415, "invalid"],
    ["a body without end", { ...ask({}), payload: `"${"x".repeat(20_000)}"` }, 413, "invalid"],
    ["a change without a key", change({ on: true }, json), 400, "invalid"],
    [
      "a change with an endless key",
      change({ on: true }, { ...json, "idempotency-key": "k".repeat(256) }),
      400,
      "invalid",
    ],
    ["a change that says not what", change({}, keyed), 400, "invalid"],
    ["a ticket about what nobody knows", ticket({ subject: "weather" }), 400, "invalid"],
    ["a ticket that is a novel", ticket({ subject: "other", text: "长".repeat(2001) }), 400, "invalid"],
    [
      "a ticket about the order of another",
      ticket({ subject: "other", order: "812039948861" }),
      404,
      "order_unknown",
    ],
  ] as const)("%s", async (_, request, status, code) => {
    const answer = await (await openSandbox()).ask(request);
    expect([answer.status, answer.json()]).toEqual([status, { code, message: expect.any(String) }]);
    expect(answer.text.length).toBeLessThan(1100);
  });

  test("a key that came with another body before", async () => {
    const { send, get } = await openSandbox();
    await send("PUT", "demo-good/auto-repay", { on: false }, "k1");
    const other = await send("PUT", "demo-good/auto-repay", { on: true }, "k1");
    expect([other.status, other.json()["code"]]).toEqual([409, "invalid"]);
    expect((await get("demo-good/auto-repay")).json()).toMatchObject({ on: false });
  });

  test("a key that came with another path before", async () => {
    const { send } = await openSandbox();
    await send("PUT", "demo-good/auto-repay", { on: false }, "k1");
    const other = await send("POST", "demo-good/tickets", { subject: "other" }, "k1");
    expect([other.status, other.json()["code"]]).toEqual([409, "invalid"]);
  });
});

describe("where requests have to be signed,", () => {
  const url = `${AT}/demo-good/limit`;
  const genuine = { method: "GET", url, seconds: START / 1000, nonce: "0123456789abcdef" };

  test("one that is gets its answer", async () => {
    const { ask: send } = await openSandbox({ key: KEY });
    expect((await send({ url, headers: signed(KEY, genuine) })).status).toBe(200);
  });

  test("one that changes something is signed with its body", async () => {
    const { ask: send } = await openSandbox({ key: KEY });
    const body = JSON.stringify({ subject: "other", text: "请帮我查一下" });
    const to = `${AT}/demo-good/tickets`;
    const headers = { ...keyed, ...signed(KEY, { ...genuine, method: "POST", url: to, body }) };
    expect((await send({ method: "POST", url: to, headers, payload: body })).status).toBe(201);
    const fresh = signed(KEY, { ...genuine, method: "POST", url: to, body, nonce: "another-nonce-of-it" });
    const forged = {
      method: "POST",
      url: to,
      headers: { ...keyed, ...fresh },
      payload: body.replace("other", "fraud"),
    } as const;
    expect((await send(forged)).status).toBe(401);
  });

  test.each([
    ["no signature at all", {}],
    ["the signature of another secret", signed({ ...KEY, secret: "guessed" }, genuine)],
    ["the id of another key", { ...signed(KEY, genuine), "fenqi-key-id": "fenqi-other" }],
    ["a signature for another path", signed(KEY, { ...genuine, url: `${AT}/demo-new/limit` })],
    ["a signature for another query", signed(KEY, { ...genuine, url: `${url}?all=1` })],
    ["a signature for another method", signed(KEY, { ...genuine, method: "PUT" })],
    ["a signature for a body it does not have", signed(KEY, { ...genuine, body: "{}" })],
    ["a signature cut short", { ...signed(KEY, genuine), "fenqi-signature": "00" }],
    ["an empty signature", { ...signed(KEY, genuine), "fenqi-signature": "" }],
    ["a time six minutes ago", signed(KEY, { ...genuine, seconds: genuine.seconds - 360 })],
    ["a time six minutes ahead", signed(KEY, { ...genuine, seconds: genuine.seconds + 360 })],
    ["a time that is none", { ...signed(KEY, genuine), "fenqi-timestamp": "now" }],
    ["a nonce that is too short", signed(KEY, { ...genuine, nonce: "1" })],
  ])("one with %s is refused", async (_, headers) => {
    const answer = await (await openSandbox({ key: KEY })).ask({ url, headers });
    expect([answer.status, answer.json()["code"]]).toEqual([401, "unauthorized"]);
  });

  test("one that was listened to is refused when it is sent again, even by a clock that runs ahead", async () => {
    const { ask: send, clock } = await openSandbox({ key: KEY });
    const headers = signed(KEY, { ...genuine, seconds: genuine.seconds + 299 });
    expect((await send({ url, headers })).status).toBe(200);
    expect((await send({ url, headers })).status).toBe(401);
    // Nine minutes later the timestamp still counts as fresh.
    clock.advance(9 * 60_000);
    expect((await send({ url, headers })).json()["message"]).toContain("nonce");
  });

  test("a forged one does not use up the nonce of a genuine one", async () => {
    const { ask: send } = await openSandbox({ key: KEY });
    const headers = signed(KEY, genuine);
    await send({ url, headers: { ...headers, "fenqi-signature": "0".repeat(64) } });
    expect((await send({ url, headers })).status).toBe(200);
  });

  test("whether a customer or a path exists is told to nobody else", async () => {
    const { ask: send } = await openSandbox({ key: KEY });
    for (const path of ["demo-nobody/limit", "demo-good/password"])
      expect((await send({ url: `${AT}/${path}` })).status).toBe(401);
  });
});

function ask(body: unknown) {
  return {
    method: "POST",
    url: `${AT}/demo-good/eligibility`,
    headers: json,
    payload: JSON.stringify(body),
  } as const;
}

function change(body: object, headers: Record<string, string>) {
  return {
    method: "PUT",
    url: `${AT}/demo-good/auto-repay`,
    headers,
    payload: JSON.stringify(body),
  } as const;
}

function ticket(body: object) {
  return {
    method: "POST",
    url: `${AT}/demo-good/tickets`,
    headers: keyed,
    payload: JSON.stringify(body),
  } as const;
}
