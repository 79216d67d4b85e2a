import { describe, expect, test } from "vitest";
import type { ChatEvent } from "../../src/protocol/event.ts";
import { chatClient, openSession } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { smallApp } from "../support/small-app.ts";

const upTo = (seq: number) => (seen: readonly ChatEvent[]) => (seen.at(-1)?.seq ?? 0) >= seq;

describe("a message", () => {
  test("is acknowledged with its place in the log, shown to its sender, and answered", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const ack = await client.say("坏了怎么办", "cid-1");
    expect(ack).toEqual({ ok: true, seq: 1, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
    await client.until(upTo(3));
    expect(client.transcript()).toEqual(["customer: 坏了怎么办", "bot: 插上插头", "bot: 解决了吗"]);
    expect(client.seen[0]).toMatchObject({ cid: "cid-1", at: ack.ok && ack.at });
  });

  test("sent right after another one is logged and answered after it", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const acks = await Promise.all([client.say("坏了怎么办"), client.say("没解决")]);
    expect(acks).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    await client.until(upTo(6));
    expect(client.transcript().slice(2)).toEqual([
      "bot: 插上插头",
      "bot: 解决了吗",
      "bot: 换个灯泡",
      "bot: 解决了吗",
    ]);
  });

  test("sent twice is acknowledged alike, logged once and answered once", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const acks = await Promise.all([client.say("坏了怎么办", "twice"), client.say("坏了怎么办", "twice")]);
    await client.until(upTo(3));
    const late = await client.say("坏了怎么办", "twice");
    expect([acks[1], late]).toEqual([acks[0], acks[0]]);
    expect(await client.ask("fetch", {})).toMatchObject({ ok: true, last: 3, events: [{}, {}, {}] });
    expect(client.seen).toHaveLength(3);
  });

  test("reaches every tab of the customer, and nobody else", async () => {
    const { url } = await smallApp();
    const tab = await chatClient(url);
    const otherTab = await chatClient(url, { token: tab.session.token });
    const stranger = await chatClient(url);
    await tab.say("坏了怎么办");
    await Promise.all([tab.until(upTo(3)), otherTab.until(upTo(3))]);
    expect(otherTab.seen).toEqual(tab.seen);
    expect(stranger.seen).toEqual([]);
    expect(await stranger.ask("fetch", {})).toEqual({ ok: true, events: [], last: 0 });
  });

  test("needs no ack function", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    client.socket.emit("message", { cid: "a", text: "坏了怎么办" }, undefined as never);
    await client.until(upTo(3));
  });
});

describe("a client that was away", () => {
  test("gets exactly what it missed, in order", async () => {
    const { url } = await smallApp();
    const here = await chatClient(url);
    const away = await chatClient(url, { token: here.session.token });
    await here.say("坏了怎么办");
    await away.until(upTo(3));
    away.close();
    await here.say("没解决");
    await here.say("解决了");
    await here.until(upTo(8));
    away.socket.connect();
    await away.until(upTo(8));
    expect(away.seen).toEqual(here.seen);
  });

  test("gets the whole log when it has nothing, and nothing when it has it all", async () => {
    const { url } = await smallApp();
    const first = await chatClient(url);
    await first.say("坏了怎么办");
    await first.until(upTo(3));
    const { token } = first.session;
    const empty = await chatClient(url, { token });
    await empty.until(upTo(3));
    const full = await chatClient(url, { token, after: 3 });
    await full.say("解决了");
    await full.until(upTo(5));
    expect(full.seen.map((event) => event.seq)).toEqual([4, 5]);
    expect(empty.seen.slice(0, 3)).toEqual(first.seen.slice(0, 3));
  });

  test("goes on at the same step after the server was restarted on the same data", async () => {
    const DATA_DIR = await scratchDir();
    const CONTENT_DIR = await contentDir(mendingContent);
    const before = await smallApp({ DATA_DIR, CONTENT_DIR });
    const client = await chatClient(before.url);
    await client.say("坏了怎么办");
    await client.until(upTo(3));
    await before.close();

    const after = await smallApp({ DATA_DIR, CONTENT_DIR });
    const again = await chatClient(after.url, { token: client.session.token });
    expect(again.session).toMatchObject({ conversationId: client.session.conversationId, last: 3 });
    await again.say("没解决");
    await again.until(upTo(6));
    expect(again.seen.slice(0, 3)).toEqual(client.seen);
    expect(again.transcript().slice(3)).toEqual(["customer: 没解决", "bot: 换个灯泡", "bot: 解决了吗"]);
  });
});

describe("a button", () => {
  test("leads on, and the log says which one was pressed", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    await client.say("坏了怎么办");
    await client.until(upTo(3));
    const { body } = client.seen[2] ?? {};
    const options = body !== undefined && "options" in body ? (body.options ?? []) : [];
    expect(options.map((option) => option.label)).toEqual(["解决了", "没解决", "转人工"]);
    const choice = { seq: 3, option: options[1]?.id };
    expect(await client.ask("message", { cid: "press", choice })).toMatchObject({ ok: true, seq: 4 });
    expect(await client.ask("message", { cid: "press", choice })).toMatchObject({ ok: true, seq: 4 });
    await client.until(upTo(6));
    expect(client.transcript().slice(3)).toEqual(["customer: [没解决]", "bot: 换个灯泡", "bot: 解决了吗"]);
  });

  test("that was never shown is refused", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    expect(await client.ask("message", { cid: "x", choice: { seq: 1, option: "solved" } })).toMatchObject({
      ok: false,
      error: { code: "CHOICE_UNKNOWN", retryable: false },
    });
  });
});

