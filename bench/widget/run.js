/**
 * Measures what the chat costs the page of a shop, and how long its customer waits. `npm run bench:widget`
 *
 *   --runs <n>   5; the figures are medians
 *   --json       one JSON document instead of the tables
 *
 * The shop's page and the chat server are two origins. Customers have a line of 1.6 Mbit/s with 150 ms to and fro and a
 * quarter of this machine's processor, by Chromium's own throttling, which lets WebSockets through unthrottled: of the
 * first answer the socket's part is what the machine takes. The second line of figures is without throttling.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { newDataDir, startOurs } from "../server/ours.js";
import { median } from "../server/turns.js";
import { openBrowser } from "./browser.js";
import { startShop } from "./shop.js";

const { values: asked } = parseArgs({
  options: { runs: { type: "string", default: "5" }, json: { type: "boolean", default: false } },
});

const sizes = sizesOf(path.resolve(import.meta.dirname, "../../dist/widget"));
const shop = await startShop();
const server = await startOurs(await newDataDir(), undefined, { ALLOWED_ORIGINS: shop.origin });
const browser = await openBrowser();
try {
  const slow = await visits({ isThrottled: true });
  const fast = await visits({ isThrottled: false });
  if (asked.json) console.log(JSON.stringify({ sizes, slow, fast }, undefined, 2));
  else {
    console.table(Object.fromEntries(sizes.map(({ file, ...bytes }) => [file, bytes])));
    console.table({ "1.6 Mbit/s, 150 ms, CPU ÷ 4": slow, "no throttling": fast });
  }
} finally {
  await browser.close();
  await server.stop();
  shop.stop();
}

/** @param {{ isThrottled: boolean }} conditions */
async function visits(conditions) {
  /** @type {import("./browser.js").VisitFigures[]} */
  const figures = [];
  for (let run = 0; run < Number(asked.runs); run++)
    figures.push(await browser.visit(shop.pageWith(server.url), conditions));
  const of = (/** @type {(figures: import("./browser.js").VisitFigures) => number} */ pick) =>
    Math.round(median(figures.map(pick)) * 100) / 100;
  return {
    launcherMs: of(({ launcherMs }) => launcherMs),
    panelMs: of(({ panelMs }) => panelMs),
    firstMessageMs: of(({ firstMessageMs }) => firstMessageMs),
    layoutShift: of(({ layoutShift }) => layoutShift),
    loadTaskMs: of(({ loadTaskMs }) => loadTaskMs),
    chatTaskMs: of(({ chatTaskMs }) => chatTaskMs),
  };
}

/** @param {string} folder */
function sizesOf(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return {
        file: name,
        bytes: bytes.length,
        gzip: gzipSync(bytes, { level: 9 }).length,
        brotli: brotliCompressSync(bytes).length,
      };
    })
    .sort((a, b) => b.gzip - a.gzip);
}
