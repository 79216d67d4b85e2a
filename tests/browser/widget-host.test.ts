import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { type HostPage, openHostPage, partsOf, scriptTag } from "./widget-host-page.ts";

const pageOf = (head: string, body = "") =>
  `<!doctype html><html lang="zh"><title>Shop</title><head>${head}</head><body>${body}${scriptTag}</body></html>`;

const HOSTILE_CSS = `<style>
  * { display: none !important; font: 60px/3 fantasy !important; color: lime !important; }
  :not(html) { position: static !important; transform: rotate(3deg) !important; opacity: 0.2 !important; visibility: hidden !important; }
  html, body { display: block !important; }
  fenqi-chat, fenqi-chat * { all: unset !important; width: 1px !important; zoom: 3 !important; filter: blur(5px) !important; }
  button, textarea, section { border: 9px solid lime !important; text-transform: uppercase !important; }
</style>`;

/** Everything about how the widget looks that a page could spoil. */
async function lookOf({ page, launcher, panel }: Pick<HostPage, "page" | "launcher" | "panel">) {
  const boxes = [await launcher.boundingBox(), await panel.boundingBox()];
  const styles = await page.locator("fenqi-chat").evaluate((host) => {
    const inside = ["launcher", "panel", "bubble", "human", "header"];
    const properties = [
      "display",
      "font-size",
      "line-height",
      "color",
      "opacity",
      "visibility",
      "text-transform",
    ] as const;
    return inside.map((name) => {
      const element = host.shadowRoot?.querySelector(`.${name}`);
      if (!element) return name;
      const style = getComputedStyle(element);
      return properties.map((property) => style.getPropertyValue(property)).join(" ");
    });
  });
  const outside = await page.locator("fenqi-chat").evaluate((host) => {
    const { opacity, filter, transform, visibility } = getComputedStyle(host);
    return { opacity, filter, transform, visibility };
  });
  return { boxes, styles, outside };
}

describeInChromium("a page that is unkind to what is on it", (browser) => {
  async function openChatOn(head: string, before?: () => void): Promise<HostPage> {
    const host = await openHostPage(browser(), {
      pages: { "/": pageOf(head) },
      context: { reducedMotion: "reduce" },
      ...(before && { before }),
    });
    await host.launcher.click();
    await host.reads("您好");
    return host;
  }

  async function talk(host: Pick<HostPage, "panel" | "reads">): Promise<void> {
    const field = host.panel.getByRole("textbox");
    await field.fill("坏了怎么办");
    await field.press("Enter");
    await host.reads("您好", "坏了怎么办", "插上插头", "解决了吗");
  }

  test("with styles for everything, that are all important, it looks as on any other", async () => {
    const kind = await openChatOn("");
    const hostile = await openChatOn(HOSTILE_CSS);
    expect(await lookOf(hostile)).toEqual(await lookOf(kind));
    await talk(hostile);
  });

  test("that has put additions into the prototypes of the language, it works", async () => {
    const host = await openChatOn("", () => {
      const additions = { each() {}, extend() {}, contains: () => true };
      for (const [name, value] of Object.entries(additions)) {
        for (const prototype of [Object, Array, String, Function, Number].map((kind) => kind.prototype))
          Reflect.set(prototype, name, value);
      }
      Reflect.set(Array.prototype, "flat", () => {
        throw new Error("the page's own flat");
      });
      Reflect.set(Array.prototype, "toString", () => "the page's own");
      Reflect.set(Function.prototype, "toString", () => "function () { [polyfill] }");
    });
    await talk(host);
  });

  test("that has put values of its own into the prototype of all objects, it works", async () => {
    const host = await openChatOn("", () => {
      const values = { version: "1.0", $cache: { one: 1 }, isOld: true, count: 7, nothing: null };
      for (const [name, value] of Object.entries(values)) Reflect.set(Object.prototype, name, value);
    });
    await talk(host);
    await host.panel.getByRole("button", { name: "更多" }).click();
    await host.panel.getByRole("menuitemradio", { name: "English" }).click();
    await expect.poll(() => host.panel.getAttribute("lang")).toBe("en");
    expect(host.complaints).toEqual([]);
    const marks = await host.panel.evaluate((panel) =>
      [panel, ...panel.querySelectorAll("*")].flatMap((element) => element.getAttributeNames()),
    );
    for (const name of ["version", "$cache", "isold", "count", "nothing"]) expect(marks).not.toContain(name);
  });

  test("that has wrapped fetch and replaced Promise, it works", async () => {
    const host = await openChatOn("", () => {
      const own = window.fetch;
      window.fetch = async function (...given) {
        const response = await own.apply(this, given);
        Reflect.set(window, "fetched", true);
        return response;
      };
      const Own = Promise;
      class Polyfill<Value> extends Own<Value> {}
      window.Promise = Polyfill;
    });
    await talk(host);
    expect(await host.page.evaluate(() => Reflect.get(window, "fetched"))).toBe(true);
  });

  test("whose body is moved, scaled and cannot be seen beyond its edge, it can be used", async () => {
    const host = await openChatOn(
      "<style>body { transform: translateX(0); min-height: 100vh; margin: 0 }</style>",
    );
    await talk(host);
    expect(await host.launcher.isVisible()).toBe(true);
  });

  test("that keeps its visitors from storing anything, it works as long as the page is open", async () => {
    const host = await openChatOn("", () => {
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
    });
    await talk(host);
    expect(host.complaints).toEqual([]);
  });

  test("that is itself in a frame of another page, it works", async () => {
    const host = await openHostPage(browser(), {
      pages: {
        "/": '<!doctype html><title>Portal</title><iframe src="SHOP/inner" width="900" height="700"></iframe>',
        "/inner": pageOf(""),
      },
    });
    const frame = host.page.frames().find((one) => one.url().endsWith("/inner"));
    if (frame === undefined) throw new Error("The page has no frame.");
    const inside = partsOf(frame);
    await inside.launcher.click();
    await inside.reads("您好");
    await talk(inside);
  });
});
