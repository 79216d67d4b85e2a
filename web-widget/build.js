// Builds the widget into dist/: the chat with what it fetches later, its words in each language, the loader that knows
// their names, their fingerprints, the page that is nothing but the chat, the package for bundlers, and the demo shop. Run by plain Node: `node web-widget/build.js`. Fails when a file outgrows its budget.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

/**
 * Gzipped sizes, in bytes. The loader is on every page of the shop; the chat, with its words in one language, is fetched
 * when a customer asks. What only some need is fetched when they do: see `LATER`.
 */
const BUDGET = { loader: 2_560, chat: 30_720 };

/** What the widget speaks where it speaks none of the browser's languages. */
const OWN_WORDS = "zh-CN.json";

const here = new URL("./", import.meta.url);
const out = new URL("../dist/widget/", import.meta.url);
const packed = new URL("../dist/widget-package/", import.meta.url);
const demo = new URL("../dist/demo/", import.meta.url);

/**
 * What socket.io-client brings along and the widget does not use: WebTransport, binary messages, which the server does
 * not take, addresses that no browser knows, coming back by itself, and polling, which is fetched where a network lets no
 * WebSocket through. By the end of the file's path, what stands in its place.
 * @type {readonly (readonly [file: string, code: string])[]}
 */
const LEANER = [
  [
    "engine.io-client/build/esm/transports/index.js",
    'import { WS } from "./websocket.js"; export const transports = { websocket: WS };',
  ],
  ["engine.io-client/build/esm/transports/webtransport.js", "export const WT = undefined;"],
  [
    "engine.io-client/build/esm/contrib/parseuri.js",
    `export function parse(address) {
       const { protocol, hostname, port, search } = new URL(address);
       return { protocol: protocol.slice(0, -1), host: hostname.replace(/[[\\]]/g, ""), port, query: search.slice(1) };
     }`,
  ],
  [
    "socket.io-client/build/esm/contrib/backo2.js",
    "export function Backoff() { return { attempts: 0, reset() {}, setMin() {}, setMax() {}, setJitter() {} }; }",
  ],
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
];

/**
 * What a library does that a page must not suffer from: rolldown lists what a module has in a way that trips over
 * additions to `Object.prototype`, and engine.io leaves a listener on the page for ever. By the end of the file's path, what
 * stands there, what stands in its place.
 * @type {readonly (readonly [file: string, before: RegExp, after: string])[]}
 */
const KINDER = [
  [
    "socket.io-client/build/esm/manager.js",
    /import \* as parser from "socket.io-parser";/u,
    'import { Decoder, Encoder } from "socket.io-parser"; const parser = { Decoder, Encoder };',
  ],
  ["engine.io-client/build/esm/socket.js", /^if \(withEventListeners\) \{.*?^\}/msu, ""],
  [
    "engine.io-client/build/esm/socket.js",
    /OFFLINE_EVENT_LISTENERS\.push\(this\._offlineEventListener\)/u,
    'addEventListener("offline", this._offlineEventListener)',
  ],
  [
    "engine.io-client/build/esm/socket.js",
    /const i = OFFLINE_EVENT_LISTENERS.*?splice\(i, 1\);\s*\}/su,
    'removeEventListener("offline", this._offlineEventListener);',
  ],
];
const replaced = new Set();

/** @type {import("vite").Plugin} */
const leaner = {
  name: "leaner",
  enforce: "pre",
  // What is fetched later has nothing to be preloaded along with it: `import()` may stay as it is.
  configResolved({ plugins }) {
    const at = plugins.findIndex(({ name }) => name === "native:import-analysis-build");
    if (at < 0) throw new Error("web-widget/build.js takes a plugin out of Vite that is not there any more");
    /** @type {import("vite").Plugin[]} */ (plugins).splice(at, 1);
  },
  resolveId(source) {
    return source === "socket.io-parser"
      ? fileURLToPath(new URL("src/lean/socket-io-parser.ts", here))
      : null;
  },
  load(id) {
    const found = LEANER.find(([file]) => id.endsWith(`/${file}`));
    if (found !== undefined) replaced.add(found[0]);
    return found?.[1] ?? null;
  },
  transform(code, id) {
    const edits = KINDER.filter(([file]) => id.endsWith(`/${file}`));
    for (const edit of edits) if (edit[1].test(code)) replaced.add(edit);
    return edits.length === 0
      ? null
      : edits.reduce((rest, [, before, after]) => rest.replace(before, after), code);
  },
};

await rm(out, { recursive: true, force: true });
const words = await readWords();
const chat = await bundle({
  input: {
    chat: "src/chat/mount.tsx",
    ...Object.fromEntries(words.map(({ locale }) => [locale, `src/strings/${locale}.json`])),
  },
  format: "es",
  entryFileNames: "[name]-[hash:6].js",
});
const nameOf = (/** @type {string} */ name) => chat.find((file) => file.startsWith(`${name}-`)) ?? "";
// By itself: a page with rules and without a chat fetches nothing of the chat.
const [rules = ""] = await bundle({
  input: { rules: "src/chat/later/proactive.ts" },
  format: "es",
  entryFileNames: "[name]-[hash:6].js",
});
await bundle({ input: { page: "src/page.ts" }, format: "iife", entryFileNames: "[name].js" });
const [loader = ""] = await bundle({
  input: { widget: "src/loader.ts" },
  format: "iife",
  entryFileNames: "[name].js",
  // The server has the script at /widget.js and its chunks under /widget/.
  define: {
    __CHAT_CHUNK__: JSON.stringify(`./widget/${nameOf("chat")}`),
    __RULES_CHUNK__: JSON.stringify(`./widget/${rules}`),
    __WORDS__: JSON.stringify(
      words.map(({ locale, tags, launcher, launcherFailed }) => [
        locale,
        tags.join(" "),
        `./widget/${nameOf(locale)}`,
        launcher,
        launcherFailed,
      ]),
    ),
  },
});
await writeFile(new URL("integrity.json", out), `${JSON.stringify(await fingerprints(), undefined, 2)}\n`);
await compress();
await pack();
await rm(demo, { recursive: true, force: true });
await cp(new URL("demo/", here), demo, { recursive: true });

