import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatClient, chatClient } from "../support/chat-client.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { scratchDir } from "../support/scratch.ts";
import { compileProgram, runProgram, urlOf } from "../support/server-process.ts";

let program: ReturnType<typeof compileProgram>;

beforeAll(() => {
  program = compileProgram();
}, 60_000);

afterAll(() => program.remove());

/** A server that can be killed and comes back on the same port and data. */
async function mortalServer(more: Readonly<Record<string, string>> = {}) {
  const env = {
    DATA_DIR: await scratchDir(),
    CONTENT_DIR: await contentDir(mendingContent),
    LOG_LEVEL: "error",
    COALESCE_MS: "0",
    ...more,
  };
  let server = runProgram(program.main, ["start"], { ...env, PORT: "0" });
  const url = await urlOf(server);
  return {
    url,
    async kill() {
      server.child.kill("SIGKILL");
      expect(await server.ended).toBe("SIGKILL");
    },
    async start() {
      server = runProgram(program.main, ["start"], { ...env, PORT: new URL(url).port });
      await urlOf(server);
    },
  };
}

/** Sends until it is acknowledged, as a widget's outbox does. */
async function sayAtLast(client: ChatClient, text: string): Promise<void> {
  const cid = randomUUID();
  for (;;) {
    const ack = await client.socket
      .timeout(500)
      .emitWithAck("message", { cid, text })
      .catch(() => undefined);
    if (ack?.ok) return;
  }
}

test("killed in the middle of a dialog, the server goes on at the same step when it is back", async () => {
  const server = await mortalServer();
  const client = await chatClient(server.url);
  await client.say("坏了怎么办");
  await client.until((seen) => seen.length === 3);
  await server.kill();
  const waiting = sayAtLast(client, "没解决");
  await server.start();
  await waiting;
  await client.until((seen) => seen.length >= 6);
  expect(client.transcript()).toEqual([
    "customer: 坏了怎么办",
    "bot: 插上插头",
    "bot: 解决了吗",
    "customer: 没解决",
    "bot: 换个灯泡",
    "bot: 解决了吗",
  ]);
}, 60_000);

test("killed the moment it has acknowledged a message, the server still answers it, once", async () => {
  const server = await mortalServer();
  const client = await chatClient(server.url);
  for (let round = 0; round < 2; round++) {
    const before = client.seen.length;
    await sayAtLast(client, "坏了怎么办");
    await server.kill();
    await server.start();
    await client.until(
      (seen) => seen.length > before && seen.at(-1)?.from === "bot" && seen.at(-1)?.body.type !== "text",
    );
  }
  const log = await client.ask("fetch", {});
  expect(log).toMatchObject({ ok: true, events: client.seen });
  expect(client.seen.map((event) => event.seq)).toEqual(client.seen.map((_, index) => index + 1));
  const asked = client.seen.filter((event) => event.from === "customer");
  const questions = client.seen.filter((event) => event.from === "bot" && event.body.type === "choices");
  expect([asked.length, questions.length]).toEqual([2, 2]);
}, 60_000);

test("killed while it waits for what else a customer has to say, the server answers all of it, once", async () => {
  const server = await mortalServer({ COALESCE_MS: "5000" });
  const client = await chatClient(server.url);
  await client.say("你好");
  await client.say("坏了怎么办");
  await server.kill();
  await server.start();
  await client.until((seen) => seen.length >= 4);
  expect(client.transcript()).toEqual([
    "customer: 你好",
    "customer: 坏了怎么办",
    "bot: 插上插头",
    "bot: 解决了吗",
  ]);
  expect(await client.ask("fetch", {})).toMatchObject({ ok: true, last: 4 });
}, 60_000);

test("killed again and again while messages come in, the server loses none and repeats none", async () => {
  const server = await mortalServer();
  const client = await chatClient(server.url);
  const texts = Array.from({ length: 40 }, (_, index) => `第${index}条`);
  const sending = (async () => {
    for (const text of texts) await sayAtLast(client, text);
  })();
  for (let kills = 0; kills < 2; kills++) {
    await client.until((seen) => seen.length >= (kills + 1) * 15);
    await server.kill();
    await server.start();
  }
  await sending;
  const said = () => client.seen.filter((event) => event.from === "customer" && event.body.type === "text");
  await client.until(() => said().length >= texts.length);
  expect(said().map((event) => event.body.type === "text" && event.body.text)).toEqual(texts);
  expect(client.seen.map((event) => event.seq)).toEqual(client.seen.map((_, index) => index + 1));
}, 120_000);
