import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../src/kernel/errors.ts";
import { connect, httpShop, limit, patient, type Reply } from "./http-shop.ts";

const asked = async (reply: Reply, attemptMs = 4000) => {
  const shop = await httpShop(() => reply);
  const outcomes: string[] = [];
  const { installments, lines } = connect(shop, {
    onOutcome: ({ operation, outcome }) => outcomes.push(`${operation} ${outcome}`),
    limits: { attemptMs },
  });
  const answer = await installments.limit("c-1", patient());
  return { answer, lines, outcomes, heard: shop.heard };
};

const problem = (code: string) => ({ code, message: "No." });

describe("an answer of the shop", () => {
  test("is brought with what was agreed, and nothing else of it", async () => {
    const { answer, outcomes, heard } = await asked({ body: { ...limit(), salary: 7, frozen: false } });
    expect(answer).toEqual({ type: "ok", value: limit() });
    expect(outcomes).toEqual(["limit ok"]);
    expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /v1/customers/c-1/limit"]);
  });

  test.each(["application/json; charset=utf-8", "Application/JSON", "application/hal+json"])(
    "may call itself %s",
    async (type) => {
      expect((await asked({ headers: { "content-type": type }, body: limit() })).answer.type).toBe("ok");
    },
  );

  test.each([
    [404, "customer_unknown"],
    [404, "order_unknown"],
    [403, "not_offered"],
    [400, "invalid"],
    [409, "invalid"],
  ])("that refuses with %i and %s is a refusal", async (status, code) => {
    const { answer, outcomes, lines } = await asked({ status, body: problem(code) });
    expect(answer).toEqual({ type: "refused", code });
    expect(outcomes).toEqual(["limit refused"]);
    expect(lines).toEqual([]);
  });

  test.each<[string, Reply, string]>([
    ["that is no JSON", { body: "<html>" }, "not JSON"],
    ["that is half of one", { body: '{"total": 1' }, "not JSON"],
    ["that is no UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, "not JSON"],
    ["that is empty", { body: "" }, "not JSON"],
    ["of another kind", { headers: { "content-type": "text/html" }, body: limit() }, "content type"],
    [
      "that says it is too large",
      { headers: { "content-length": "262146" }, body: `"${"x".repeat(256 * 1024)}"` },
      "too large",
    ],
    [
      "that turns out to be too large",
      {
        headers: { "content-encoding": "gzip" },
        body: gzipSync(JSON.stringify({ ...limit(), x: " ".repeat(1 << 20) })),
      },
      "too large",
    ],
    ["that points elsewhere", { status: 302, headers: { location: "/v1/elsewhere" } }, "redirect"],
    ["from something in between", { status: 404, headers: { "content-type": "text/html" } }, "content type"],
    ["that the shop broke over", { status: 500, body: problem("unavailable") }, "broken"],
    ["to somebody it does not know", { status: 401, body: problem("unauthorized") }, "unauthorized"],
  ])("%s is an error, logged with its reason", async (_, reply, why) => {
    const { answer, lines, outcomes, heard } = await asked(reply);
    expect(answer).toEqual({ type: "error" });
    expect(outcomes).toEqual(["limit error"]);
    expect(lines).toMatchObject([{ level: "warn", fields: { operation: "limit", why } }]);
    expect(heard).toHaveLength(1);
  });

  test("that breaks the agreement is an error, logged with the places where", async () => {
    const { answer, lines } = await asked({ body: { ...limit(), total: "5000", used: -1 } });
    expect(answer).toEqual({ type: "error" });
    expect(lines).toMatchObject([
      { level: "error", fields: { operation: "limit", issues: ["total: invalid_type", "used: too_small"] } },
    ]);
  });

  test.each([
    [403, problem("unauthorized"), { status: 403, code: "unauthorized" }],
    [418, { teapot: true }, { status: 418 }],
  ])("with %i that gives no reason to tell is an error", async (status, body, fields) => {
    const { answer, lines } = await asked({ status, body });
    expect(answer).toEqual({ type: "error" });
    expect(lines).toMatchObject([{ level: "warn", fields }]);
  });
});

describe("an answer that does not come", () => {
  test("within the time of an attempt is a timeout, and is not waited for again", async () => {
    const { answer, outcomes, heard } = await asked("hang", 30);
    expect(answer).toEqual({ type: "timeout" });
    expect(outcomes).toEqual(["limit timeout"]);
    expect(heard).toHaveLength(1);
  });

  test("to its end is a timeout as well", async () => {
    const { answer } = await asked({ headers: { "content-length": "900" }, body: '{"total":' }, 30);
    expect(answer).toEqual({ type: "timeout" });
  });

  test("before the customer's turn is over is a timeout", async () => {
    const abort = new AbortController();
    const shop = await httpShop(() => {
      abort.abort();
      return "hang";
    });
    const { installments } = connect(shop);
    expect(await installments.limit("c-1", abort)).toEqual({ type: "timeout" });
    expect(await installments.eligibility("c-1", {}, abort)).toEqual({ type: "timeout" });
    expect(await installments.limit("c-1", abort)).toEqual({ type: "timeout" });
    expect(shop.heard).toHaveLength(1);
  });

  test("because nobody is there is an error", async () => {
    const { answer, lines } = await asked("hang up");
    expect(answer).toEqual({ type: "error" });
    expect(lines).toMatchObject([
      { fields: { why: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/u) } },
    ]);
  });
});

