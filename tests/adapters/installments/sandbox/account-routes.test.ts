import path from "node:path";
import { expect, test } from "vitest";
import { scratchDir } from "../../../support/scratch.ts";
import { openSandbox } from "./open-sandbox.ts";

const reasons = async (customer: string, question: object) =>
  (await (await openSandbox()).send("POST", `${customer}/eligibility`, question)).json();

test("a purchase of 2,000.00 yuan is 700.00 more than the limit, of which the next repayment frees 420.00", async () => {
  expect(await reasons("demo-limit-short", { amount: 200_000 })).toEqual({
    eligible: false,
    reasons: [{ code: "limit", available: 130_000, short: 70_000, nextDue: 42_000 }],
  });
});

test("a limit is no reason while nobody knows the amount, and enough of it is left for some purchase", async () => {
  expect(await reasons("demo-limit-short", {})).toEqual({ eligible: true, reasons: [] });
});

test.each([
  ["demo-good", { amount: 399_900 }, []],
  ["demo-new", {}, []],
  ["demo-frozen", {}, [{ code: "frozen", reason: "risk" }]],
  ["demo-identity-expired", {}, [{ code: "identity", status: "expired" }]],
  ["demo-identity-incomplete", {}, [{ code: "identity", status: "incomplete" }]],
  ["demo-overdue", {}, [{ code: "overdue", amount: 33_325, since: "2026-02-25" }]],
  ["demo-good", { amount: 9_900 }, [{ code: "amount", minimum: 10_000, maximum: 5_000_000 }]],
  [
    "demo-good",
    { amount: 1_000, order: "MKT-1" },
    [{ code: "amount", minimum: 10_000, maximum: 5_000_000 }, { code: "merchant" }],
  ],
  ["demo-good", { order: "GIFT-20" }, [{ code: "product" }]],
])("what stands against a purchase of %s (%o) is %o", async (customer, question, expected) => {
  expect(await reasons(customer, question)).toEqual({ eligible: expected.length === 0, reasons: expected });
});

test("a card that pays too little at once stands against every purchase", async () => {
  expect(await reasons("demo-bank-limit", {})).toMatchObject({
    eligible: false,
    reasons: [{ code: "bank_limit", method: { tail: "6152", perTransaction: 30_000 } }],
  });
});

test("everything that stands against a purchase is told, what to mend first first", async () => {
  const answer = await reasons("demo-identity-incomplete", { amount: 6_000_000, order: "GIFT-20" });
  expect(answer["reasons"]).toEqual([
    { code: "identity", status: "incomplete" },
    { code: "limit", available: 300_000, short: 5_700_000 },
    { code: "amount", minimum: 10_000, maximum: 5_000_000 },
    { code: "product" },
  ]);
});

test("automatic repayment that was switched off stays off, and on again debits the first method", async () => {
  const { send, get } = await openSandbox();
  await send("PUT", "demo-three-plans/auto-repay", { on: false }, "k1");
  expect((await get("demo-three-plans/auto-repay")).json()).toEqual({ offered: true, on: false });
  const on = await send("PUT", "demo-three-plans/auto-repay", { on: true }, "k2");
  expect(on.json()).toMatchObject({ on: true, method: { id: "pm-bocom-2091" }, next: { amount: 44_983 } });
  expect((await get("demo-three-plans/auto-repay")).json()).toEqual(on.json());
});

test("automatic repayment takes the method that is asked for, unless it has expired", async () => {
  const { send } = await openSandbox();
  const wallet = await send("PUT", "demo-three-plans/auto-repay", { on: true, method: "pm-alipay" }, "k1");
  expect(wallet.json()).toMatchObject({ on: true, method: { kind: "alipay" } });
  const expired = await send("PUT", "demo-three-plans/auto-repay", { on: true, method: "pm-cmb-1187" }, "k2");
  expect([expired.status, expired.json()["code"]]).toEqual([400, "invalid"]);
});

