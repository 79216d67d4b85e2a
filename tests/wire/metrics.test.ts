import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { chatClient } from "../support/chat-client.ts";
import { smallApp } from "../support/small-app.ts";

const TOKEN = "a-token-of-more-than-16";

/** Reads /metrics as any program may ask for it, with any Host. */
function read(url: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    request(`${url}/metrics`, { headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", text }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("without METRICS_TOKEN, the metrics", () => {
  test("are open to a program on this machine", async () => {
    const { url } = await smallApp();
    const { port } = new URL(url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      const { status, type, text } = await read(url, { host });
      expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
      expect(text).toContain("fenqi_build_info");
    }
  });

  test.each([
    ["a proxy that says for whom it asks", { "x-forwarded-for": "203.0.113.7" }],
    ["a proxy that says what it was asked for", { "x-forwarded-host": "localhost" }],
    ["a proxy in the standard's words", { forwarded: "for=203.0.113.7" }],
    ["a proxy with one of nginx's customs", { "x-real-ip": "203.0.113.7" }],
    ["a proxy that passes the Host on", { host: "chat.example" }],
    ["a page whose name leads to this machine", { host: "127.0.0.1.rebind.example" }],
    ["anybody with a token when there is none", { host: "chat.example", authorization: `Bearer ${TOKEN}` }],
  ])("are not there for %s", async (_, headers) => {
    const { url } = await smallApp();
    const { status, text } = await read(url, headers);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ error: { code: "NOT_FOUND", retryable: false } });
  });
});

describe("with METRICS_TOKEN, the metrics", () => {
  test("are open to whoever brings it, wherever from", async () => {
    const { url } = await smallApp({ METRICS_TOKEN: TOKEN });
    const authorization = `Bearer ${TOKEN}`;
    expect((await read(url, { authorization })).status).toBe(200);
    expect((await read(url, { authorization, host: "10.1.2.3:3000" })).status).toBe(200);
  });

  test.each([
    ["no token", {}],
    ["another token", { authorization: `Bearer ${TOKEN}x` }],
    ["a part of it", { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ["the token alone", { authorization: TOKEN }],
    ["another scheme", { authorization: `Basic ${TOKEN}` }],
  ])("are not there for who brings %s, not even on this machine", async (_, headers) => {
    const { url } = await smallApp({ METRICS_TOKEN: TOKEN });
    expect((await read(url, headers)).status).toBe(404);
  });
});

test("the metrics of a server tell what happens on it", async () => {
  const { url } = await smallApp();
  const client = await chatClient(url);
  await client.say("坏了怎么办", "cid-1");
  await client.until((seen) => seen.length === 3);
  await client.say("坏了怎么办", "cid-1");
  await client.say("转人工");
  await client.until((seen) => seen.some(({ kind }) => kind === "handoff"));
  const { text } = await read(url);
  const value = (series: string) =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${series} `))
        ?.slice(series.length),
    );
  expect(value('fenqi_messages_total{result="stored"}')).toBe(2);
  expect(value('fenqi_messages_total{result="duplicate"}')).toBe(1);
  expect(value('fenqi_turns_total{result="answered"}')).toBe(2);
  expect(value('fenqi_verdicts_total{verdict="sure"}')).toBe(2);
  expect(value("fenqi_handoffs_total")).toBe(1);
  expect(value("fenqi_sockets")).toBe(1);
  expect(value("fenqi_conversations_watched")).toBe(1);
  expect(value("fenqi_conversations_cached")).toBe(1);
  expect(value("fenqi_processes_alive")).toBe(1);
  expect(value("fenqi_bus_up")).toBe(1);
  expect(value("fenqi_ready")).toBe(1);
  expect(value("fenqi_draining")).toBe(0);
  expect(value("fenqi_turns_failing")).toBe(0);
  // Each message in a transaction, and each turn; sessions and claims come on top.
  expect(value("fenqi_writes_total")).toBeGreaterThanOrEqual(4);
  expect(value("fenqi_commit_seconds_count")).toBe(value("fenqi_commits_total"));
  for (const stage of ["store", "wait", "understand", "compute", "commit", "deliver", "total"])
    expect(value(`fenqi_turn_seconds_count{stage="${stage}"}`), stage).toBe(2);
  // Timed here, where it was stored: what the store knows of it has whole milliseconds.
  const waited = value('fenqi_turn_seconds_sum{stage="wait"}') * 1000;
  expect(waited).not.toBe(Math.round(waited));
});
