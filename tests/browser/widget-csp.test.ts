import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { type HostPage, openHostPage, scriptTag } from "./widget-host-page.ts";

/** What docs/widget.md asks of a page that allows nothing else. */
const STRICT = [
  "default-src 'none'",
  "script-src CHAT",
  "connect-src CHAT CHAT_WS",
  "img-src CHAT blob:",
].join("; ");

const page = `<!doctype html><html lang="zh"><title>Shop</title><body>${scriptTag}</body></html>`;

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describeInChromium("a page that allows next to nothing", (browser) => {
  async function chatThrough(host: HostPage): Promise<void> {
    await host.launcher.click();
    await host.reads("您好");
    const field = host.panel.getByRole("textbox");
    await field.pressSequentially("坏了");
    await field.fill("坏了怎么办");
    await field.press("Enter");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    await host.panel.getByRole("button", { name: "没解决" }).click();
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗", "没解决", "换个灯泡");
    await host.panel.locator(".more").click();
    await host.panel.getByRole("menuitem").first().waitFor();
    await host.page.keyboard.press("Escape");
    await host.panel.locator("input[type=file]").setInputFiles({
      name: "pixel.png",
      mimeType: "image/png",
      buffer: PIXEL,
    });
    await host.panel.locator(".message.own img").first().waitFor();
    await host.panel.locator(".human").click();
    await expect.poll(() => host.panel.locator(".notice").count()).toBeGreaterThan(0);
    await host.panel.locator(".close").click();
  }

  test("has the whole chat without a single violation", async () => {
    const host = await openHostPage(browser(), { pages: { "/": page }, policy: STRICT });
    await chatThrough(host);
    await host.call("setRules", [{ when: { event: "stuck" }, say: "要帮忙吗" }]);
    await host.call("emit", "stuck");
    await host.page.locator("fenqi-chat").locator(".teaser .say").waitFor();
    expect(host.complaints).toEqual([]);
  });

  test("may enforce Trusted Types", async () => {
    const policy = `${STRICT}; require-trusted-types-for 'script'; trusted-types 'none'`;
    const host = await openHostPage(browser(), { pages: { "/": page }, policy });
    await chatThrough(host);
    expect(host.complaints).toEqual([]);
  });

  test("chats by polling where its policy names no WebSocket", async () => {
    const policy = STRICT.replace(" CHAT_WS", "");
    const host = await openHostPage(browser(), { pages: { "/": page }, policy });
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
  });

  test("lends the widget its nonce where a browser cannot construct stylesheets", async () => {
    const nonce = "c2VjcmV0";
    const host = await openHostPage(browser(), {
      pages: { "/": page.replace("<script ", `<script nonce="${nonce}" `) },
      policy: `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'nonce-${nonce}'; connect-src CHAT CHAT_WS; img-src CHAT`,
      before: () => void Reflect.deleteProperty(window, "CSSStyleSheet"),
    });
    await host.launcher.click();
    await host.reads("您好");
    const [position, width] = await host.panel.evaluate((panel) => {
      const style = getComputedStyle(panel);
      return [style.position, style.width];
    });
    expect([position, width]).toEqual(["fixed", "380px"]);
    expect(host.complaints).toEqual([]);
  });
});
