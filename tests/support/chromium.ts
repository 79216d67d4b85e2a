import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";

/** Where Debian puts Chromium, unless CHROMIUM_PATH says otherwise. */
const executablePath = process.env["CHROMIUM_PATH"] || "/usr/bin/chromium";

/** Nothing that a test machine lacks (a sandbox, a graphics card), and nothing that calls home. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A suite that needs a real browser: starts Chromium with a fresh profile before its tests and ends it after them.
 *
 * On a machine without Chromium the suite is skipped under a name that says why. With `CI=true` it fails instead:
 * nobody reads there what was skipped.
 *
 * @param define registers the tests; the browser it is given can be asked for as soon as one of them runs
 */
export function describeInChromium(name: string, define: (browser: () => Browser) => void): void {
  const isThere = existsSync(executablePath);
  const reason = `there is no Chromium at ${executablePath}; install it, or set CHROMIUM_PATH`;
  if (!isThere && process.env["CI"] !== "true") {
    console.warn(`Skipped: ${name} (${reason})`);
    describe.skip(`${name} (skipped: ${reason})`, () => define(missing));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (!isThere) throw new Error(`The browser tests cannot run: ${reason}.`);
      browser = await chromium.launch({ executablePath, args: QUIET });
    });
    afterAll(() => browser?.close());
    define(() => browser ?? missing());
  });
}

function missing(): never {
  throw new Error("There is no browser outside a running test.");
}