describe("every question", () => {
  test("goes to the place that was agreed, below the address that is set", async () => {
    const shop = await httpShop(() => ({ status: 404, body: problem("customer_unknown") }));
    const { installments } = connect({ url: `${shop.url}/pay/` });
    const about = { ...patient(), key: "k-1" };
    await installments.identity("c 1", about);
    await installments.orders("c/1", about);
    await installments.order("张三", "SO-1", about);
    await installments.repaymentLink("c-1", "SO?1", about);
    await installments.paymentMethods("c-1", about);
    await installments.autoRepay("c-1", about);
    await installments.setAutoRepay("c-1", { on: false }, about);
    await installments.eligibility("c-1", { amount: 5 }, about);
    await installments.tickets("c-1", about);
    await installments.createTicket("c-1", { subject: "refund" }, about);
    expect(shop.heard.map(({ method, path, body }) => `${method} ${path} ${body}`.trim())).toEqual([
      "GET /pay/v1/customers/c%201/identity",
      "GET /pay/v1/customers/c%2F1/orders",
      "GET /pay/v1/customers/%E5%BC%A0%E4%B8%89/orders/SO-1",
      "GET /pay/v1/customers/c-1/orders/SO%3F1/repayment-link",
      "GET /pay/v1/customers/c-1/payment-methods",
      "GET /pay/v1/customers/c-1/auto-repay",
      'PUT /pay/v1/customers/c-1/auto-repay {"on":false}',
      'POST /pay/v1/customers/c-1/eligibility {"amount":5}',
      "GET /pay/v1/customers/c-1/tickets",
      'POST /pay/v1/customers/c-1/tickets {"subject":"refund","text":""}',
    ]);
  });

  test.each(["", ".", "..", "\uD800", "x".repeat(201)])(
    "about %j, which names nobody, is answered without the shop",
    async (id) => {
      const shop = await httpShop(() => ({ body: limit() }));
      const { installments } = connect(shop);
      const unknown = { type: "refused", code: "customer_unknown" };
      expect(await installments.limit(id, patient())).toEqual(unknown);
      expect(await installments.eligibility(id, {}, patient())).toEqual(unknown);
      expect(await installments.createTicket(id, { subject: "refund" }, patient())).toEqual(unknown);
      expect(await installments.order("c-1", id, patient())).toEqual({
        type: "refused",
        code: "order_unknown",
      });
      expect(shop.heard).toEqual([]);
    },
  );

  test("that would break the agreement is not asked", async () => {
    const shop = await httpShop(() => ({ body: {} }));
    const { installments } = connect(shop);
    const invalid = { type: "refused", code: "invalid" };
    expect(await installments.eligibility("c-1", { amount: 0.5 }, patient())).toEqual(invalid);
    const long = { subject: "other", text: "很".repeat(2001) } as const;
    expect(await installments.createTicket("c-1", long, patient())).toEqual(invalid);
    expect(shop.heard).toEqual([]);
  });
});

test.each(["http://shop.example", "ftp://localhost", "https://me:secret@shop.example", "shop"])(
  "customers' data does not go to %s",
  (url) => {
    expect(() => connect({ url })).toThrow(AppError);
    expect(() => connect({ url })).toThrow(/^INSTALLMENTS_URL is no address(?!.*secret)/u);
  },
);
