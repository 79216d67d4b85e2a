import { expect, test } from "vitest";
import type { Rule } from "../../web-widget/src/fenqi.ts";
import { describeInChromium } from "../support/chromium.ts";
import { type HostPage, openHostPage, scriptTag } from "./widget-host-page.ts";

const page = `<!doctype html><html lang="zh"><head><title>Shop</title><link rel="icon" href="data:,"></head><body>${scriptTag}</body></html>`;

describeInChromium("a widget that has something to say", (browser) => {
  const open = (before?: () => void) =>
    openHostPage(browser(), { pages: { "/": page, "/orders/42": page }, ...(before && { before }) });

  /** The customer looks at another tab, or at this one again. */
  const look = (host: HostPage, state: "hidden" | "visible") =>
    host.page.evaluate((visibility) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility });
      Object.defineProperty(document, "hidden", { configurable: true, get: () => visibility === "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  test("counts unread messages in the title of a page nobody looks at, and leaves the icon alone", async () => {
    const host = await open();
    const icon = () => host.page.locator("link[rel=icon]").getAttribute("href");
    await host.call("open");
    await look(host, "hidden");
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    await expect.poll(() => host.page.title()).toMatch(/^\(\d+\) Shop$/u);
    await host.page.evaluate(() => {
      document.title = "Sale";
    });
    await look(host, "visible");
    await expect.poll(() => host.page.title()).toBe("Sale");
    expect(await icon()).toBe("data:,");
  });

  test("gives the page its title back when it is destroyed", async () => {
    const host = await open();
    await host.call("open");
    await look(host, "hidden");
    await host.call("send", "坏了怎么办");
    await expect.poll(() => host.page.title()).toMatch(/^\(\d+\) Shop$/u);
    await host.call("destroy");
    await expect.poll(() => host.page.title()).toBe("Shop");
  });

  test("asks the browser to be allowed notifications only when a waiting customer presses the button", async () => {
    const host = await open(() => {
      class Quiet extends EventTarget {
        static permission = "default";
        static asked = 0;
        static async requestPermission() {
          Quiet.asked += 1;
          Quiet.permission = "granted";
          return "granted";
        }
      }
      Reflect.set(window, "Notification", Quiet);
    });
    const asked = () => host.page.evaluate(() => Reflect.get(Notification, "asked"));
    const offer = host.panel.locator(".offer .ask");
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    expect(await offer.count()).toBe(0);
    await host.call("ask", "human.agent");
    await offer.waitFor();
    expect(await asked()).toBe(0);
    await offer.click();
    await expect.poll(asked).toBe(1);
    await expect.poll(() => offer.count()).toBe(0);
  });

  test("notifies a customer who has allowed it, of what they do not see only", async () => {
    const host = await open(() => {
      class Granted extends EventTarget {
        static permission = "granted";
        static shown: string[] = [];
        constructor(title: string, options: { body: string }) {
          super();
          Granted.shown.push(`${title}: ${options.body}`);
        }
        close() {}
      }
      Reflect.set(window, "Notification", Granted);
    });
    const shown = () => host.page.evaluate(() => Reflect.get(Notification, "shown"));
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    expect(await shown()).toEqual([]);
    await look(host, "hidden");
    await host.call("send", "没解决");
    await expect.poll(shown).toContainEqual(expect.stringMatching(/^小助手: /u));
  });

  const say = (host: HostPage, rules: readonly Rule[]) => host.call("setRules", rules);
  const teaser = (host: HostPage) => host.page.locator("fenqi-chat").locator(".teaser .say");

  test("speaks up when the page tells of what a rule waits for, and asks when it is pressed", async () => {
    const host = await open();
    await say(host, [
      { when: { event: "payment-failed" }, say: { zh: "付款没成功？", en: "Payment failed?" }, ask: "mend" },
    ]);
    await host.call("emit", "something else");
    expect(await teaser(host).count()).toBe(0);
    await host.call("emit", "payment-failed");
    await teaser(host).waitFor();
    expect(await teaser(host).textContent()).toBe("付款没成功？");
    await teaser(host).click();
    await host.reads("您好", "怎么修", "插上插头");
    expect(await teaser(host).count()).toBe(0);
  });

  test("says the same once a day at most, on any page, and what is dismissed stays away", async () => {
    const host = await open();
    const rules: readonly Rule[] = [{ when: { event: "stuck" }, say: "要帮忙吗？" }];
    await say(host, rules);
    await host.call("emit", "stuck");
    await host.page.locator("fenqi-chat").locator(".teaser .shut").click();
    expect(await teaser(host).count()).toBe(0);
    await host.page.reload();
    await host.launcher.waitFor();
    await say(host, rules);
    await host.call("emit", "stuck");
    expect(await teaser(host).count()).toBe(0);
    await host.page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.endsWith(":rules")) ?? "";
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}");
      for (const name of Object.keys(kept)) kept[name] -= 25 * 3_600_000;
      localStorage.setItem(key, JSON.stringify(kept));
    });
    await host.page.reload();
    await host.launcher.waitFor();
    await say(host, rules);
    await host.call("emit", "stuck");
    await teaser(host).waitFor();
  });

  test("speaks up on the pages of a rule only, to a customer who has been still for a while", async () => {
    const host = await open();
    const rules: readonly Rule[] = [{ when: { page: "/orders/*", idleSeconds: 1 }, say: "订单有问题？" }];
    await say(host, [...rules, { when: { page: "/", idleSeconds: 1 }, say: "首页" }]);
    await teaser(host).waitFor();
    expect(await teaser(host).textContent()).toBe("首页");
    await host.page.goto(`${host.shop}/orders/42`);
    await host.launcher.waitFor();
    await say(host, rules);
    await expect.poll(() => teaser(host).allTextContents(), { timeout: 5_000 }).toEqual(["订单有问题？"]);
  });

  test("keeps quiet over an open chat and beside a hidden launcher", async () => {
    const host = await open();
    await say(host, [{ when: { event: "stuck" }, say: "要帮忙吗？" }]);
    await host.call("open");
    await host.panel.waitFor();
    await host.call("emit", "stuck");
    expect(await teaser(host).count()).toBe(0);
    await host.call("hide");
    await host.call("emit", "stuck");
    expect(await teaser(host).count()).toBe(0);
    await host.call("show");
    await teaser(host).waitFor();
  });

  test("does not move for customers who want nothing to move", async () => {
    const host = await open();
    await host.page.emulateMedia({ reducedMotion: "reduce" });
    await say(host, [{ when: { event: "stuck" }, say: "要帮忙吗？" }]);
    await host.call("emit", "stuck");
    const animation = await host.page
      .locator("fenqi-chat")
      .locator(".teaser")
      .evaluate((element) => getComputedStyle(element).animationName);
    expect(animation).toBe("none");
  });

  test("refuses rules that are none, and says which and why", async () => {
    const host = await open();
    const refusal = (rules: unknown) => host.call("setRules", rules as readonly Rule[]);
    expect(await refusal({})).toBe("TypeError: Fenqi.setRules: takes a list of rules");
    expect(await refusal([{ when: {}, say: "?" }])).toContain('rule 1: "when" must name a page');
    expect(await refusal([{ when: { event: "x" }, say: { zh: "好" } }])).toContain(
      'rule 1: "say" must be a text',
    );
    expect(await refusal([{ when: { idle: 3 }, say: "好" }])).toContain('rule 1: "when" has "idle"');
    expect(await refusal([{ when: { event: "x" }, say: "好", atMostEveryHours: 0 }])).toContain("above 0");
  });

  test("fetches the code for rules only when there are rules", async () => {
    const fetched: string[] = [];
    const host = await open();
    host.page.on("request", (request) => fetched.push(request.url()));
    await host.call("open");
    await host.reads("您好");
    expect(fetched.filter((url) => url.includes("/rules-"))).toEqual([]);
    await say(host, [{ when: { event: "x" }, say: "好" }]);
    expect(fetched.filter((url) => url.includes("/rules-"))).toHaveLength(1);
  });
});
