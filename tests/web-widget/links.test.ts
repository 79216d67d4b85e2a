import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLinks } from "../../web-widget/src/chat/links.ts";

const hrefs = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test("a Chinese comma or full stop after an address is not part of it", () => {
  expect(splitLinks("见https://shop.example/help，谢谢。")).toEqual([
    { text: "见" },
    { text: "https://shop.example/help", href: "https://shop.example/help" },
    { text: "，谢谢。" },
  ]);
});

test("English punctuation and brackets around an address stay outside", () => {
  expect(hrefs("(see https://shop.example/a_(b)). Or https://shop.example/c?")).toEqual([
    "https://shop.example/a_(b)",
    "https://shop.example/c",
  ]);
});

test("a phone number and a mail address are shown without their scheme", () => {
  expect(splitLinks("tel:400-000-0000")).toEqual([{ text: "400-000-0000", href: "tel:400-000-0000" }]);
  expect(splitLinks("mailto:a@shop.example")).toEqual([
    { text: "a@shop.example", href: "mailto:a@shop.example" },
  ]);
});

test("a script address is only text", () => {
  expect(hrefs("javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd")).toEqual([]);
});

test("an address without a host is only text", () => {
  expect(splitLinks("http://")).toEqual([{ text: "http://" }]);
});

test("no text is lost or made up, and every link is of a safe kind", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("https://a.example/b", "javascript:x", "，", "http://", "))"),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const parts = splitLinks(text);
      expect(
        parts.map((part) => (part.text.includes(":") ? part.text : (part.href ?? part.text))).join(""),
      ).toBe(text);
      for (const { href } of parts) expect(href ?? "https:").toMatch(/^(https?|mailto|tel):/i);
    }),
  );
});
