import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { visitShop } from "./customer.ts";
import { describeInShop } from "./shop.ts";
import { countSockets, hasOneSocket, PATIENCE } from "./widget-network-page.ts";

describeInShop("a customer whose browser or network allows little", (shop) => {
  test("chats as long as the page is open, when nothing may be stored", async () => {
    const customer = await shop.visit();
    await customer.page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        });
    });
    await customer.page.reload();
    await customer.openChat();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    expect(customer.complaints).toEqual([]);
  });

  test("has unsent messages kept as text, when there is no database", async () => {
    const customer = await shop.visit();
    const { page } = customer;
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    await page.reload();
    await customer.openChat();
    await page.context().setOffline(true);
    await customer.say("分期用不了");
    const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":out:")));
    await expect.poll(kept, PATIENCE).toHaveLength(1);
    await page.context().setOffline(false);
    await page.reload();
    await customer.openChat();
    await customer.reads("customer: 分期用不了", "第一项，额度", "bot: 这样解决了吗？");
    await expect.poll(kept, PATIENCE).toEqual([]);
  });

  test("goes on at once when they come back to a page that the browser has kept", async () => {
    // Playwright turns off what this is about.
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] || "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu"],
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    });
    onTestFinished(() => browser.close());
    const customer = await visitShop(browser, shop.url);
    const { page } = customer;
    await customer.openChat();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
    await hasOneSocket(shop.url);
    await page.evaluate(() => void Reflect.set(window, "isKept", true));
    await page.goto(`${shop.url}/healthz`);
    await expect.poll(() => countSockets(shop.url), PATIENCE).toBe(0);
    await page.goBack({ waitUntil: "commit" });
    expect(await page.evaluate(() => Reflect.get(window, "isKept"))).toBe(true);
    await hasOneSocket(shop.url);
    await customer.say("没解决");
    await customer.reads("customer: 没解决", "第二项，个人信息", "bot: 这样解决了吗？");
  });

  // The last one: nobody tells a server that the page behind a polled connection is closed.
  test("chats by plain requests behind a proxy that lets no WebSocket through", async () => {
    const customer = await shop.visit();
    await customer.page.goto(`${await plainProxy(Number(new URL(shop.url).port))}/demo/`);
    await customer.openChat();
    await customer.say("分期用不了");
    await customer.reads("第一项，额度", "bot: 这样解决了吗？");
  });
});

/** Passes every request on, and refuses to upgrade any. */
async function plainProxy(port: number): Promise<string> {
  const proxy = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const onward = ask({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  proxy.on("upgrade", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"));
  await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}
