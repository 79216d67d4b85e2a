import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { openHostPage } from "./widget-host-page.ts";

const page = '<!doctype html><html lang="zh"><title>Shop</title><body>Shop</body></html>';

/** Runs in the page: `listening` tells what is listened to on everything that outlives an element. */
function countListeners(): void {
  const kept = new Map<EventTarget, Set<string>>();
  const ids = new WeakMap<object, number>();
  let last = 0;
  const keyOf = (type: string, listener: object, options: unknown) => {
    const isCapture =
      typeof options === "object" ? Boolean(Reflect.get(options ?? {}, "capture")) : Boolean(options);
    if (!ids.has(listener)) ids.set(listener, ++last);
    return `${type} ${ids.get(listener)} ${isCapture}`;
  };
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  // Called without an object, as `addEventListener(…)`, it is the window's.
  const targetOf = (self: EventTarget | undefined) => self ?? window;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = targetOf(this);
    add.call(target, type, listener, options);
    const isKept = [Window, Document, MediaQueryList, VisualViewport].some((kind) => target instanceof kind);
    if (!isKept || listener === null) return;
    const key = keyOf(type, listener, options);
    const keys = kept.get(target) ?? new Set();
    kept.set(target, keys.add(key));
    const { signal, once = false }: AddEventListenerOptions = typeof options === "object" ? options : {};
    if (signal) add.call(signal, "abort", () => keys.delete(key));
    if (once) add.call(target, type, () => keys.delete(key), options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = targetOf(this);
    remove.call(target, type, listener, options);
    if (listener) kept.get(target)?.delete(keyOf(type, listener, options));
  };
  Reflect.set(window, "listening", () =>
    [...kept].flatMap(([target, keys]) => [...keys].map((key) => `${target.constructor.name} ${key}`)),
  );
}

describeInChromium("a widget that is taken off the page", (browser) => {
  test("listens to nothing any more, whatever it has done before", async () => {
    const host = await openHostPage(browser(), {
      pages: { "/": page },
      before: countListeners,
      context: { viewport: { width: 390, height: 844 } },
    });
    const listening = (): Promise<readonly string[]> =>
      host.page.evaluate(() => Reflect.get(window, "listening")());
    // Has Playwright listen to what it listens to.
    await host.page.locator("body").allTextContents();
    const before = await listening();
    await host.page.addScriptTag({ url: `${host.app.url}/widget.js` });
    await host.launcher.waitFor();
    await host.call("setRules", [{ when: { event: "paid" }, say: "付好了" }]);
    await host.call("send", "坏了怎么办");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
    await host.call("send", "转人工");
    await host.panel.locator(".more").click();
    await host.panel.getByRole("menu").waitFor();
    expect((await listening()).length).toBeGreaterThan(before.length);
    await host.call("destroy");
    await expect.poll(listening, { timeout: 5_000 }).toEqual(before);
    expect(await host.page.evaluate(() => document.documentElement.style.overflow)).toBe("");
    expect(host.complaints).toEqual([]);
  });
});
