import { expect, test } from "vitest";
import type { Fenqi } from "../../web-widget/src/fenqi.ts";
import { describeInChromium } from "../support/chromium.ts";
import { openHostPage, scriptTag } from "./widget-host-page.ts";

/** A shop's page with the widget, and `told`: every event of it that came to the document. */
const page = (before = "") => `<!doctype html><html lang="zh"><title>Shop</title><body>
<script>
  window.told = [];
  for (const name of ["ready", "open", "close", "message", "unread", "owner"])
    document.addEventListener("fenqi:" + name, (event) => told.push([name, event.detail]));
  ${before}
</script>
${scriptTag}
</body></html>`;

const told = () => Reflect.get(window, "told");

describeInChromium("what a page may do with the chat", (browser) => {
  const open = (before?: string) => openHostPage(browser(), { pages: { "/": page(before) } });

  test("opens and closes it, and tells the page of both", async () => {
    const host = await open();
    await host.launcher.waitFor();
    expect(await host.call("open")).toBe("undefined");
    await host.panel.waitFor();
    await host.reads("您好");
    await host.call("close");
    await expect.poll(() => host.panel.isVisible()).toBe(false);
    await host.call("toggle");
    await expect.poll(() => host.panel.isVisible()).toBe(true);
    const names = (await host.page.evaluate(told)).map(([name]: [string]) => name);
    expect(names.filter((name: string) => name === "open" || name === "close")).toEqual([
      "open",
      "close",
      "open",
    ]);
    expect(names).toContain("ready");
    expect(host.complaints).toEqual([]);
  });

  test("calls made before the script was there are made when it is, in their order", async () => {
    const host = await open(`window.Fenqi = [];
      Fenqi.push(["setLocale", "en"]);
      Fenqi.push(["on", "open", () => told.push(["heard", null])]);
      Fenqi.push(["send", "it is broken"]);`);
    await host.reads("Hello", "it is broken", "Plug it in");
    expect(await host.page.evaluate(told)).toContainEqual(["heard", null]);
  });

  test("a wrong call in the queue keeps none of the others from being made", async () => {
    const host = await open(`window.Fenqi = [["opne"], ["send", 5], ["open"]];`);
    await host.panel.waitFor();
    await expect.poll(() => host.complaints.join()).toContain("Fenqi.send takes a text that is not empty");
    expect(host.complaints.join()).toContain("TypeError");
  });

  test("sends the customer's words and asks for an intent, before and after the chat is there", async () => {
    const host = await open();
    expect(await host.call("send", "坏了怎么办")).toBe("undefined");
    await host.reads("您好", "坏了怎么办", "插上插头");
    expect(await host.call("ask", "human.agent")).toBe("undefined");
    await expect.poll(() => host.panel.locator(".message.own").last().textContent()).toContain("找人工");
    const messages = (await host.page.evaluate(told)).filter(([name]: [string]) => name === "message");
    expect(messages).toContainEqual(["message", { from: "customer", text: "坏了怎么办" }]);
    expect(messages).toContainEqual(["message", { from: "bot", text: expect.stringContaining("插上插头") }]);
  });

  test("hides the launcher, and the page's own button still opens the chat", async () => {
    const host = await open();
    await host.call("hide");
    expect(await host.launcher.isVisible()).toBe(false);
    await host.call("open");
    await host.panel.waitFor();
    expect(await host.launcher.isVisible()).toBe(false);
    await host.call("hide");
    await expect.poll(() => host.panel.isVisible()).toBe(false);
    await host.call("show");
    expect(await host.launcher.isVisible()).toBe(true);
  });

  test("changes its language while it is closed and while it is open", async () => {
    const host = await open();
    await host.call("setLocale", "en-GB");
    expect(await host.launcher.getAttribute("aria-label")).toBe("Open chat");
    await host.call("open");
    await host.panel.getByRole("textbox").waitFor();
    expect(await host.panel.getByRole("textbox").getAttribute("placeholder")).toBe(
      "Describe what went wrong",
    );
    await Promise.all([host.call("setLocale", "zh-TW"), host.call("setLocale", "zh")]);
    await expect.poll(() => host.panel.getAttribute("lang")).toBe("zh-CN");
    expect(await host.launcher.getAttribute("aria-label")).toContain("在线客服");
  });

  test("changes its colour, its scheme and the size of its text, each by itself", async () => {
    const host = await open();
    const ground = () => host.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
    await host.call("setTheme", { color: "rgb(200, 0, 0)" });
    expect(await ground()).toBe("rgb(200, 0, 0)");
    await host.call("setTheme", { scheme: "dark" });
    await host.call("open");
    const frame = host.page.locator("fenqi-chat").locator(".frame");
    await expect.poll(() => frame.getAttribute("class")).toContain("dark");
    await host.call("setTheme", { text: "large" });
    await expect.poll(() => host.panel.getAttribute("class")).toContain("large");
    expect(await frame.getAttribute("class")).toContain("dark");
    await host.call("setTheme", { scheme: "light" });
    expect(await frame.getAttribute("class")).not.toContain("dark");
    expect(await ground()).toBe("rgb(200, 0, 0)");
  });

  test("a colour that is none is told, and leaves the one before", async () => {
    const host = await open();
    const ground = () => host.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
    const before = await ground();
    await host.call("setTheme", { color: "nonsense" });
    expect(await ground()).toBe(before);
    await host.call("open");
    expect(await host.call("setTheme", { color: "nonsense" })).toContain(
      "TypeError: Fenqi.setTheme takes a colour",
    );
    expect(await ground()).toBe(before);
  });

  test("says what is right when it is used in a wrong way", async () => {
    const host = await open();
    await host.call("open");
    const wrong = (method: string, value: unknown) => host.call(method as "send", value as string);
    expect(await wrong("send", "  ")).toBe(
      'TypeError: Fenqi.send takes a text that is not empty, and was given "  "',
    );
    expect(await wrong("send", undefined)).toContain("and was given undefined");
    expect(await wrong("ask", 7)).toBe(
      "TypeError: Fenqi.ask takes the name of an intent, and was given number",
    );
    expect(await wrong("identify", {})).toContain("Fenqi.identify takes a token, or a function");
    expect(await wrong("setContext", { order: 42 })).toContain(
      "takes a text of at most 64 characters as order",
    );
    expect(await wrong("setContext", { ordre: "42" })).toContain(
      'knows page and order, and was given "ordre"',
    );
    expect(await wrong("setTheme", { scheme: "purple" })).toContain("takes auto, light, dark as scheme");
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
  });

  test("what was set wrongly before the chat was there is told when it is, and the chat works", async () => {
    const host = await open();
    await host.call("setContext", { order: 42 } as never);
    await host.call("setTheme", { scheme: "purple" } as never);
    expect(host.complaints).toEqual([]);
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
    await expect.poll(() => host.complaints.join()).toContain("Fenqi.setContext takes a text of at most 64");
    expect(host.complaints.join()).toContain("Fenqi.setTheme takes auto, light, dark as scheme");
  });

  test("tells the server what the customer looks at, merged from several calls", async () => {
    const host = await open();
    const opened = host.page.waitForRequest(
      (request) => request.url().endsWith("/api/chat/sessions") && request.method() === "POST",
    );
    await host.call("setContext", { page: "/orders/42" });
    await host.call("setContext", { order: "42" });
    await host.call("open");
    expect((await opened).postDataJSON()).toMatchObject({ page: "/orders/42", order: "42", locale: "zh-CN" });
  });

  test("hears what it was asked to hear, until it is asked no more", async () => {
    const host = await open();
    await host.page.evaluate(() => {
      const heard: string[] = [];
      const listener = (event: Event) => heard.push(event.type);
      Object.assign(window, { heard, listener });
      void (window.Fenqi as Fenqi).on("open", listener);
    });
    await host.call("open");
    await host.page.evaluate(() => (window.Fenqi as Fenqi).off("open", Reflect.get(window, "listener")));
    await host.call("close");
    await host.call("open");
    expect(await host.page.evaluate(() => Reflect.get(window, "heard"))).toEqual(["fenqi:open"]);
  });

  test("is told which events there are when it listens to another, before and after the chat is there", async () => {
    const host = await open(`window.Fenqi = [["on", "opened", () => {}], ["on", "close", () => {}]];`);
    await host.call("open");
    const events = "knows ready, open, close, message, unread, owner";
    await expect.poll(() => host.complaints.join()).toContain(`Fenqi.on ${events}, and was given "opened"`);
    const listen = (method: "on" | "off", name: string) =>
      host.page.evaluate(
        ([act, event]) =>
          Promise.resolve(Reflect.get(window.Fenqi ?? {}, act)(event, () => {})).catch(String),
        [method, name] as const,
      );
    for (const method of ["on", "off"] as const) {
      expect(await listen(method, "mesage")).toBe(`TypeError: Fenqi.on ${events}, and was given "mesage"`);
      expect(await listen(method, "message")).toBeUndefined();
    }
  });

  test("counts what the customer has not seen", async () => {
    const host = await open();
    await host.call("send", "坏了怎么办");
    await host.call("close");
    await expect.poll(() => host.call("unread")).not.toBe("0");
    expect(await host.launcher.getAttribute("aria-label")).toMatch(/\(\d+\)$/u);
    await host.call("open");
    await expect.poll(() => host.call("unread")).toBe("0");
  });

  test("leaves nothing on the page when it is destroyed, and can be put there again", async () => {
    const host = await open();
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
    await host.call("destroy");
    expect(
      await host.page.evaluate(() => [document.querySelectorAll("fenqi-chat").length, typeof window.Fenqi]),
    ).toEqual([0, "undefined"]);
    await host.page.addScriptTag({ url: `${host.app.url}/widget.js` });
    await host.launcher.waitFor();
    await host.call("open");
    await host.reads("您好", "坏了怎么办", "插上插头");
    expect(await host.page.locator("fenqi-chat").count()).toBe(1);
  });

  test("two widgets with a name each are two conversations on one page", async () => {
    const two = page().replace(
      scriptTag,
      `${scriptTag}
      <script src="CHAT/widget.js" data-locale="zh" data-name="Second" defer></script>`,
    );
    const host = await openHostPage(browser(), { pages: { "/": two } });
    await host.launcher.nth(1).waitFor();
    await host.page.evaluate(() => Reflect.get(window, "Second").send("第二个"));
    await host.page.evaluate(() => (window.Fenqi as Fenqi).send("第一个"));
    const own = (at: number) =>
      host.page
        .locator("fenqi-chat")
        .nth(at)
        .locator(".message.own:not([aria-hidden]) .bubble > .text")
        .allTextContents();
    await expect.poll(() => own(0)).toEqual(["第一个"]);
    await expect.poll(() => own(1)).toEqual(["第二个"]);
    await host.page.reload();
    await host.launcher.nth(1).waitFor();
    for (const name of ["Fenqi", "Second"])
      await host.page.evaluate((at) => Reflect.get(window, at).open(), name);
    await expect.poll(() => own(0), { timeout: 10_000 }).toEqual(["第一个"]);
    await expect.poll(() => own(1), { timeout: 10_000 }).toEqual(["第二个"]);
  });

  test("forgets the conversation at logout", async () => {
    const host = await open();
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头");
    expect(await host.call("logout")).toBe("undefined");
    await expect.poll(host.texts).toEqual(["您好"]);
  });
});
