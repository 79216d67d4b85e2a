import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSafeLink } from "../../src/kernel/safe-link.ts";

describe("a customer may be led to", () => {
  test.each([
    ["a page over https", "https://shop.example/orders?id=1#latest"],
    ["a page on a port of its own", "https://shop.example:8443"],
    ["a page whose name is Chinese", "https://商城.example/分期"],
    ["a phone number", "tel:+86-400-100-5678"],
    ["a phone number with its area code in brackets", "tel:(010)6060-6666"],
    ["a mail address with a subject", "mailto:help@shop.example?subject=分期"],
    ["the shop's front page", "/"],
    ["a page of the shop", "/orders/1?from=chat#plan"],
  ])("%s", (_what, url) => {
    expect(isSafeLink(url)).toBe(true);
  });
});

describe("a customer is never led to", () => {
  test.each([
    ["a script", "javascript:alert(1)"],
    ["a script in disguise", " JaVaScRiPt:alert(1)"],
    ["a script broken by a tab", "java\tscript:alert(1)"],
    ["a document made up on the spot", "data:text/html,<script>alert(1)</script>"],
    ["a page without encryption", "http://shop.example"],
    ["a file", "file:///etc/passwd"],
    ["an app", "weixin://dl/business"],
    ["another site that looks like a path", "//elsewhere.example"],
    ["another site behind a backslash", "/\\elsewhere.example"],
    ["another site behind a line break", "/\n/elsewhere.example"],
    ["a host after somebody else's name", "https://shop.example@elsewhere.example"],
    ["a host after a backslash", "https://shop.example\\@elsewhere.example"],
    ["a page relative to the present one", "orders/1"],
    ["an address without a host", "https:///orders"],
    ["a command to the phone", "tel:*%2306%23"],
    ["a call to nobody", "tel:"],
    ["a mail to nobody", "mailto:?subject=x"],
    ["nothing", ""],
  ])("%s", (_what, url) => {
    expect(isSafeLink(url)).toBe(false);
  });
});

test("an address that passes leads a browser to an allowed scheme, and a path to the shop itself", () => {
  const shop = new URL("https://shop.example/cart");
  const start = fc.constantFrom("https://a", "tel:4", "mailto:a@b", "/", "");
  const piece = fc.oneof(
    fc.constantFrom("https://", "tel:", "mailto:", "/", "\\", "@", "\t", "\u0000", ":", ".", "?", "#"),
    fc.constantFrom(
      "javascript:",
      "elsewhere.example",
      "400",
      "http:",
      "%0a",
      "\u017f",
      "\u202e",
      "分期",
      "ｅ",
    ),
    fc.string({ maxLength: 3 }),
  );
  let passed = 0;
  fc.assert(
    fc.property(start, fc.array(piece, { maxLength: 4 }), (begun, pieces) => {
      const url = begun + pieces.join("");
      if (!isSafeLink(url) || !URL.canParse(url, shop.href)) return;
      passed += 1;
      const led = new URL(url, shop);
      expect(["https:", "tel:", "mailto:"]).toContain(led.protocol);
      expect(led.username).toBe("");
      if (url.startsWith("/")) expect(led.origin).toBe(shop.origin);
    }),
    { numRuns: 1000 },
  );
  expect(passed).toBeGreaterThan(50);
});
