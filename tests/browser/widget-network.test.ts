import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { chance } from "../support/chance.ts";
import { type FaultProxy, faultProxy } from "../support/fault-proxy.ts";
import type { Customer } from "./customer.ts";
import { describeInShop, type Shop } from "./shop.ts";
import { hasOneSocket, PATIENCE, remembered, sendBlind, textsOf, unsent } from "./widget-network-page.ts";

/** A customer whose way to the server leads through a proxy. */
async function visitThrough(shop: Shop): Promise<{ customer: Customer; proxy: FaultProxy; url: string }> {
  const customer = await shop.visit();
  const proxy = await faultProxy({ upstreams: [Number(new URL(shop.url).port)] });
  onTestFinished(() => proxy.close());
  const url = `http://127.0.0.1:${proxy.port}`;
  await customer.page.goto(`${url}/demo/`);
  return { customer, proxy, url };
}

const comesOnline = (page: Page) => page.evaluate(() => void dispatchEvent(new Event("online")));

/** Cuts every connection, as often as this, at moments that the seed decides. */
async function cutAgainAndAgain(proxy: FaultProxy, page: Page, times: number): Promise<void> {
  const draws = chance(20_261_122);
  for (let time = 0; time < times; time++) {
    await pause(draws.whole(100, 1500));
    proxy.cut();
    proxy.mend();
    // Or else the widget waits longer and longer, and rightly so. A page that is being reloaded has no need of it.
    await comesOnline(page).catch(() => {});
  }
}

describeInShop("a customer on a bad network", (shop) => {
  test("has all of 200 messages in the log, once and in order, over 50 cut connections and two reloads", {
    timeout: 240_000,
  }, async () => {
    const { customer, proxy } = await visitThrough(shop);
    const { page } = customer;
    await customer.openChat();
    const texts = Array.from({ length: 200 }, (_, index) => `第${index + 1}句`);
    const cuts = cutAgainAndAgain(proxy, page, 50);
    for (const [index, text] of texts.entries()) {
      if (index === 70 || index === 140) await reload(page);
      await sendBlind(page, text);
      await pause(215);
    }
    await cuts;
    expect(proxy.drawn.length).toBeGreaterThan(50);
    await comesOnline(page);
    await expect.poll(() => textsOf(page, shop.url), { timeout: 90_000, interval: 1000 }).toEqual(texts);
    await expect.poll(() => unsent(page), PATIENCE).toEqual([]);
    const own = async () => (await customer.lines()).filter((line) => line.startsWith("customer: "));
    await expect.poll(own, PATIENCE).toEqual(texts.map((text) => `customer: ${text}`));
  });

  test("finds a message that was not sent after a reload, and it is sent", { timeout: 60_000 }, async () => {
    const { customer, proxy, url } = await visitThrough(shop);
    const { page } = customer;
    await customer.openChat();
    // The page can still be loaded; nothing else gets through.
    await page.routeWebSocket(/socket\.io/u, (socket) => socket.close());
    await page.route(/socket\.io/u, (route) => route.abort());
    proxy.cut();
    proxy.mend();
    await customer.say("分期用不了");
    await expect.poll(async () => (await unsent(page)).length, PATIENCE).toBe(1);
    const again = await page.context().newPage();
    await page.close();
    await again.goto(`${url}/demo/`);
    await expect.poll(() => textsOf(again, shop.url), PATIENCE).toEqual(["分期用不了"]);
    await expect.poll(() => unsent(again), PATIENCE).toEqual([]);
  });

  test("has what an older version of the widget left unsent taken over, once", async () => {
    const { customer, url } = await visitThrough(shop);
    const { page } = customer;
    await customer.openChat();
    await page.evaluate(() => {
      const item = { cid: "left-over", at: 1, type: "text", text: "分期用不了" };
      localStorage.setItem(`fenqi:${location.origin}:out:left-over`, JSON.stringify(item));
    });
    await page.goto(`${url}/demo/`);
    await customer.openChat();
    await customer.reads("customer: 分期用不了", "第一项，额度", "bot: 这样解决了吗？");
    const left = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":out:")));
    await expect.poll(left, PATIENCE).toEqual([]);
    await expect.poll(() => unsent(page), PATIENCE).toEqual([]);
    expect(await textsOf(page, shop.url)).toEqual(["分期用不了"]);
  });

  test("has an image that was not uploaded sent after a reload", async () => {
    const { customer, url } = await visitThrough(shop);
    const { page } = customer;
    await customer.openChat();
    await page.context().route("**/api/chat/images", (route) => route.abort());
    const [choosing] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "发送图片" }).click(),
    ]);
    await choosing.setFiles({ name: "screen.png", mimeType: "image/png", buffer: await picture(page) });
    await expect.poll(async () => (await unsent(page)).length, PATIENCE).toBe(1);
    await page.context().unroute("**/api/chat/images");
    await page.goto(`${url}/demo/`);
    await expect.poll(() => textsOf(page, shop.url), PATIENCE).toHaveLength(1);
    await expect.poll(() => unsent(page), PATIENCE).toEqual([]);
  });
});

