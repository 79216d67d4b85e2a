import path from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

/** What a customer looks with. */
export interface Visit {
  readonly screen?: keyof typeof SCREENS;
  /** Of the shop's page, which the widget follows. */
  readonly locale?: "zh" | "en";
}

/** A customer on the demo page: what they do, and what they see. */
export interface Customer {
  readonly page: Page;
  /** Everything the browser complained about: errors, refused scripts and connections. */
  readonly complaints: readonly string[];
  /** Presses the launcher and waits until the bot has greeted. */
  openChat(): Promise<void>;
  /** Types a message and sends it with Enter. */
  say(text: string): Promise<void>;
  /** Presses a button of the question that is open. */
  press(label: string): Promise<void>;
  /** The whole conversation after the greeting: `customer: …`, `bot: …`, and `notice: …` for a line of the system. */
  lines(): Promise<readonly string[]>;
  /** Waits until the conversation ends with lines that contain these. */
  reads(...newest: readonly string[]): Promise<void>;
  photograph(name: string): Promise<void>;
}

export const SCREENS = {
  "1440x900": { viewport: { width: 1440, height: 900 } },
  "390x844": { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const satisfies Record<string, BrowserContextOptions>;

/** More than a reconnect of the widget takes after a few seconds without a server. */
const PATIENCE = { timeout: 15_000, interval: 50 };

const ALBUM = path.join(import.meta.dirname, "screenshots");

/** Loads the demo page with a fresh profile, which is thrown away when the test is over. */
export async function visitShop(browser: Browser, url: string, visit: Visit = {}): Promise<Customer> {
  const { screen = "1440x900", locale = "zh" } = visit;
  const context = await browser.newContext({
    ...SCREENS[screen],
    locale: locale === "zh" ? "zh-CN" : "en-GB",
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE.timeout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  await page.addInitScript(tellViolations);
  if (locale === "en") await page.addInitScript(leaveLocaleToBrowser);
  await page.goto(`${url}/demo/`);

  const log = page.getByRole("log");
  const lines = async () => (await readLog(log)).slice(1);
  return {
    page,
    complaints,
    lines,
    async openChat() {
      await page.locator(".launcher").click();
      await log.locator(".message.bot p").first().waitFor();
    },
    async say(text) {
      const field = page.getByRole("textbox");
      await field.fill(text);
      await field.press("Enter");
    },
    press: (label) =>
      page.locator(".choices:not(.done)").getByRole("button", { name: label, exact: true }).click(),
    async reads(...newest) {
      const expected = newest.map((line) => expect.stringContaining(line));
      await expect.poll(async () => (await lines()).slice(-newest.length), PATIENCE).toEqual(expected);
    },
    photograph: async (name) =>
      void (await page.screenshot({ path: path.join(ALBUM, `${name}.png`), animations: "disabled" })),
  };
}

function readLog(log: Locator): Promise<readonly string[]> {
  return log.evaluate((element) =>
    [...element.querySelectorAll(".message:not([aria-hidden]), .notice")].map((row) => {
      if (row.classList.contains("notice")) return `notice: ${row.textContent}`;
      const from = row.classList.contains("own") ? "customer" : "bot";
      return `${from}: ${row.querySelector(".bubble > .text")?.textContent}`;
    }),
  );
}

/** Runs in the page. */
function tellViolations(): void {
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    console.error(`Content-Security-Policy: ${violatedDirective} refuses ${blockedURI}`),
  );
}

/** Runs in the page, before its deferred scripts: the shop no longer says which language it speaks. */
function leaveLocaleToBrowser(): void {
  new MutationObserver(() => {
    for (const script of document.scripts) delete script.dataset["locale"];
  }).observe(document, { childList: true, subtree: true });
}
