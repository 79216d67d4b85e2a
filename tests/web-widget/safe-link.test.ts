import fc from "fast-check";
import { expect, test } from "vitest";
import { isSafeLink as isAllowed } from "../../src/kernel/safe-link.ts";
import { isSafeLink } from "../../web-widget/src/chat/safe-link.ts";

test("the widget opens exactly the links that the protocol allows", () => {
  const start = fc.constantFrom("https://", "http://", "tel:", "mailto:", "/", "//", "javascript:", "");
  const piece = fc.oneof(
    fc.constantFrom("shop.example", "400-100", "a@b.c", "/", "\\", "@", "\t", ":8443", "?", "#", "*", "分期"),
    fc.string({ maxLength: 3 }),
  );
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(start, fc.array(piece, { maxLength: 5 }), (scheme, pieces) => {
      const url = scheme + pieces.join("");
      seen.add(isAllowed(url));
      expect(isSafeLink(url)).toBe(isAllowed(url));
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
});
