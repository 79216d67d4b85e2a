// Builds the agents' desk into dist/desk. Run by plain Node: `node agent-desk/build.js`. Fails when the scripts outgrow
// their budget.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** Gzipped size of all scripts together, in bytes. An agent loads them once a day; a slow line must not hold one up. */
const BUDGET = 204_800;

const assets = new URL("../dist/desk/assets/", import.meta.url);

await build({ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), logLevel: "warn" });
const scripts = (await readdir(assets)).filter((name) => name.endsWith(".js"));
const sizes = await Promise.all(
  scripts.map(async (name) => gzipSync(await readFile(new URL(name, assets)), { level: 9 }).length),
);
const bytes = sizes.reduce((sum, size) => sum + size, 0);
console.log(`desk: ${(bytes / 1024).toFixed(2)} KB gzip of ${(BUDGET / 1024).toFixed(1)}`);
if (bytes > BUDGET) {
  console.error("The desk is over its budget: see what grew before raising it in agent-desk/build.js");
  process.exitCode = 1;
}
