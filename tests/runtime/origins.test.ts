import { expect, test } from "vitest";
import { originsOf } from "../../src/runtime/origins.ts";

const origins = originsOf(["https://shop.example"]);

test("a shop on the list may use the server, and so may its own pages and programs that are no browser", () => {
  expect(origins.allow("https://shop.example", "chat.example")).toBe(true);
  expect(origins.allow("https://chat.example", "chat.example")).toBe(true);
  expect(origins.allow("http://127.0.0.1:3000", "127.0.0.1:3000")).toBe(true);
  expect(origins.allow(undefined, "chat.example")).toBe(true);
});

test("any other page may not", () => {
  for (const origin of [
    "https://evil.example",
    "https://shop.example.evil.example",
    "http://shop.example",
    "null",
    "",
  ]) {
    expect(origins.allow(origin, "chat.example")).toBe(false);
  }
});
