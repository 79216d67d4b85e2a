import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { describeInChromium } from "../support/chromium.ts";
import { openHostPage, partsOf, scriptTag } from "./widget-host-page.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What a reader of docs/widget.md copies under this heading, with the chat server's name as a placeholder. */
async function snippet(heading: string): Promise<string> {
  const guide = await readFile(path.join(root, "docs/widget.md"), "utf8");
  const [, section = ""] = guide.split(`\n### ${heading}\n`);
  const code = /```\w+\n([\s\S]*?)```/u.exec(section)?.[1];
  if (code === undefined) throw new Error(`docs/widget.md has no code under "${heading}".`);
  return code.replaceAll("https://chat.example", "CHAT");
}

const pageOf = (head: string, body = "") =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`;

const integrityOf = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(path.join(root, "dist/widget/integrity.json"), "utf8"));

describeInChromium("the ways into a page that the guide tells", (browser) => {
  test("one line is enough", async () => {
    const host = await openHostPage(browser(), { pages: { "/": pageOf(await snippet("One line")) } });
    await host.launcher.click();
    await host.reads("您好");
    await host.panel.getByRole("textbox").fill("坏了怎么办");
    await host.panel.getByRole("textbox").press("Enter");
    await host.reads("您好", "坏了怎么办", "插上插头");
    expect(host.complaints).toEqual([]);
  });

  test("a page may hold the loader to its fingerprint", async () => {
    const hash = (await integrityOf())["widget.js"] ?? "";
    const tag = (await snippet("Held to its fingerprint")).replace(/sha384-…/u, hash);
    expect(tag).toContain(hash);
    const host = await openHostPage(browser(), { pages: { "/": pageOf(tag) } });
    await host.launcher.click();
    await host.reads("您好");
    expect(host.complaints).toEqual([]);
  });

  test("a loader that is another one is not run", async () => {
    const tag = (await snippet("Held to its fingerprint")).replace(/sha384-…/u, `sha384-${"A".repeat(64)}`);
    const host = await openHostPage(browser(), { pages: { "/": pageOf(tag) } });
    await expect.poll(() => host.complaints.join()).toContain("integrity");
    expect(await host.page.locator("fenqi-chat").count()).toBe(0);
  });

  test("the server tells the fingerprints of what it serves", async () => {
    const host = await openHostPage(browser(), { pages: { "/": pageOf(scriptTag) } });
    const told = await (await fetch(`${host.app.url}/widget/integrity.json`)).json();
    expect(told).toEqual(await integrityOf());
    expect(Object.keys(told)).toContain("widget.js");
  });

  test("a module imports it, and gets the same widget however often it asks", async () => {
    const own = await readFile(path.join(root, "dist/widget-package/index.js"), "utf8");
    const script = await snippet("As a module");
    const host = await openHostPage(browser(), {
      pages: {
        "/": pageOf(
          '<script type="importmap">{ "imports": { "@fenqi/widget": "/fenqi.js" } }</script>',
          `<script type="module">${script}
            const again = await load({ origin: "CHAT" });
            Object.assign(window, { isSame: again === window.Fenqi, load });
          </script>`,
        ),
        "/fenqi.js": own,
      },
    });
    await host.reads("您好");
    await expect.poll(() => host.page.evaluate(() => Reflect.get(window, "isSame"))).toBe(true);
    const refusals = await host.page.evaluate(async () => {
      const load: (options: object) => Promise<unknown> = Reflect.get(window, "load");
      return Promise.all(
        [{ origin: "chat.example" }, { origin: "http://127.0.0.1:1" }].map((options) =>
          load({ ...options, name: "Other" }).then(
            () => "loaded",
            (error: unknown) => String(error),
          ),
        ),
      );
    });
    expect(refusals[0]).toContain("TypeError: @fenqi/widget: load() takes the origin of the chat server");
    expect(refusals[1]).toContain("http://127.0.0.1:1/widget.js cannot be loaded");
  });

  test("a module gets past Trusted Types by the policy that the page allows it", async () => {
    const own = await readFile(path.join(root, "dist/widget-package/index.js"), "utf8");
    const host = await openHostPage(browser(), {
      pages: {
        "/": pageOf("", '<script type="module" src="/start.js"></script>'),
        "/start.js": 'import { load } from "/fenqi.js"; await (await load({ origin: "CHAT" })).open();',
        "/fenqi.js": own,
      },
      policy:
        "default-src 'none'; script-src 'self' CHAT; connect-src CHAT CHAT_WS; require-trusted-types-for 'script'; trusted-types fenqi",
    });
    await host.reads("您好");
    expect(host.complaints).toEqual([]);
  });
});

describeInChromium("the page that is nothing but the chat", (browser) => {
  test("fills the screen, without a launcher and without a way out, as its address wants it", async () => {
    const host = await openHostPage(browser(), {
      pages: { "/": pageOf(scriptTag) },
      context: { viewport: { width: 390, height: 844 } },
    });
    const opened = host.page.waitForRequest((request) => request.url().endsWith("/api/chat/sessions"));
    await host.page.goto(`${host.app.url}/chat?locale=en&scheme=dark&text=large&color=%23336699&order=42`);
    expect((await opened).postDataJSON()).toMatchObject({ locale: "en", order: "42", page: "/chat" });
    await host.reads("Hello");
    expect(await host.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await host.launcher.isVisible()).toBe(false);
    expect(await host.panel.locator(".close").isVisible()).toBe(false);
    const frame = host.page.locator("fenqi-chat").locator(".frame");
    expect(await frame.getAttribute("class")).toContain("dark");
    expect(await host.panel.getAttribute("class")).toContain("large");
    await host.panel.getByRole("textbox").press("Escape");
    await host.panel.getByRole("textbox").fill("it is broken");
    await host.panel.getByRole("textbox").press("Enter");
    await host.reads("Hello", "it is broken", "Plug it in");
    expect(host.complaints).toEqual([]);
  });

  test("takes nothing from its address that is not what it should be", async () => {
    const host = await openHostPage(browser(), { pages: { "/": pageOf(scriptTag) } });
    const asked = `locale=%3Cb%3E&scheme=purple&text=huge&color=red;}&order=${"9".repeat(65)}`;
    await host.page.goto(`${host.app.url}/chat?${asked}`);
    await host.reads("您好");
    expect(host.complaints).toEqual([]);
  });

  test("works in a frame of an allowed page, which says who the customer is", async () => {
    const host = await openHostPage(browser(), {
      pages: {
        "/": pageOf(
          "",
          `<iframe src="CHAT/chat?locale=zh" width="500" height="700"></iframe>
           <script>
             window.wanted = 0;
             const frame = document.querySelector("iframe");
             addEventListener("message", ({ source, origin, data }) => {
               if (source !== frame.contentWindow || origin !== "CHAT") return;
               if (data.type === "fenqi:ready") frame.contentWindow.postMessage({ type: "fenqi:identity", token: "a.b.c" }, "CHAT");
               if (data.type === "fenqi:identity-wanted") window.wanted += 1;
             });
           </script>`,
        ),
      },
    });
    const identified = await host.page.waitForRequest(
      (request) =>
        request.url().endsWith("/api/chat/sessions") && request.postData()?.includes("identity") === true,
    );
    expect(identified.postDataJSON()).toMatchObject({ identity: "a.b.c" });
  });

  test("is not shown in a frame of any other page", async () => {
    const host = await openHostPage(browser(), {
      pages: { "/": pageOf("", '<iframe src="CHAT/chat"></iframe>') },
      env: { ALLOWED_ORIGINS: "https://shop.example" },
    });
    await expect.poll(() => host.complaints.join()).toContain("frame-ancestors");
    for (const frame of host.page.frames().slice(1)) {
      expect(await partsOf(frame).panel.count()).toBe(0);
    }
  });
});
