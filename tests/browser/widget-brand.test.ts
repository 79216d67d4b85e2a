import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { contentDir } from "../support/content-dir.ts";
import { mendingContent } from "../support/mending-bot.ts";
import { openHostPage } from "./widget-host-page.ts";

const BOT = "rgb(138, 43, 226)";
const PAGE = "rgb(200, 0, 0)";

describeInChromium("the colour of the widget", (browser) => {
  /** A page with these attributes on its script, and a bot that has a colour. */
  async function open(attributes: string) {
    const content = mendingContent.map((file) =>
      file.path === "bot.yaml"
        ? { ...file, text: file.text.replace("  brand:", '  color: "#8a2be2"\n  brand:') }
        : file,
    );
    const script = `<script src="CHAT/widget.js" data-locale="zh" ${attributes} defer></script>`;
    return openHostPage(browser(), {
      pages: { "/": `<!doctype html><html lang="zh"><title>Shop</title><body>${script}</body></html>` },
      env: { CONTENT_DIR: await contentDir(content) },
    });
  }

  const groundOf = (host: Awaited<ReturnType<typeof open>>) => ({
    launcher: () => host.launcher.evaluate((button) => getComputedStyle(button).backgroundColor),
    header: () =>
      host.panel
        .locator(".message.own .bubble")
        .evaluate((bubble) => getComputedStyle(bubble).backgroundColor),
  });

  test("is the bot's own where the page has none", async () => {
    const host = await open("");
    await host.call("send", "坏了怎么办");
    await expect.poll(groundOf(host).launcher).toBe(BOT);
    await expect.poll(groundOf(host).header).toBe(BOT);
  });

  test("is the page's where it has one, said by the tag or by a call", async () => {
    const host = await open('data-color="rgb(200, 0, 0)"');
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
    expect([await groundOf(host).launcher(), await groundOf(host).header()]).toEqual([PAGE, PAGE]);

    const plain = await open("");
    await plain.call("open");
    await expect.poll(groundOf(plain).launcher).toBe(BOT);
    await plain.call("setTheme", { color: PAGE });
    await plain.call("logout");
    await plain.reads("您好");
    expect(await groundOf(plain).launcher()).toBe(PAGE);
  });
});