describeInShop("two tabs of one customer", (shop) => {
  async function twoTabs() {
    const customer = await shop.visit();
    const { page: first } = customer;
    await customer.openChat();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    const second = await first.context().newPage();
    await second.goto(`${shop.url}/demo/`);
    await second.locator(".launcher").click();
    await second.getByText("第一项，额度").waitFor();
    return { customer, first, second };
  }

  const own = (page: Page) =>
    page.locator(".message.own:not([aria-hidden]) .bubble > .text").allTextContents();

  test("share one connection, and show and count the same", async () => {
    const { customer, first, second } = await twoTabs();
    await hasOneSocket(shop.url);
    await second.getByRole("textbox").fill("没解决");
    await second.getByRole("textbox").press("Enter");
    await customer.reads("customer: 没解决", "第二项，个人信息", "bot: 这样解决了吗？");
    for (const page of [first, second])
      await expect.poll(() => own(page), PATIENCE).toEqual(["分期用不了", "没解决"]);
    expect(await textsOf(first, shop.url)).toEqual(["分期用不了", "没解决"]);
    await hasOneSocket(shop.url);
  });

  test.each<[string, (page: Page) => Promise<unknown>]>([
    ["closed", (page) => page.close()],
    ["gone to another page", (page) => page.goto("about:blank")],
    [
      "crashed",
      async (page) => void (await page.context().newCDPSession(page)).send("Page.crash").catch(() => {}),
    ],
  ])("go on in the second when the first is %s, and nothing is lost or shown twice", async (_, end) => {
    const { first, second } = await twoTabs();
    await end(first);
    await second.getByRole("textbox").fill("没解决");
    await second.getByRole("textbox").press("Enter");
    await second.getByText("第二项，个人信息").waitFor({ timeout: 15_000 });
    await expect.poll(() => own(second), PATIENCE).toEqual(["分期用不了", "没解决"]);
    expect(await textsOf(second, shop.url)).toEqual(["分期用不了", "没解决"]);
    await hasOneSocket(shop.url);
  });

  test("forget everything together when the customer signs out, sent or not", async () => {
    const { first, second } = await twoTabs();
    const before = await remembered(first);
    await first.context().setOffline(true);
    await second.getByRole("textbox").fill("这句没发出去");
    await second.getByRole("textbox").press("Enter");
    await second.evaluate(() => (window as unknown as { Fenqi: { logout(): Promise<void> } }).Fenqi.logout());
    expect(await unsent(second)).toEqual([]);
    await first.context().setOffline(false);
    for (const page of [first, second]) {
      await expect.poll(() => own(page), PATIENCE).toEqual([]);
      const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
      expect(kept).not.toContain(before.conversationId);
      expect(kept).not.toContain(before.token);
    }
    await expect.poll(async () => (await remembered(first)).conversationId ?? "", PATIENCE).not.toBe("");
    expect(await remembered(first)).toEqual(await remembered(second));
    await hasOneSocket(shop.url);
  });
});

async function reload(page: Page): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await page.reload();
      await page.locator(".launcher").waitFor();
      return;
    } catch (error) {
      // The connection was cut while the page or a script of it was on its way.
      if (attempt === 5) throw error;
    }
  }
}

/** A small PNG, drawn by the browser. */
async function picture(page: Page): Promise<Buffer> {
  return page.locator(".launcher").screenshot();
}
