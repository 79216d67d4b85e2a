/**
 * Customers with a browser, who open a shop's page and press the launcher.
 *
 * @typedef {object} VisitFigures
 * @property {number} launcherMs      from the arrival of the script to the launcher on the screen
 * @property {number} panelMs         from the press to the panel on the screen
 * @property {number} firstMessageMs  from the press to the bot's first words on the screen
 * @property {number} layoutShift     by what the page's own content moved, as CLS counts it
 * @property {number} loadTaskMs      the longest that the page could not answer while the launcher came; 0 when never over 50 ms
 * @property {number} chatTaskMs      and from the press on
 */
import { chromium } from "playwright-core";

const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWER = 4;

export async function openBrowser() {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  return {
    close: () => browser.close(),
    /** @param {string} address @param {{ isThrottled: boolean }} conditions @returns {Promise<VisitFigures>} */
    async visit(address, { isThrottled }) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      try {
        const page = await context.newPage();
        await page.addInitScript(watch);
        if (isThrottled) {
          const devtools = await context.newCDPSession(page);
          await devtools.send("Network.enable");
          await devtools.send("Network.emulateNetworkConditions", LINE);
          await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
        }
        await page.goto(address);
        await page.waitForFunction(() => Reflect.get(window, "seen").launcher > 0);
        // A customer reads for a moment before they ask.
        await page.waitForTimeout(1_000);
        await page.locator(".launcher").click();
        await page.waitForFunction(() => Reflect.get(window, "seen").message > 0);
        await page.waitForTimeout(500);
        return await page.evaluate(() => {
          const seen = Reflect.get(window, "seen");
          const [script] = performance
            .getEntriesByType("resource")
            .filter(({ name }) => name.endsWith("/widget.js"));
          if (!(script instanceof PerformanceResourceTiming)) throw new Error("The page has no widget.");
          const longest = (/** @type {(start: number) => boolean} */ isMeant) =>
            Math.max(
              0,
              ...seen.tasks
                .filter((/** @type {PerformanceEntry} */ task) => isMeant(task.startTime))
                .map((/** @type {PerformanceEntry} */ { duration }) => duration),
            );
          return {
            launcherMs: seen.launcher - script.responseEnd,
            panelMs: seen.panel - seen.press,
            firstMessageMs: seen.message - seen.press,
            layoutShift: seen.shift,
            loadTaskMs: longest((start) => start >= script.responseEnd && start < seen.launcher),
            chatTaskMs: longest((start) => start >= seen.press),
          };
        });
      } finally {
        await context.close();
      }
    },
  };
}

/** Runs in the page, before anything else of it. */
function watch() {
  const seen = {
    launcher: 0,
    press: 0,
    panel: 0,
    message: 0,
    shift: 0,
    tasks: /** @type {PerformanceEntry[]} */ ([]),
  };
  Reflect.set(window, "seen", seen);
  // The button begins with the finger going down; playwright's click follows at once.
  addEventListener("pointerdown", () => (seen.press = performance.now()), { capture: true, once: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += Reflect.get(entry, "value");
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    seen.tasks.push(...list.getEntries());
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const root = document.querySelector("fenqi-chat")?.shadowRoot;
    const now = performance.now();
    if (root && seen.launcher === 0) seen.launcher = now;
    if (root?.querySelector(".panel:not([hidden])") && seen.panel === 0) seen.panel = now;
    if (root?.querySelector(".message.bot .text")?.textContent && seen.message === 0) seen.message = now;
    // A frame later than what it shows: what was found is on the screen then.
    if (seen.message === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
