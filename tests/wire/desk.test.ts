import { expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { deskClient, hireAt, signIn } from "../support/desk-client.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";
import { words } from "../support/words.ts";

const soon = { timeout: 10_000, interval: 20 };

async function openShop(
  ...agents: Parameters<typeof hireAt> extends [string, ...infer Agents] ? Agents : never
) {
  const dataDir = await scratchDir();
  await hireAt(dataDir, ...agents);
  const app = await smallApp({ DATA_DIR: dataDir });
  return { app, dataDir };
}

test("a customer who asks for a person talks to one, and is handed back to the bot", async () => {
  const { app } = await openShop({ name: "Li" });
  const li = await deskClient(app.url, "li");
  await li.ask("inbox", { view: "mine" });
  const customer = await chatClient(app.url);
  const presences: object[] = [];
  customer.socket.on("presence", (presence) => void presences.push(presence));

  await customer.say("转人工");
  await expect.poll(() => li.alerts, soon).toMatchObject([{ kind: "assigned" }]);
  const [row] = await expect
    .poll(() => li.list(), soon)
    .toHaveLength(1)
    .then(() => li.list());
  const id = row?.id ?? "";
  expect(row).toMatchObject({ phase: "assigned", agent: { name: "Li" }, unread: 1 });
  expect(await li.ask("watch", { id })).toMatchObject({ ok: true });
  await expect.poll(() => presences.at(-1), soon).toEqual({ owner: "assigned", agent: "Li" });

  expect(await li.ask("message", { id, cid: "m1", text: "您好，我是小李" })).toMatchObject({ ok: true });
  await customer.until((seen) => seen.some(({ from }) => from === "agent"));
  await li.ask("note", { id, cid: "n1", text: "先核实身份" });
  await customer.say("谢谢");
  await expect.poll(() => (li.events.get(id) ?? []).map(({ body }) => words(body)), soon).toContain("谢谢");
  expect((li.events.get(id) ?? []).map(({ kind }) => kind)).toContain("note");

  expect(await li.ask("handBack", { id })).toEqual({ ok: true });
  await customer.until((seen) =>
    seen.some(({ body }) => body.type === "handoff" && body.status === "returned"),
  );
  // A note, and what is done at the desk, never reach the customer.
  expect(new Set(customer.seen.map(({ kind }) => kind))).toEqual(new Set(["message", "handoff"]));
  await customer.say("怎么修");
  await customer.until((seen) => seen.at(-1)?.from === "bot");
});

test("an agent of another queue neither notes, tags, marks as seen, is seen typing, nor moves it anywhere", async () => {
  const { app } = await openShop({ name: "Li" }, { name: "Wang", queues: ["repay"] });
  const [li, wang] = [await deskClient(app.url, "li"), await deskClient(app.url, "wang")];
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts, soon).toMatchObject([{ kind: "assigned" }]);
  const id = li.alerts[0]?.id ?? "";
  await li.ask("inbox", { view: "mine" });
  await li.ask("watch", { id });
  const acks = [
    await wang.ask("note", { id, cid: "n1", text: "看看" }),
    await wang.ask("tag", { id, tags: ["急"] }),
    await wang.ask("seen", { id, seq: 1 }),
    await wang.ask("typing", { id, on: true }),
    await wang.ask("claim", { id }),
    await wang.ask("prioritize", { id, urgency: 2 }),
    await wang.ask("release", { id }),
    await wang.ask("transfer", { id, to: { queue: "repay" } }),
    await wang.ask("resolve", { id }),
  ];
  for (const ack of acks) expect(ack).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
  expect(await li.ask("tag", { id, tags: ["老客户"] })).toEqual({ ok: true });
  await expect.poll(() => li.list()[0], soon).toMatchObject({ tags: ["老客户"], lookers: [{ name: "Li" }] });
  expect((li.events.get(id) ?? []).map(({ kind }) => kind)).not.toContain("note");
});

