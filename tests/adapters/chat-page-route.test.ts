import { fastify } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { chatPageRoute } from "../../src/adapters/http/chat-page-route.ts";

async function askForPage(framedBy: readonly string[], url = "/chat", host = "chat.example") {
  const app = fastify();
  onTestFinished(() => app.close());
  await app.register(chatPageRoute, { framedBy });
  const { statusCode, headers, body } = await app.inject({ url, headers: { host } });
  return { statusCode, body, policy: String(headers["content-security-policy"]).split("; ") };
}

test("the chat's page runs nothing that is not its own, and nothing inline", async () => {
  const { statusCode, policy, body } = await askForPage([]);
  expect(statusCode).toBe(200);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self' ws://chat.example wss://chat.example");
  expect(policy.join()).not.toContain("unsafe");
  expect(body.match(/<script(?![^>]* src=)/gu)).toBeNull();
});

test("only pages of the allowed origins may hold the chat in a frame", async () => {
  const { policy } = await askForPage(["https://shop.example", "http://127.0.0.1:4000"]);
  expect(policy).toContain("frame-ancestors 'self' https://shop.example http://127.0.0.1:4000");
  expect((await askForPage([])).policy).toContain("frame-ancestors 'self'");
});

test("what stands in the address comes back in neither the page nor its policy", async () => {
  const plain = await askForPage([]);
  const asked = await askForPage([], "/chat?locale=%22%3E%3Cscript%3E&color=red;}#x", "x; script-src *");
  expect(asked.body).toBe(plain.body);
  expect(asked.policy.join("; ")).not.toContain("*");
});
