import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { pageInNode } from "./page-in-node.ts";

const page = pageInNode();
afterAll(() => void vi.unstubAllGlobals());

const soon = { timeout: 15_000, interval: 20 };

const json = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const refused = (code: string, retryable: boolean) => ({ error: { code, message: "", retryable } });

type Answer = (response: ServerResponse, upload: number) => void;

/** A chat before a server that treats uploads in this way. */
async function chatWithUploads(answer: Answer) {
  const uploads: unknown[] = [];
  const messages: unknown[] = [];
  const http = createServer((request, response) => void reply(request, response));
  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/api/chat/sessions") {
      request.resume();
      return json(response, 200, {
        token: "token",
        conversationId: "c",
        last: 0,
        state: { owner: "bot", language: "zh" },
        bot: { name: "", greeting: "", suggestions: [] },
      });
    }
    if (request.url !== "/api/chat/images") return;
    let bytes = "";
    for await (const chunk of request.setEncoding("utf8")) bytes += chunk;
    const { authorization, "content-type": form } = request.headers;
    uploads.push([authorization, form, bytes]);
    answer(response, uploads.length);
  }
  const io = new Server(http);
  onTestFinished(() => void io.close());
  io.of("/chat").on("connection", (socket) => {
    socket.on("message", (message, ack) => {
      messages.push(message);
      ack({ ok: true, seq: 1, at: "2026-11-22T08:00:00Z" });
      const body = { type: "image", text: "图片", alt: "图片", url: "/api/chat/images/i1" };
      const at = "2026-11-22T08:00:00Z";
      socket.emit("event", {
        seq: 1,
        id: "e1",
        at,
        kind: "message",
        from: "customer",
        cid: message.cid,
        body,
      });
    });
  });
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const { chat, shown } = page.openChat(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const echoes = () => shown.at(-1)?.timeline.echoes ?? [];
  await expect.poll(() => shown.at(-1)?.link, soon).toBe("online");
  return { chat, shown, echoes, uploads, messages };
}

const photo = () => new Blob(["pixels"], { type: "image/jpeg" });
const kept: Answer = (response) => json(response, 201, { image: "i1", width: 4, height: 3 });
const upload = ["Bearer token", "image/jpeg", "pixels"];

describe("an image", () => {
  test("is shown at once, uploaded, and sent as a message; then the page lets go of its copy", async () => {
    const { chat, shown, echoes, uploads, messages } = await chatWithUploads(kept);
    chat.sendImage(photo(), 4, 3);
    const [echo] = echoes();
    expect(echo).toMatchObject({ text: "", status: "sending", image: { width: 4, height: 3 } });
    const url = echo?.image?.url ?? "";
    expect(await (await fetch(url)).text()).toBe("pixels");
    await expect.poll(() => shown.at(-1)?.timeline.events.length, soon).toBe(1);
    expect(echoes()).toEqual([]);
    expect(uploads).toEqual([upload]);
    expect(messages).toEqual([{ cid: echo?.cid, image: "i1" }]);
    await expect(fetch(url)).rejects.toThrow();
  });

  test("that the server does not take is marked with the reason, and goes when the customer tries again", async () => {
    const { chat, echoes, messages } = await chatWithUploads((response, nth) =>
      nth === 1 ? json(response, 403, refused("BLOCKED", false)) : kept(response, nth),
    );
    chat.sendImage(photo(), 4, 3);
    await expect.poll(() => echoes()[0]?.status, soon).toBe("failed");
    expect(echoes()[0]).toMatchObject({ code: "BLOCKED" });
    chat.retry(echoes()[0]?.cid ?? "");
    expect(echoes()[0]).toMatchObject({ status: "sending" });
    expect(echoes()[0]).not.toHaveProperty("code");
    await expect.poll(echoes, soon).toEqual([]);
    expect(messages).toHaveLength(1);
  });

  test("that a proxy in the way finds too large is marked", async () => {
    const { chat, echoes } = await chatWithUploads((response) => response.writeHead(413).end("<html>"));
    chat.sendImage(photo(), 4, 3);
    await expect.poll(() => echoes()[0], soon).toMatchObject({ status: "failed", code: "MESSAGE_INVALID" });
  });

  test("is uploaded again when that broke off or the server was busy", async () => {
    const { chat, echoes, uploads, messages } = await chatWithUploads((response, nth) => {
      if (nth === 1) response.destroy();
      else if (nth === 2) json(response, 503, refused("STORE_UNAVAILABLE", true));
      else kept(response, nth);
    });
    chat.sendImage(photo(), 4, 3);
    await expect.poll(() => [uploads.length, messages.length], soon).toEqual([3, 1]);
    await expect.poll(echoes, soon).toEqual([]);
  });
});
