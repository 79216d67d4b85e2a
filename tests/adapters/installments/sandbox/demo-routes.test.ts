import { expect, test } from "vitest";
import { openSandbox } from "./open-sandbox.ts";

test("a demo page learns who there is, in both languages", async () => {
  const { ask } = await openSandbox();
  const { customers } = (await ask({ url: "/sandbox/customers" })).json() as {
    customers: { id: string; title: { zh: string; en: string }; story: { zh: string; en: string } }[];
  };
  expect(customers.map(({ id }) => id)).toEqual([
    "demo-good",
    "demo-limit-short",
    "demo-frozen",
    "demo-identity-expired",
    "demo-identity-incomplete",
    "demo-bank-limit",
    "demo-overdue",
    "demo-three-plans",
    "demo-not-posted",
    "demo-refund",
    "demo-new",
  ]);
  for (const { title, story } of customers) {
    for (const words of [title.zh, story.zh]) expect(words).toMatch(/\p{Script=Han}/u);
    for (const words of [title.en, story.en]) expect(words).toMatch(/^[\x20-\x7e]+$/u);
  }
});

test("a reset forgets what customers changed, where it is allowed", async () => {
  const { ask, send, get } = await openSandbox({ allowReset: true });
  await send("POST", "demo-good/tickets", { subject: "limit" }, "k1");
  await send("PUT", "demo-good/auto-repay", { on: false }, "k2");
  expect((await ask({ method: "POST", url: "/sandbox/reset" })).status).toBe(204);
  expect((await get("demo-good/tickets")).json()).toEqual({ tickets: [] });
  expect((await get("demo-good/auto-repay")).json()).toMatchObject({ on: true });
  // The key stands for nothing any more.
  expect((await send("POST", "demo-good/tickets", { subject: "other" }, "k1")).status).toBe(201);
});

test("neither a reset nor faults are to be had where they are not allowed", async () => {
  const { ask } = await openSandbox();
  expect((await ask({ method: "POST", url: "/sandbox/reset" })).status).toBe(404);
  expect((await ask({ method: "POST", url: "/sandbox/faults", payload: { garbage: true } })).status).toBe(
    404,
  );
});

test("of a share of failures of one half every second request fails", async () => {
  const { ask, get } = await openSandbox({ allowFaults: true });
  await ask({ method: "POST", url: "/sandbox/faults", payload: { failShare: 0.5 } });
  const statuses = [];
  for (let asked = 0; asked < 6; asked += 1) statuses.push((await get("demo-good/limit")).status);
  expect(statuses).toEqual([200, 503, 200, 503, 200, 503]);
  expect((await get("demo-good/limit")).status).toBe(200);
  expect((await get("demo-good/limit")).json()).toMatchObject({ code: "unavailable" });
});

test("garbage is sent until it is switched off, and is nothing that can be read", async () => {
  const { ask, get } = await openSandbox({ faults: { garbage: true, slowMs: 1 }, allowFaults: true });
  const { status, json } = await get("demo-good/limit");
  expect(status).toBe(200);
  expect(json).toThrow(SyntaxError);
  await ask({ method: "POST", url: "/sandbox/faults", payload: {} });
  expect((await get("demo-good/limit")).json()).toMatchObject({ frozen: false });
});

test("a fault that does not exist is refused", async () => {
  const { ask } = await openSandbox({ allowFaults: true });
  const refused = await ask({ method: "POST", url: "/sandbox/faults", payload: { explode: true } });
  expect([refused.status, refused.json()["code"]]).toEqual([400, "invalid"]);
});
