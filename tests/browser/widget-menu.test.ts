import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { type HostPage, openHostPage, scriptTag } from "./widget-host-page.ts";

const page = `<!doctype html><html lang="zh"><title>Shop</title><body>${scriptTag}</body></html>`;

const soon = { timeout: 10_000, interval: 50 };

describeInChromium("a customer who opens the menu", (browser) => {
  const open = (before?: () => void) =>
    openHostPage(browser(), { pages: { "/": page }, ...(before && { before }) });

  async function pick(host: HostPage, name: string, role: "menuitem" | "menuitemradio" | "menuitemcheckbox") {
    await host.panel.locator(".more").click();
    await host.panel.getByRole(role, { name }).click();
  }

  /** The customer looks at another tab, or at this one again. */
  const look = (host: HostPage, state: "hidden" | "visible") =>
    host.page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => visibility === "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  const labelOf = (host: HostPage) => () => host.launcher.getAttribute("aria-label");
  const languageOf = (host: HostPage) => () => host.panel.getAttribute("lang");

  test("has panel and launcher in the language they choose, also on the next page", async () => {
    const host = await open();
    await host.launcher.click();
    await host.reads("您好");
    await pick(host, "English", "menuitemradio");
    await expect.poll(languageOf(host)).toBe("en");
    expect(await labelOf(host)()).toBe("Open chat");
    await host.panel.getByRole("menuitemradio", { name: "English", checked: true }).waitFor();

    await host.page.reload();
    await host.launcher.waitFor();
    expect(await labelOf(host)()).toBe("Open chat");
    await host.launcher.click();
    await expect.poll(languageOf(host)).toBe("en");
    // It is the customer's to choose, and not the page's.
    await host.call("setLocale", "zh-TW");
    expect([await languageOf(host)(), await labelOf(host)()]).toEqual(["en", "Open chat"]);
  });

  test("has it as long as the page is open where nothing can be stored", async () => {
    const host = await open(() =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      }),
    );
    await host.launcher.click();
    await host.reads("您好");
    await pick(host, "繁體中文", "menuitemradio");
    await expect.poll(languageOf(host)).toBe("zh-TW");
    expect(await labelOf(host)()).toBe("開啟線上客服");
  });

  test("takes the conversation with them, as it was said", async () => {
    const host = await open();
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    const downloading = host.page.waitForEvent("download");
    await pick(host, "下载对话记录", "menuitem");
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^对话记录-\d{4}-\d\d-\d\d\.txt$/u);
    const text = await readFile(await download.path(), "utf8");
    expect(text.startsWith("\uFEFF与小助手的对话记录\r\n")).toBe(true);
    const [, asked = "", answered = ""] = /坏了怎么办(.*?)插上插头(.*)$/su.exec(text) ?? [];
    expect(asked).toMatch(/\d\d:\d\d {2}小助手\r\n$/u);
    expect(answered).toContain("解决了吗");
  });

  test("hears a sound for what they do not see, once they have asked for it", async () => {
    const host = await open(() => {
      const Own = AudioContext;
      Reflect.set(window, "sounds", 0);
      Reflect.set(
        window,
        "AudioContext",
        class extends Own {
          constructor() {
            super();
            Reflect.set(window, "sounds", Reflect.get(window, "sounds") + 1);
          }
        },
      );
    });
    const sounds = () => host.page.evaluate(() => Reflect.get(window, "sounds"));
    await host.call("open");
    await host.reads("您好");
    const saysUnseen = async (text: string) => {
      await look(host, "hidden");
      await host.call("send", text);
      await expect.poll(async () => Number(await host.call("unread")), soon).toBeGreaterThan(0);
    };
    await saysUnseen("坏了怎么办");
    expect(await sounds()).toBe(0);
    await look(host, "visible");
    await expect.poll(() => host.call("unread"), soon).toBe("0");
    await pick(host, "新消息提示音", "menuitemcheckbox");
    await saysUnseen("没解决");
    await expect.poll(sounds, soon).toBeGreaterThan(0);
  });
});
