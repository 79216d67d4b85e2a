import { expect, test } from "vitest";
import { browserName } from "../../agent-desk/src/model/browser-name.ts";

test("a browser is called what people call it, though each claims to be the others", () => {
  const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
  const names = {
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36`]:
      "Chrome · Windows",
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`]:
      "Edge · Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:132.0) Gecko/20100101 Firefox/132.0": "Firefox · macOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1":
      "Safari · iOS",
    [`Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36`]:
      "Chrome · Android",
  };
  for (const [header, name] of Object.entries(names)) expect(browserName(header), header).toBe(name);
});

test("a browser that nobody knows is called what it calls itself, in one line", () => {
  expect(browserName("curl/8.5.0")).toBe("curl/8.5.0");
  expect(browserName("x".repeat(500))).toHaveLength(60);
});
