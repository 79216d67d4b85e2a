import { describe, expect, test } from "vitest";
import { conversationId } from "../../src/kernel/ids.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { smallDesk } from "../support/small-desk.ts";
import { smallGateway } from "../support/small-gateway.ts";

const soon = { timeout: 10_000, interval: 20 };

describe("what the page around the chat tells", () => {
  test("is kept with the conversation, at the session and from then on", async () => {
    const { url, runtime } = await smallGateway();
    const client = await chatClient(url, { request: { page: "https://shop.example/orders/7", order: "7" } });
    const id = conversationId(client.session.conversationId);
    expect((await runtime.find(id)).context).toEqual({ page: "https://shop.example/orders/7", order: "7" });
    client.socket.volatile.emit("context", { page: "/lamps" });
    await expect.poll(async () => (await runtime.find(id)).context, soon).toEqual({ page: "/lamps" });
    client.socket.volatile.emit("context", {});
    await expect.poll(async () => (await runtime.find(id)).context, soon).toBeUndefined();
  });

  test("is left alone when it is none of what is asked for", async () => {
    const { url, runtime } = await smallGateway();
    const client = await chatClient(url, { request: { page: "/lamps" } });
    const id = conversationId(client.session.conversationId);
    for (const bad of [
      { page: 7 },
      { page: "x".repeat(2049) },
      { order: "1".repeat(65) },
      { basket: "1" },
      null,
      "/lamps",
    ]) {
      expect(await client.ask("context", bad)).toMatchObject({ error: { code: "MESSAGE_INVALID" } });
    }
    expect((await runtime.find(id)).context).toEqual({ page: "/lamps" });
  });

  test("is taken as often as a customer can go from page to page", async () => {
    const { url, runtime } = await smallGateway();
    const client = await chatClient(url);
    const acks = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => client.ask("context", { page: `/${nth}` })),
    );
    expect(acks.filter(({ ok }) => ok)).toHaveLength(20);
    expect((await runtime.find(conversationId(client.session.conversationId))).context).toEqual({
      page: "/19",
    });
  });
});

test("a button of the page asks for an intent, is shown to the customer as their own words, and answered", async () => {
  const { url } = await smallGateway();
  const client = await chatClient(url);
  expect(await client.ask("message", { cid: "a", intent: "mend" })).toMatchObject({ ok: true, seq: 1 });
  expect(await client.ask("message", { cid: "a", intent: "mend" })).toMatchObject({ ok: true, seq: 1 });
  await client.until((seen) => seen.length >= 3);
  expect(client.transcript()).toEqual(["customer: 怎么修", "bot: 插上插头", "bot: 解决了吗"]);
  for (const intent of ["none", "gone"]) {
    expect(await client.ask("message", { cid: intent, intent })).toMatchObject({
      ok: false,
      error: { code: "CHOICE_UNKNOWN", retryable: false },
    });
  }
});

describe("how far an agent has seen the conversation", () => {
  const openShop = async () => {
    const desk = await smallDesk();
    const { url } = await smallGateway({ runtime: desk });
    const li = await desk.hire("Li");
    const customer = await chatClient(url);
    const id = conversationId(customer.session.conversationId);
    const seen: number[] = [];
    customer.socket.on("seen", ({ seq }) => void seen.push(seq));
    await customer.say("转人工");
    await desk.settle();
    return { desk, url, li, customer, id, seen };
  };

  test("is told to the customer at once, and again on every connection", async () => {
    const { desk, url, li, customer, id, seen } = await openShop();
    await desk.room.desk.seen(li, id, 1);
    await expect.poll(() => seen, soon).toEqual([1]);
    const tab = await chatClient(url, { token: customer.session.token });
    const known: number[] = [];
    tab.socket.on("seen", ({ seq }) => void known.push(seq));
    tab.socket.disconnect().connect();
    await expect.poll(() => known, soon).toEqual([1]);
  });

  test("is nothing that a colleague makes by looking, nor what is not there yet", async () => {
    const { desk, li, id, seen } = await openShop();
    const boss = await desk.hire("Wang", { role: "supervisor" });
    const owner = (await desk.find(id)).state;
    expect(owner).toMatchObject({ phase: "assigned", agent: { id: "Li" } });
    await desk.room.desk.seen(boss, id, 2);
    await desk.room.desk.seen(li, id, 99);
    await desk.room.desk.seen(li, id, 3);
    await expect.poll(() => seen, soon).toEqual([3]);
  });

  test("is not told to a customer whom no agent has seen", async () => {
    const { url } = await smallGateway();
    const customer = await chatClient(url);
    const seen: number[] = [];
    const present = new Promise((resolve) => customer.socket.once("presence", resolve));
    customer.socket.on("seen", ({ seq }) => void seen.push(seq));
    customer.socket.disconnect().connect();
    await present;
    expect(await customer.ask("ping", {})).toEqual({ ok: true });
    expect(seen).toEqual([]);
  });
});

test("a session tells the questions of the page it is opened on", async () => {
  const { url } = await smallGateway();
  const { bot } = await openSession(url, { request: { page: "/" } });
  expect(bot.suggestions).toEqual(["怎么修"]);
});