// A file that has moved in a newer release would come along again without a word.
const missing = LEANER.filter(([file]) => !replaced.has(file)).map(([file]) => file);
missing.push(...KINDER.filter((edit) => !replaced.has(edit)).map(([file]) => file));
if (missing.length > 0)
  throw new Error(`web-widget/build.js replaces files that are not there any more: ${missing.join(", ")}`);

const first = [nameOf("chat")];
await report("loader", [loader], BUDGET.loader);
for (const { locale } of words) await report(`chat, ${locale}`, [...first, nameOf(locale)], BUDGET.chat);
for (const file of chat.filter(
  (name) => !first.includes(name) && !words.some(({ locale }) => name === nameOf(locale)),
))
  await report("later", [file]);
await report("rules", [rules]);

/**
 * The words of every language there is a file for; those of the widget's own first.
 * @returns {Promise<readonly { locale: string, tags: readonly string[], launcher: string, launcherFailed: string }[]>}
 */
async function readWords() {
  const folder = new URL("src/strings/", here);
  const files = (await readdir(folder)).sort((a, b) => Number(b === OWN_WORDS) - Number(a === OWN_WORDS));
  return Promise.all(
    files.map(async (file) => ({
      ...JSON.parse(await readFile(new URL(file, folder), "utf8")),
      locale: file.replace(".json", ""),
    })),
  );
}

/**
 * @param {{ input: Readonly<Record<string, string>>, format: "es" | "iife", entryFileNames: string, define?: Record<string, string> }} options
 * @returns {Promise<readonly string[]>} the names of the files that were written
 */
async function bundle({ input, format, entryFileNames, define = {} }) {
  const files = Object.entries(input).map(([name, file]) => [name, fileURLToPath(new URL(file, here))]);
  const isModule = format === "es";
  const result = await build({
    configFile: false,
    root: fileURLToPath(here),
    logLevel: "warn",
    // Chunks find each other beside themselves, on whatever server they are.
    base: "./",
    define: { ...define, "process.env.NODE_ENV": '"production"' },
    plugins: [leaner],
    // The words of a language are one object; the loader takes the few that it needs.
    json: { namedExports: !isModule },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: fileURLToPath(out),
      emptyOutDir: false,
      // What WeChat's and Alipay's in-app browsers and iOS 16 understand.
      target: ["chrome103", "safari16", "firefox103"],
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(files),
        // What is fetched later takes what it shares from the chat itself, and not from a file of its own.
        preserveEntrySignatures: "allow-extension",
        // They do not say so themselves: whoever takes one part of socket.io must not get the others.
        treeshake: {
          moduleSideEffects: [{ test: /(?:engine|socket)\.io-(?:client|parser)/u, sideEffects: false }],
        },
        output: {
          format,
          entryFileNames,
          chunkFileNames: "[name]-[hash:6].js",
          ...(isModule ? {} : { codeSplitting: false }),
        },
      },
    },
  });
  const built = Array.isArray(result) ? result : "output" in result ? [result] : [];
  return built.flatMap(({ output }) => output.map(({ fileName }) => fileName));
}

/**
 * What pages may hold the files to that they load: Subresource Integrity, by the name of the file.
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
async function fingerprints() {
  const files = (await readdir(out)).filter((name) => name.endsWith(".js")).sort();
  const entries = files.map(async (name) => {
    const hash = createHash("sha384").update(await readFile(new URL(name, out)));
    return [name, `sha384-${hash.digest("base64")}`];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Lays a smaller copy beside each file, for browsers that take one: all of them. */
async function compress() {
  for (const name of (await readdir(out)).filter((file) => file.endsWith(".js"))) {
    const bytes = await readFile(new URL(name, out));
    await writeFile(new URL(`${name}.gz`, out), gzipSync(bytes, { level: 9 }));
    await writeFile(new URL(`${name}.br`, out), brotliCompressSync(bytes));
  }
}

/** Lays the package into dist/widget-package: what is imported, its types, and what npm wants to know. */
async function pack() {
  await rm(packed, { recursive: true, force: true });
  await mkdir(packed);
  for (const file of ["package.json", "README.md", "index.js", "index.d.ts"])
    await cp(new URL(`package/${file}`, here), new URL(file, packed));
  // Types only, without imports: the source is its own declaration.
  const types = await readFile(new URL("src/fenqi.ts", here), "utf8");
  await writeFile(new URL("fenqi.d.ts", packed), types);
}

/**
 * @param {string} what
 * @param {readonly string[]} names
 * @param {number} [budgetBytes]
 */
async function report(what, names, budgetBytes = Number.POSITIVE_INFINITY) {
  let bytes = 0;
  for (const name of names) bytes += gzipSync(await readFile(new URL(name, out)), { level: 9 }).length;
  const most = budgetBytes < Number.POSITIVE_INFINITY ? ` of ${(budgetBytes / 1024).toFixed(1)}` : "";
  console.log(`${what} (${names.join(", ")}): ${(bytes / 1024).toFixed(2)} KB gzip${most}`);
  if (bytes <= budgetBytes) return;
  console.error(`${what} is over its budget: see what grew before raising it in web-widget/build.js`);
  process.exitCode = 1;
}