test("automatic repayment is refused to a customer who is not offered it", async () => {
  const { send } = await openSandbox();
  const refused = await send("PUT", "demo-new/auto-repay", { on: true }, "k1");
  expect([refused.status, refused.json()["code"]]).toEqual([403, "not_offered"]);
});

test("a ticket is listed afterwards, for its customer alone, the newest first", async () => {
  const { send, get, clock } = await openSandbox();
  await send("POST", "demo-good/tickets", { subject: "refund" }, "k1");
  clock.advance(60_000);
  const made = await send("POST", "demo-good/tickets", { subject: "fraud", text: "不是我下的单" }, "k2");
  expect([made.status, made.json()]).toEqual([
    201,
    {
      id: "T10002",
      subject: "fraud",
      status: "open",
      createdAt: "2026-03-09T03:21:00.000Z",
      answerBy: "2026-03-10T03:21:00.000Z",
    },
  ]);
  const tickets = (await get("demo-good/tickets")).json()["tickets"];
  expect(tickets).toEqual([made.json(), expect.objectContaining({ subject: "refund" })]);
  expect((await get("demo-new/tickets")).json()).toEqual({ tickets: [] });
});

test("a change that comes again with the same key is made once and answered the same", async () => {
  const { send, get, clock } = await openSandbox();
  const first = await send("POST", "demo-good/tickets", { subject: "limit" }, "k1");
  clock.advance(3_600_000);
  const again = await send("POST", "demo-good/tickets", { subject: "limit" }, "k1");
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect((await get("demo-good/tickets")).json()).toEqual({ tickets: [first.json()] });
});

test("the same key of two customers means two changes", async () => {
  const { send, get } = await openSandbox();
  await send("POST", "demo-good/tickets", { subject: "limit" }, "k1");
  await send("POST", "demo-new/tickets", { subject: "other" }, "k1");
  expect((await get("demo-new/tickets")).json()).toMatchObject({ tickets: [{ subject: "other" }] });
});

test("what was refused is not remembered under its key", async () => {
  const { send } = await openSandbox();
  const body = { subject: "refund", order: "000000000000" };
  expect((await send("POST", "demo-good/tickets", body, "k1")).status).toBe(404);
  expect((await send("POST", "demo-good/tickets", { subject: "refund" }, "k1")).status).toBe(201);
});

test("a link repays what is billed of an order, for half an hour", async () => {
  const { get } = await openSandbox();
  expect((await get("demo-good/orders/816044172093/repayment-link")).json()).toMatchObject({
    amount: 19_992,
    expiresAt: "2026-03-09T03:50:00.000Z",
  });
  // One period is overdue, and the next one is not billed yet.
  expect((await get("demo-overdue/orders/812039948861/repayment-link")).json()).toMatchObject({
    amount: 33_325,
  });
});

test("there is no link for an order that is paid off", async () => {
  const { get } = await openSandbox();
  const refused = await get("demo-good/orders/804190025518/repayment-link");
  expect([refused.status, refused.json()["code"]]).toEqual([403, "not_offered"]);
});

test("bills move with the days", async () => {
  const { get, clock } = await openSandbox();
  const next = async () => (await get("demo-good/auto-repay")).json()["next"];
  expect(await next()).toEqual({ amount: 19_992, due: "2026-03-17" });
  clock.advance(30 * 86_400_000);
  expect(await next()).toEqual({ amount: 19_992, due: "2026-04-16" });
});

test("what customers changed is still there after a restart, when it is kept in a file", async () => {
  const file = path.join(await scratchDir(), "sandbox.sqlite");
  const first = await openSandbox({ file });
  const made = await first.send("POST", "demo-good/tickets", { subject: "limit" }, "k1");
  const second = await openSandbox({ file });
  expect((await second.get("demo-good/tickets")).json()).toEqual({ tickets: [made.json()] });
});
