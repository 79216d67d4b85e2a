import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerId } from "../../../../src/kernel/ids.ts";
import { readCallResult } from "../../../../src/runtime/read-call-result.ts";
import { declaredActions } from "./declared-actions.ts";
import type { Reply } from "./http-shop.ts";
import { card, NOW, order, shopAccounts } from "./shop-accounts.ts";

/** Everything a shop could say in one answer, so that any question finds what it asks for. */
const rich = {
  ...order({ refund: { amount: 77_777, requestedAt: "2026-03-01T00:00:00Z" }, payoff: 42_042 }),
  status: "verified",
  used: 1,
  available: 2,
  frozen: false,
  orders: [order()],
  methods: [card()],
  offered: true,
  on: true,
  method: card(),
  eligible: false,
  reasons: [{ code: "bank_limit", method: card() }],
  url: "https://pay.example/x",
  expiresAt: "2026-03-09T09:00:00Z",
  amount: 42_050,
  tickets: [],
  subject: "other",
  createdAt: "2026-03-09T08:00:00Z",
};

const anyReply: fc.Arbitrary<Exclude<Reply, string>> = fc.oneof(
  fc.jsonValue().map((body) => ({ body })),
  fc
    .tuple(fc.subarray(Object.keys(rich)), fc.jsonValue(), fc.constantFrom("status", "plan", "refund"))
    .map(([names, value, name]) => ({
      body: {
        ...rich,
        ...Object.fromEntries(names.map((each) => [each, value])),
        [name]: order()[name as "plan"],
      },
    })),
  fc
    .tuple(
      fc.constantFrom("status", "verified", "active", "open"),
      fc.dictionary(fc.string(), fc.jsonValue()),
    )
    .map(([status, more]) => ({ body: { ...more, ...rich, status } })),
  fc.string().map((body) => ({ body })),
  fc.tuple(fc.integer({ min: 400, max: 599 }), fc.jsonValue()).map(([status, body]) => ({ status, body })),
);

const input = { order: "SO-1", on: true, subject: "other", text: "我的卡尾号6021", amount: 5 };

test("whatever the shop answers, an action brings what it declares or fails", async () => {
  let reply: Reply = {};
  // Every question reaches the shop, however often it failed before, and whatever it said last.
  const { call } = await shopAccounts(() => reply, { breakerLeast: Number.POSITIVE_INFINITY });
  let customers = 0;
  const actions = declaredActions();
  const came = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyReply, fc.constantFrom(...actions), async (answer, action) => {
      reply = answer;
      const customer = { id: customerId(`sub:c-${++customers}`), identified: true, provenAt: NOW };
      const result = await call(action.id, input, customer);
      came.add(result.outcome);
      if (result.outcome === "error") expect(result.fields).toEqual({});
      else expect(readCallResult(action, result)).toEqual(result);
    }),
    { numRuns: 400 },
  );
  // Whatever the draws, more than failures came.
  expect(came.size).toBeGreaterThan(3);
});

describe("the log", () => {
  const replies: readonly [string, Reply][] = [
    ["everything is right", { body: rich }],
    [
      "nothing is",
      { body: { ...rich, total: "李雷", plan: "6021", orders: [{ goods: "扫地机器人" }], available: -2 } },
    ],
    ["a refusal says too much", { status: 418, body: { code: "李雷", message: "c-1 李雷 6021 420.50" } }],
    ["the shop breaks", { status: 500, body: "c-1 李雷 6021" }],
    ["the shop rests", { status: 503, headers: { "retry-after": "9" } }],
    ["the shop hangs up", "hang up"],
    ["the answer is no JSON", { body: "李雷 6021 扫地机器人" }],
  ];

  test.each(replies)("says neither who it was about nor what came, when %s", async (_, reply) => {
    const { call, lines } = await shopAccounts(() => reply);
    for (const { id } of declaredActions()) await call(id, input);
    if (reply !== replies[0]?.[1]) expect(lines.length).toBeGreaterThan(0);
    // A hash may hold any digits.
    const written = lines.map(({ fields: { customer: hash = "00000000", ...fields }, ...line }) => {
      expect(hash).toMatch(/^[\da-f]{8}$/u);
      return JSON.stringify({ ...line, fields });
    });
    expect(written.join()).not.toMatch(/c-1|李雷|6021|扫地机器人|招商|SO-1|420|42050|77777|pay\.example/u);
  });
});
