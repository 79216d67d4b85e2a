import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { MessageBody } from "../../src/protocol/event.ts";
import { describeInChromium } from "../support/chromium.ts";
import { deferred } from "../support/deferred.ts";
import { showChat } from "./shown-chat.ts";

const PHONE = "https://cdn.example/phone.svg";
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="900"/>';

const card: MessageBody = {
  type: "card",
  text: "分期订单：还款中。",
  title: "分期订单",
  lines: [
    { label: "状态", value: "还款中" },
    { label: "客服", value: "tel:400-100-5678" },
  ],
  image: { url: PHONE, alt: "一部黑色手机" },
  options: [
    { id: "open", label: "打开订单", link: "/orders/1" },
    { id: "other", label: "不是这个" },
  ],
};

const image: MessageBody = { type: "image", text: "额度在这里。", url: PHONE, alt: "钱包首页" };

const draw = (page: Page) =>
  page.route("https://cdn.example/**", (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: DRAWING }),
  );
const lose = (page: Page) => page.route("https://cdn.example/**", (route) => route.abort());

/** The answers of the bot, after its greeting. */
const answers = (page: Page) => page.locator(".message.bot:not(:first-child)");

describeInChromium("a customer who is answered with", (browser) => {
  test("a card hears its image, its title, its facts and its buttons, in the order they are seen", async () => {
    const page = await showChat(browser(), [card], { prepare: draw });
    expect(await answers(page).locator(".bubble").ariaSnapshot()).toBe(
      [
        '- button "一部黑色手机":',
        '  - img "一部黑色手机"',
        "- paragraph: 分期订单",
        "- term: 状态",
        "- definition:",
        "  - paragraph: 还款中",
        "- term: 客服",
        "- definition:",
        "  - paragraph:",
        '    - link "400-100-5678":',
        "      - /url: tel:400-100-5678",
      ].join("\n"),
    );
    const bottoms = await answers(page)
      .locator("img, .bubble > p, dt, .choice")
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().bottom));
    expect(bottoms).toEqual([...bottoms].sort((a, b) => a - b));
    expect(bottoms).toHaveLength(6);
    expect(await page.getByText("还款中。").count()).toBe(0);
  });

  test("a card without an image, facts or buttons sees its title alone", async () => {
    const bare: MessageBody = { type: "card", text: "暂无订单", title: "没有分期订单", lines: [] };
    const page = await showChat(browser(), [bare]);
    expect(await answers(page).locator(".bubble").ariaSnapshot()).toBe("- paragraph: 没有分期订单");
  });

  test("an image sees it with its caption below", async () => {
    const page = await showChat(browser(), [image], { prepare: draw });
    expect(await answers(page).locator(".bubble").ariaSnapshot()).toBe(
      '- button "钱包首页":\n  - img "钱包首页"\n- paragraph: 额度在这里。',
    );
  });

  test.each([card, image])("a $type sees nothing move when its image arrives", async (body) => {
    const arrival = deferred<void>();
    const prepare = (page: Page) =>
      page.route("https://cdn.example/**", async (route) => {
        await arrival.promise;
        await route.fulfill({ contentType: "image/svg+xml", body: DRAWING });
      });
    const page = await showChat(browser(), [body], { prepare });
    const bubble = answers(page).locator(".bubble");
    const picture = bubble.locator("img");
    const widthOfImage = () => picture.evaluate((img: HTMLImageElement) => img.naturalWidth);
    const before = [await bubble.boundingBox(), await picture.boundingBox()];
    expect(await widthOfImage()).toBe(0);

    arrival.resolve();
    await expect.poll(widthOfImage).toBe(300);
    expect([await bubble.boundingBox(), await picture.boundingBox()]).toEqual(before);
    expect(before[1]?.height).toBeGreaterThan(100);
  });

  test("an image that cannot be had reads what it shows, in a box of the same size", async () => {
    const page = await showChat(browser(), [image], { prepare: lose });
    await page.getByText("钱包首页").waitFor();
    expect(await answers(page).locator("img").count()).toBe(0);
    const box = await answers(page).locator(".picture").boundingBox();
    expect(box).not.toBeNull();
    if (box !== null) expect(box.width / box.height).toBeCloseTo(4 / 3, 1);
  });

  test("an address that the protocol forbids gets words for the image and no link", async () => {
    const asked: string[] = [];
    const bad: MessageBody = {
      ...card,
      image: { url: "http://elsewhere.example/a.png", alt: "一部黑色手机" },
      options: [
        { id: "script", label: "点这里", link: "javascript:document.title='xss'" },
        { id: "site", label: "看这里", link: "//elsewhere.example" },
        { id: "other", label: "不是这个" },
      ],
    };
    const prepare = async (page: Page) => page.on("request", (request) => asked.push(request.url()));
    const page = await showChat(browser(), [bad], { prepare });
    await page.getByText("一部黑色手机").waitFor();
    expect(await answers(page).getByRole("group").ariaSnapshot()).toBe('- group:\n  - button "不是这个"');
    expect(asked.filter((url) => url.includes("elsewhere"))).toEqual([]);
  });

  test("a link opens it in a new tab that knows nothing of the shop, and may still answer", async () => {
    const page = await showChat(browser(), [card], { prepare: draw });
    const link = page.getByRole("link", { name: "打开订单 （在新标签页打开）", exact: true });
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    await page
      .context()
      .route("**/orders/1", (route) => route.fulfill({ contentType: "text/html", body: "订单" }));
    const opened = page.context().waitForEvent("page");
    await link.click();
    const tab = await opened;
    await tab.waitForLoadState();
    expect(new URL(tab.url()).pathname).toBe("/orders/1");
    expect(await tab.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);

    await page.bringToFront();
    await page.getByRole("button", { name: "不是这个" }).click();
    await page.locator(".choices.done .chosen").waitFor();
    expect(await page.locator(".message.own .bubble").allTextContents()).toEqual(["?", "不是这个"]);
    expect(await link.isVisible()).toBe(true);
  });

  test("links and buttons reaches them one after the other with the Tab key, and links once answered", async () => {
    const older: MessageBody = { ...card, text: "旧", title: "旧订单", lines: [] };
    const page = await showChat(browser(), [older, card], { prepare: draw });
    await page.getByRole("log").focus();
    const stops: (string | null | undefined)[] = [];
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      await page.keyboard.press("Tab");
      stops.push(
        await page.evaluate(() => {
          const { firstChild } = document.querySelector("fenqi-chat")?.shadowRoot?.activeElement ?? {};
          return firstChild instanceof HTMLImageElement ? firstChild.alt : firstChild?.textContent;
        }),
      );
    }
    const phone = "一部黑色手机";
    expect(stops).toEqual([phone, "打开订单", phone, "400-100-5678", "打开订单", "不是这个"]);
  });

  test("a phone number to call is not told that a page will open", async () => {
    const call: MessageBody = {
      type: "choices",
      text: "Shall we talk?",
      options: [
        { id: "call", label: "Call us", link: "tel:400-100-5678" },
        { id: "help", label: "Read more", link: "https://shop.example/help" },
      ],
    };
    const page = await showChat(browser(), [call], { locale: "en" });
    expect(await page.getByRole("group").ariaSnapshot()).toBe(
      [
        "- group:",
        '  - link "Call us":',
        "    - /url: tel:400-100-5678",
        '  - link "Read more (opens in a new tab)":',
        "    - /url: https://shop.example/help",
      ].join("\n"),
    );
  });

  test.each([320, 420])("a card of long words reads all of it on a screen %i px wide", async (width) => {
    const long = "5230118872345566778899".repeat(3);
    const lines = Array.from({ length: 8 }, () => ({ label: `Instalment${long}`, value: long }));
    const options = [{ id: "open", label: long, link: "/orders/1" }];
    const body: MessageBody = { ...card, title: long, lines, options };
    const page = await showChat(browser(), [body, { ...image, alt: long.repeat(6) }], {
      screen: { viewport: { width, height: 800 } },
      prepare: lose,
    });
    await page.getByText(long.repeat(6)).waitFor();
    const cut = await answers(page)
      .locator(".bubble, .bubble *, .choice")
      .evaluateAll((parts) =>
        parts
          .filter((part) => {
            const log = part.closest(".log")?.getBoundingClientRect();
            const { right } = part.getBoundingClientRect();
            return (
              right > (log?.right ?? 0) ||
              part.scrollWidth > part.clientWidth + 1 ||
              part.scrollHeight > part.clientHeight + 1
            );
          })
          .map((part) => `${part.tagName} ${part.className}`),
      );
    expect(cut).toEqual([]);
  });
});
