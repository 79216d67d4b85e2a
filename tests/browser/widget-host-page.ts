import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Frame, Locator, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { App } from "../../src/app.ts";
import type { Fenqi } from "../../web-widget/src/fenqi.ts";
import { smallApp } from "../support/small-app.ts";

/** A page of a shop of another origin than the chat server's. */
interface HostPageOptions {
  /** By the path. `CHAT` in it becomes the chat server's origin, `SHOP` the shop's own. */
  readonly pages: Readonly<Record<string, string>>;
  /** The Content-Security-Policy of every page, with the same words in it. */
  readonly policy?: string;
  readonly context?: BrowserContextOptions;
  /** Runs in the page before anything else. */
  readonly before?: () => void;
  readonly env?: Readonly<Record<string, string>>;
}

export interface HostPage {
  readonly page: Page;
  readonly app: App;
  /** Origin of the shop. */
  readonly shop: string;
  readonly launcher: Locator;
  readonly panel: Locator;
  /** Everything the browser complained about: errors, and what the policy refused. */
  readonly complaints: readonly string[];
  /** Calls the widget of the page; settles as the call does, with the message of what it is rejected with. */
  call<Method extends Exclude<keyof Fenqi, "on" | "off" | "push">>(
    method: Method,
    ...args: Parameters<Fenqi[Method]>
  ): Promise<string>;
  /** Waits until the conversation begins with messages that contain these, the bot's greeting first. */
  reads(...texts: readonly string[]): Promise<void>;
  /** The texts of all messages. */
  texts(): Promise<readonly string[]>;
}

/** Longer than a slow machine needs for what a customer does not wait for. */
const PATIENCE = { timeout: 15_000, interval: 50 };

/** What a page needs to have the widget. */
export const scriptTag = '<script src="CHAT/widget.js" data-locale="zh" defer></script>';

/** Opens `/` of a shop whose pages may use the chat of a small server. */
export async function openHostPage(browser: Browser, options: HostPageOptions): Promise<HostPage> {
  const { pages, policy = "", context: contextOptions = {}, before, env = {} } = options;
  let chat = "";
  const shopServer = createServer(({ url = "/" }, response) => {
    const fill = (text: string) =>
      text
        .replaceAll("CHAT_WS", chat.replace("http", "ws"))
        .replaceAll("CHAT", chat)
        .replaceAll("SHOP", shop);
    const { pathname } = new URL(url, "http://shop");
    const body = pages[pathname];
    if (policy) response.setHeader("content-security-policy", fill(policy));
    const isScript = pathname.endsWith(".js");
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.statusCode = body === undefined ? 204 : 200;
    response.end(fill(body ?? ""));
  });
  await new Promise<void>((resolve) => shopServer.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void shopServer.close());
  const shop = `http://127.0.0.1:${(shopServer.address() as AddressInfo).port}`;
  const app = await smallApp({ ALLOWED_ORIGINS: shop, ...env });
  chat = app.url;

  const context = await browser.newContext({ locale: "zh-CN", ...contextOptions });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  await page.addInitScript(tellViolations);
  if (before) await page.addInitScript(before);
  await page.goto(`${shop}/`);
  return {
    page,
    app,
    shop,
    complaints,
    ...partsOf(page),
    call: (method, ...args) =>
      page.evaluate(
        async ([name, given]) => {
          const act: unknown = Reflect.get(window.Fenqi ?? {}, name);
          try {
            if (typeof act !== "function") return `there is no ${name}`;
            return String(await act(...given));
          } catch (error) {
            return String(error);
          }
        },
        [method, args] as const,
      ),
  };
}

/** The widget's parts in a page, or in a frame of it. */
export function partsOf(place: Page | Frame) {
  const panel = place.locator("fenqi-chat").locator(".panel");
  const texts = () => panel.locator(".message:not([aria-hidden]) .bubble > .text").allTextContents();
  return {
    launcher: place.locator("fenqi-chat").locator(".launcher"),
    panel,
    texts,
    async reads(...expected: readonly string[]) {
      const first = async () => (await texts()).slice(0, expected.length);
      await expect.poll(first, PATIENCE).toEqual(expected.map((text) => expect.stringContaining(text)));
    },
  };
}

/** Runs in the page. */
function tellViolations(): void {
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
    console.error(`Content-Security-Policy: ${violatedDirective} refuses ${blockedURI} in ${sourceFile}`),
  );
}