test("a customer sees their place in line, and the agent's typing; the agent sees theirs, and what they have read", async () => {
  const { app } = await openShop({ name: "Li", capacity: 1 });
  const li = await deskClient(app.url, "li");
  const first = await chatClient(app.url);
  await first.say("转人工");
  await expect.poll(() => li.alerts, soon).toHaveLength(1);
  const second = await chatClient(app.url);
  const places: unknown[] = [];
  second.socket.on("presence", (presence) => void places.push(presence));
  await second.say("转人工");
  await expect.poll(() => places.at(-1), soon).toMatchObject({ owner: "waiting", place: 1 });

  const id = li.alerts[0]?.id ?? "";
  const seen: unknown[] = [];
  li.socket.on("typing", (state) => void seen.push(state));
  li.socket.on("read", (state) => void seen.push(state));
  const typing = new Promise((resolve) => first.socket.once("typing", resolve));
  await li.ask("watch", { id });
  await li.ask("typing", { id, on: true });
  expect(await typing).toEqual({ from: "agent", on: true });
  await first.ask("typing", { on: true });
  await first.ask("read", { seq: 2 });
  await expect
    .poll(() => seen, soon)
    .toEqual([
      { id, from: "customer", on: true },
      { id, seq: 2 },
    ]);
});

test("who takes what a colleague has is told who has it", async () => {
  const { app } = await openShop({ name: "Li" }, { name: "Wang" }, { name: "Boss", role: "supervisor" });
  const li = await deskClient(app.url, "li");
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts, soon).toHaveLength(1);
  const id = li.alerts[0]?.id ?? "";
  const wang = await deskClient(app.url, "wang");
  expect(await wang.ask("claim", { id })).toMatchObject({
    ok: false,
    error: { code: "TAKEN", message: /Li/ },
  });
  expect(await wang.ask("message", { id, cid: "m", text: "我来" })).toMatchObject({
    error: { code: "NOT_YOURS" },
  });
  expect(await wang.ask("inbox", { view: "all" })).toMatchObject({ error: { code: "FORBIDDEN" } });
  const boss = await deskClient(app.url, "boss");
  expect(await boss.ask("claim", { id, takesOver: true })).toMatchObject({
    ok: true,
    row: { agent: { name: "Boss" } },
  });
  await expect
    .poll(() => li.alerts, soon)
    .toMatchObject([{ kind: "assigned" }, { kind: "taken", by: { name: "Boss" } }]);
});

test("nobody is let in without a session, or from a page that is not the desk's", async () => {
  const { app } = await openShop({ name: "Li" });
  const { io } = await import("socket.io-client");
  const refused = async (headers: Record<string, string>) => {
    const socket = io(`${app.url}/desk`, {
      transports: ["websocket"],
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    });
    try {
      return await new Promise((resolve) =>
        socket.once("connect_error", ({ message }) => resolve(message)).once("me", resolve),
      );
    } finally {
      socket.disconnect();
    }
  };
  expect(await refused({})).toBe("SIGNED_OUT");
  expect(await refused({ cookie: "fenqi-desk=made-up" })).toBe("SIGNED_OUT");
  const cookie = await signIn(app.url, "li");
  expect(await refused({ cookie, origin: "https://evil.example" })).toBe("ORIGIN_REFUSED");
});

test("signing out closes the agent's windows at once, and their customers go to a colleague", async () => {
  const { app } = await openShop({ name: "Li" }, { name: "Wang" });
  const li = await deskClient(app.url, "li");
  const customer = await chatClient(app.url);
  await customer.say("转人工");
  await expect.poll(() => li.alerts, soon).toHaveLength(1);
  const wang = await deskClient(app.url, "wang");
  const gone = new Promise((resolve) => li.socket.once("signedOut", () => resolve("signed out")));
  await fetch(`${app.url}/api/desk/sign-out`, {
    method: "POST",
    headers: { cookie: li.cookie, "x-fenqi-desk": "1" },
  });
  expect(await gone).toBe("signed out");
  await expect.poll(() => wang.alerts, soon).toMatchObject([{ kind: "assigned", id: li.alerts[0]?.id }]);
});