describe("a person, while none is there", () => {
  test("is asked for by one button, the bot is silent from then on, and comes back when it is wanted", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    await client.say("坏了怎么办");
    expect(await client.ask("human", {})).toMatchObject({ ok: true, seq: 4 });
    await client.until(upTo(6));
    await client.say("在吗");
    await client.say("回到机器人");
    await client.until((seen) =>
      seen.some((event) => event.body.type === "handoff" && event.body.status === "returned"),
    );
    const lines = client.transcript();
    expect(lines.slice(3, 9)).toEqual([
      "customer: 转人工",
      "system: offline",
      "bot: unstaffed",
      "customer: 在吗",
      "customer: 回到机器人",
      "system: returned",
    ]);
    expect((await openSession(url, { token: client.session.token })).state.owner).toBe("bot");
  });

  test("once asked for, is what a client that connects later is told", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    await client.say("转人工");
    await client.until(upTo(3));
    const { token } = client.session;
    expect((await openSession(url, { token })).state.owner).toBe("offline");
  });

  test("is not told to customers with what is meant for agents", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    await client.say("转人工");
    await client.until(upTo(3));
    expect(JSON.stringify(client.seen)).not.toContain("客户要求");
  });
});

describe("what is not right", () => {
  test("is refused with a code, and the connection lives on", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const bad: readonly [string, unknown][] = [
      ["message", undefined],
      ["message", null],
      ["message", "坏了"],
      ["message", { text: "坏了" }],
      ["message", { cid: "a", text: "" }],
      ["message", { cid: "a", text: "   " }],
      ["message", { cid: "a", text: "长".repeat(4001) }],
      ["message", { cid: "a".repeat(65), text: "坏了" }],
      ["message", { cid: "a", text: "坏了", from: "bot" }],
      ["message", { cid: "a", choice: { seq: "1", option: "x" } }],
      ["message", [1, 2]],
      ["fetch", { limit: 0 }],
      ["fetch", { limit: 10_000 }],
      ["read", { seq: -1 }],
      ["suggest", {}],
      ["typing", { on: "yes" }],
      ["no-such-request", {}],
    ];
    for (const [name, payload] of bad) {
      expect(await client.ask(name, payload), `${name} ${JSON.stringify(payload)}`).toMatchObject({
        ok: false,
        error: { code: "MESSAGE_INVALID", retryable: false },
      });
    }
    expect(await client.say("坏了怎么办")).toMatchObject({ ok: true, seq: 1 });
  });

  test("a flood is told to slow down and to try again", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const acks = await Promise.all(Array.from({ length: 40 }, (_, index) => client.say(`第${index}条`)));
    const refused = acks.filter((ack) => !ack.ok);
    expect(refused.length).toBeGreaterThanOrEqual(15);
    expect(refused[0]).toMatchObject({ error: { code: "TOO_MANY_REQUESTS", retryable: true } });
    expect(acks.slice(0, 20).every((ack) => ack.ok)).toBe(true);
  });

  test("a connection without a good token is not let in", async () => {
    const { url } = await smallApp();
    const client = await chatClient(url);
    const connectWith = (auth: Record<string, unknown>) =>
      new Promise<unknown>((resolve) => {
        const socket = client.socket.io.socket("/chat", { auth });
        socket.auth = auth;
        client.close();
        socket.once("connect", () => resolve("connected"));
        socket.once("connect_error", (error: Error & { data?: unknown }) => resolve(error.data));
        socket.connect();
      });
    for (const auth of [
      {},
      { token: "nonsense" },
      { token: `${client.session.token}x` },
      { token: 7, after: 0 },
    ]) {
      expect(await connectWith(auth)).toMatchObject({ code: "SESSION_INVALID", retryable: false });
    }
  });

  test("a payload of more than 64 KB costs its sender the connection, and nobody else anything", async () => {
    const { url } = await smallApp();
    const [greedy, other] = [await chatClient(url), await chatClient(url)];
    const gone = new Promise((resolve) => greedy.socket.once("disconnect", resolve));
    greedy.socket.emit("message", { cid: "a", text: "长".repeat(70_000) }, () => {});
    await gone;
    expect(await other.say("坏了怎么办")).toMatchObject({ ok: true });
  });
});

test("the log can be read back in pages, a rating is kept, and questions are suggested while typing", async () => {
  const { url } = await smallApp();
  const client = await chatClient(url);
  await client.say("坏了怎么办");
  await client.until(upTo(3));
  const newest = await client.ask("fetch", { before: 4, limit: 2 });
  expect(newest).toMatchObject({ ok: true, last: 3, events: [{ seq: 2 }, { seq: 3 }] });
  expect(await client.ask("fetch", { after: 2 })).toMatchObject({ events: [{ seq: 3 }] });
  expect(await client.ask("read", { seq: 3 })).toEqual({ ok: true });
  expect(await client.ask("rate", { score: 5, comment: "很好" })).toMatchObject({ ok: true, seq: 4 });
  expect(await client.ask("suggest", { text: "怎么" })).toEqual({ ok: true, suggestions: ["怎么修"] });
  expect(await client.ask("typing", { on: true })).toEqual({ ok: true });
});

test("two servers run in one process without knowing of each other", async () => {
  const [one, other] = [await smallApp(), await smallApp()];
  const [client, stranger] = [await chatClient(one.url), await chatClient(other.url)];
  await client.say("坏了怎么办");
  await client.until(upTo(3));
  expect(stranger.seen).toEqual([]);
  await expect(openSession(other.url, { token: client.session.token })).rejects.toThrow();
});
