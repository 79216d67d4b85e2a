// Builds the widget into dist/: the chat chunk, the loader that knows the chunk's name, and the demo shop.
// Run by plain Node: `node web-widget/build.js`. Fails when a file outgrows its budget.
import { cp, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** Gzipped sizes, in bytes. The loader is on every page of the shop; the chat is fetched when a customer asks. */
const BUDGET = { loader: 2_560, chat: 30_720 };

const here = new URL("./", import.meta.url);
const out = new URL("../dist/widget/", import.meta.url);
const demo = new URL("../dist/demo/", import.meta.url);

/**
 * What socket.io-client brings along and the widget never uses: a third transport beside WebSocket and polling, and
 * binary messages, which the server does not take. By the end of the file's path, what stands in its place.
 * @type {readonly (readonly [file: string, code: string])[]}
 */
const LEANER = [
  ["engine.io-client/build/esm/transports/webtransport.js", "export const WT = undefined;"],
  [
    "engine.io-parser/build/esm/encodePacket.browser.js",
    `import { PACKET_TYPES } from "./commons.js";
     export const encodePacket = ({ type, data }, _, done) => done(PACKET_TYPES[type] + (data || ""));
     export const encodePacketToBinary = undefined;`,
  ],
  [
    "engine.io-parser/build/esm/decodePacket.browser.js",
    `import { ERROR_PACKET, PACKET_TYPES_REVERSE } from "./commons.js";
     export function decodePacket(text) {
       const type = typeof text === "string" && PACKET_TYPES_REVERSE[text[0]];
       return type ? { type, data: text.length > 1 ? text.slice(1) : undefined } : ERROR_PACKET;
     }`,
  ],
  [
    "socket.io-parser/build/esm/is-binary.js",
    "export const isBinary = () => false; export const hasBinary = () => false;",
  ],
  [
    "socket.io-parser/build/esm/binary.js",
    "export const deconstructPacket = undefined; export const reconstructPacket = undefined;",
  ],
];
const replaced = new Set();

/** @type {import("vite").Plugin} */
const leaner = {
  name: "leaner",
  enforce: "pre",
  load(id) {
    const found = LEANER.find(([file]) => id.endsWith(`/${file}`));
    if (found !== undefined) replaced.add(found[0]);
    return found?.[1] ?? null;
  },
};

await rm(out, { recursive: true, force: true });
const chunk = await bundle({
  input: "src/chat/mount.tsx",
  format: "es",
  entryFileNames: "chat-[hash].js",
  define: {},
});
const loader = await bundle({
  input: "src/loader.ts",
  format: "iife",
  entryFileNames: "widget.js",
  // The server has the script at /widget.js and its chunks under /widget/.
  define: { __CHAT_CHUNK__: JSON.stringify(`./widget/${chunk}`) },
});
await rm(demo, { recursive: true, force: true });
await cp(new URL("demo/", here), demo, { recursive: true });

// A file that has moved in a newer release would come along again without a word.
const missing = LEANER.filter(([file]) => !replaced.has(file)).map(([file]) => file);
if (missing.length > 0)
  throw new Error(`web-widget/build.js replaces files that are not there any more: ${missing.join(", ")}`);

await report(loader, BUDGET.loader);
await report(chunk, BUDGET.chat);

/**
 * @param {{ input: string, format: "es" | "iife", entryFileNames: string, define: Record<string, string> }} options
 * @returns {Promise<string>} the name of the one file that was written
 */
async function bundle({ input, format, entryFileNames, define }) {
  const result = await build({
    configFile: false,
    root: fileURLToPath(here),
    logLevel: "warn",
    define: { ...define, "process.env.NODE_ENV": '"production"' },
    plugins: [leaner],
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: fileURLToPath(out),
      emptyOutDir: false,
      // What WeChat's and Alipay's in-app browsers and iOS 16 understand.
      target: ["chrome103", "safari16", "firefox103"],
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(input, here)),
        preserveEntrySignatures: "strict",
        output: { format, entryFileNames, codeSplitting: false },
      },
    },
  });
  const files = Array.isArray(result) ? result : "output" in result ? [result] : [];
  const names = files.flatMap(({ output }) => output.map(({ fileName }) => fileName));
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new Error(`${input} must become one file, not ${names.join(", ")}`);
  return name;
}

/**
 * @param {string} name
 * @param {number} budgetBytes
 */
async function report(name, budgetBytes) {
  const bytes = gzipSync(await readFile(new URL(name, out)), { level: 9 }).length;
  console.log(`${name}: ${(bytes / 1024).toFixed(2)} KB gzip of ${(budgetBytes / 1024).toFixed(1)}`);
  if (bytes <= budgetBytes) return;
  console.error(`${name} is over its budget: see what grew before raising it in web-widget/build.js`);
  process.exitCode = 1;
}
