import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ChatState } from "../../web-widget/src/chat/chat.ts";
import type { KeyValue } from "../../web-widget/src/chat/storage.ts";
import type { IdentitySource } from "../../web-widget/src/fenqi.ts";
import { deferred } from "../support/deferred.ts";
import { diskInNode, pageInNode } from "./page-in-node.ts";

const page = pageInNode();
afterAll(() => void vi.unstubAllGlobals());

const soon = { timeout: 15_000, interval: 20 };

interface Asked {
  readonly identity?: string;
  /** The stored token that came along. */
  readonly token: string | undefined;
}

/** A server with a conversation for each customer it knows: whoever has the token `ada` is Ada. Others are nobody. */
async function server({ holdFirst }: { readonly holdFirst?: Promise<void> } = {}) {
  const asked: Asked[] = [];
  const http = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith("/api/chat/sessions")) return;
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { identity } = JSON.parse(body);
    const token = request.headers.authorization?.slice("Bearer ".length);
    asked.push({ identity, token });
    if (asked.length === 1) await holdFirst;
    if (identity?.startsWith("forged")) {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { code: "IDENTITY_INVALID", message: "", retryable: false } }));
      return;
    }
    const conversationId = identity?.split(" ")[0] ?? token?.split(" ")[1] ?? `nobody-${asked.length}`;
    const session = {
      token: `token ${conversationId} ${asked.length}`,
      conversationId,
      last: 0,
      state: { owner: "bot", language: "zh" },
      bot: { name: "", greeting: "", suggestions: [] },
    };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(session));
  }
  const io = new Server(http);
  onTestFinished(() => void io.close());
  const expired = new Set<unknown>();
  const sockets: unknown[] = [];
  io.of("/chat").use((socket, next) => {
    if (expired.has(socket.handshake.auth["token"])) return next(new Error("SESSION_INVALID"));
    sockets.push(socket.handshake.auth["token"]);
    next();
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    /** The tokens of all connections there ever were. */
    sockets,
    /** Ends the session of every token, and hangs up. */
    expireAll() {
      for (const token of sockets) expired.add(token);
      io.of("/chat").disconnectSockets(true);
    },
  };
}

async function chatBefore(url: string, who?: IdentitySource) {
  const storage: KeyValue = diskInNode();
  const { chat, shown } = page.openChat(url, { storage, ...(who !== undefined && { who }) });
  const now = (): ChatState | undefined => shown.at(-1);
  const conversation = () => now()?.session?.conversationId;
  const stored = () => JSON.parse(storage.get("fenqi") ?? "{}").conversationId;
  const isIn = async (name: string) => {
    await expect.poll(() => [conversation(), now()?.link], soon).toEqual([name, "online"]);
    expect(stored()).toBe(name);
  };
  return { chat, now, shown, conversation, isIn };
}

describe("a customer whom the host app makes known", () => {
  test("goes on in their own conversation, and begins it afresh", async () => {
    const { url, asked } = await server();
    const { chat, now, isIn } = await chatBefore(url);
    await isIn("nobody-1");
    await chat.identify("ada");
    await isIn("ada");
    expect(now()?.timeline.events).toEqual([]);
    expect(asked).toEqual([
      { identity: undefined, token: undefined },
      { identity: "ada", token: "token nobody-1 1" },
    ]);
  });

  test("is asked for anew with every session", async () => {
    const { url, asked, sockets, expireAll } = await server();
    let tokens = 0;
    const { isIn } = await chatBefore(url, async () => `ada ${++tokens}`);
    await isIn("ada");
    expireAll();
    await expect.poll(() => sockets.length, soon).toBe(2);
    await isIn("ada");
    expect(asked.map(({ identity }) => identity)).toEqual(["ada 1", "ada 2"]);
  });

  test("is who they are, when that is said while the first session is still being opened", async () => {
    const opening = deferred<void>();
    const { url, asked } = await server({ holdFirst: opening.promise });
    const { chat, isIn } = await chatBefore(url);
    await expect.poll(() => asked.length, soon).toBe(1);
    await chat.identify("ada");
    await isIn("ada");
    opening.resolve(undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await isIn("ada");
  });

  test("is the one who was named last", async () => {
    const { url } = await server();
    const { chat, isIn } = await chatBefore(url);
    await isIn("nobody-1");
    const slow = deferred<string>();
    const first = expect(chat.identify(() => slow.promise)).rejects.toThrow("another call came");
    await new Promise((resolve) => setTimeout(resolve, 20));
    await chat.identify("bob");
    slow.resolve("ada");
    await first;
    await isIn("bob");
  });

  test("is nobody, when they have signed out meanwhile", async () => {
    const { url } = await server();
    const { chat, conversation, isIn } = await chatBefore(url);
    await isIn("nobody-1");
    const slow = deferred<string>();
    const identified = expect(chat.identify(() => slow.promise)).rejects.toThrow("another call came");
    await new Promise((resolve) => setTimeout(resolve, 20));
    await chat.logout();
    slow.resolve("ada");
    await identified;
    await expect.poll(conversation, soon).toMatch(/^nobody-[23]$/);
  });
});

describe("the chat goes on as it was, and says why", () => {
  test.each<[string, IdentitySource, string]>([
    ["when the server does not take the token", "forged", "the chat server does not take the token"],
    ["when the host app cannot get one", () => Promise.reject(new Error("signed out")), "signed out"],
    ["when the host app has no text for a token", (() => undefined) as never, "must be a text"],
    ["when the host app never answers", () => new Promise<string>(() => {}), "within 10 seconds"],
  ])("%s", async (_, who, why) => {
    const { url, sockets } = await server();
    const { chat, isIn } = await chatBefore(url);
    await isIn("nobody-1");
    await expect(chat.identify(who)).rejects.toThrow(why);
    await isIn("nobody-1");
    expect(sockets).toEqual(["token nobody-1 1"]);
  });

  test("when a page says it before there is a chat: the customer can ask, as nobody", async () => {
    const { url, asked } = await server();
    const { isIn } = await chatBefore(url, "forged");
    await isIn("nobody-2");
    expect(asked.map(({ identity }) => identity)).toEqual(["forged", undefined]);
  });
});
