import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Fenqi } from "../../web-widget/src/fenqi.ts";
import { describeInChromium } from "../support/chromium.ts";
import { showChat } from "../web-widget/shown-chat.ts";
import { barriersOf, hasFocus } from "./widget-barriers.ts";
import { draw, SCENES } from "./widget-scenes.ts";

const PATIENT = { timeout: 90_000 };

const WORDS = {
  zh: { more: "更多", close: "关闭对话", closeImage: "关闭图片", image: "钱包首页", typed: "怎么" },
  en: {
    more: "More",
    close: "Close chat",
    closeImage: "Close the image",
    image: "The wallet",
    typed: "how to",
  },
} as const;

const closed = [{ kind: "handoff", from: "system", body: { type: "handoff", status: "closed" } }] as const;

describeInChromium("a customer who is helped by a screen reader or a keyboard", (browser) => {
  test.each([
    ["zh", "light", ""],
    ["en", "dark", ""],
    ["zh", "dark", 'data-text="large"'],
    ["en", "light", 'data-text="large"'],
  ] as const)("meets no barrier in %s, %s %s", PATIENT, async (locale, colorScheme, settings) => {
    const words = WORDS[locale];
    const page = await showChat(browser(), SCENES[locale].bodies, {
      locale,
      settings,
      screen: { colorScheme },
      more: closed,
      prepare: draw,
    });
    await page.getByRole("radio").first().waitFor();
    await page.locator(".star").nth(3).click();
    expect(await barriersOf(page), "every block, and the rating").toEqual([]);

    await page.getByRole("button", { name: words.more }).click();
    await page.getByRole("menu").waitFor();
    expect(await barriersOf(page), "the menu").toEqual([]);
    await page.keyboard.press("Escape");

    await page.locator(".picture button").first().click();
    await page.getByRole("dialog", { name: words.image }).waitFor();
    expect(await barriersOf(page), "an image by itself").toEqual([]);
    await page.getByRole("button", { name: words.closeImage }).click();

    await page.getByRole("button", { name: words.close }).click();
    expect(await barriersOf(page), "the launcher").toEqual([]);
    await showNobody(page);
    expect(await barriersOf(page), "an empty chat").toEqual([]);
    await page.locator(".composer textarea").fill(words.typed);
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await barriersOf(page), "suggestions").toEqual([]);
  });

  test("opens it, goes through all of it and leaves it by the keyboard alone", PATIENT, async () => {
    const page = await showChat(browser(), SCENES.zh.bodies.slice(-1));
    const { keyboard } = page;
    const launcher = page.locator(".launcher");
    const field = page.locator(".composer textarea");
    await expect.poll(() => hasFocus(field)).toBe(true);
    await keyboard.press("Escape");
    await expect.poll(() => hasFocus(launcher)).toBe(true);
    expect(await page.locator(".panel").isVisible()).toBe(false);
    await keyboard.press("Enter");
    await expect.poll(() => hasFocus(field)).toBe(true);

    const stops: string[] = [];
    for (let tabs = 0; tabs < 8; tabs += 1) {
      await keyboard.press("Shift+Tab");
      stops.push(await focusedName(page));
    }
    expect(stops).toEqual([
      "发送图片",
      "转人工",
      "没解决",
      "解决了",
      "对话内容",
      "关闭对话",
      "更多",
      "转人工",
    ]);

    await page.getByRole("button", { name: "更多" }).focus();
    await keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    const items: string[] = [];
    for (const key of ["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"]) {
      await keyboard.press(key);
      items.push(await focusedName(page));
    }
    expect(items).toEqual(["新消息提示音", "下载对话记录", "大字", "下载对话记录", "大字"]);
    await keyboard.press("Enter");
    await page.locator(".panel.large").waitFor();
    await keyboard.press("Escape");
    expect(await focusedName(page)).toBe("更多");
    expect(await page.locator(".panel").isVisible()).toBe(true);
  });

  test("hears every message once", PATIENT, async () => {
    const page = await showChat(browser(), SCENES.zh.bodies.slice(0, 1));
    await page.getByRole("log").evaluate((log) => {
      const heard: string[] = [];
      Reflect.set(window, "heard", heard);
      const note = ({ addedNodes }: MutationRecord) => {
        for (const node of addedNodes)
          if (node instanceof Element && !node.closest("[aria-hidden=true]")) {
            const said = node.matches(".message") ? node.querySelector(".bubble") : undefined;
            if (said) heard.push(said.textContent ?? "");
          }
      };
      new MutationObserver((records) => records.forEach(note)).observe(log, {
        childList: true,
        subtree: true,
      });
    });
    await page.locator(".composer textarea").fill("坏了怎么办");
    await page.keyboard.press("Enter");
    await page.getByText("插上插头").waitFor();
    await page.locator('.message.own[data-status="logged"]').nth(1).waitFor();
    const heard = await page.evaluate(() => Reflect.get(window, "heard") as readonly string[]);
    expect(heard.filter((text) => text === "坏了怎么办")).toHaveLength(1);
    expect(heard.filter((text) => text.includes("插上插头"))).toHaveLength(1);
    expect(await page.getByRole("log").getAttribute("aria-live")).toBe("polite");
  });
});

/** The same page, for a customer who has never said anything. */
async function showNobody(page: Page): Promise<void> {
  await page.evaluate(() => (window.Fenqi as Fenqi).logout());
  await page.locator(".launcher").click();
  await page.locator(".suggestion").first().waitFor();
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.querySelector("fenqi-chat")?.shadowRoot?.activeElement;
    return focused?.ariaLabel ?? focused?.textContent?.replace("✓", "") ?? "";
  });
}
