/**
 * Measures our system entities beside Microsoft's recognizers on the expressions of our tests:
 * `npm run bench:entities`.
 *
 *   --json     one JSON document instead of the table
 *   --misses   also what each engine gets wrong
 *
 * @typedef {import("./measure.js").Figures} Figures
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { inProcess } from "../in-process.js";

const PROJECT = path.resolve(import.meta.dirname, "../..");
/** Where each engine lies, and what it brings along. */
const ENGINES = [
  { name: "ours", folders: ["dist/server/nlu/entities"] },
  {
    name: "recognizers",
    folders: ["@microsoft", "lodash", "grapheme-splitter"].map((name) => `node_modules/${name}`),
  },
];

const { values: asked } = parseArgs({
  options: { json: { type: "boolean", default: false }, misses: { type: "boolean", default: false } },
});

/** @type {({ engine: string, diskBytes: number } & Figures)[]} */
const results = [];
for (const { name, folders } of ENGINES) {
  const diskBytes = folders.reduce((sum, folder) => sum + sizeOf(path.join(PROJECT, folder)), 0);
  results.push({ engine: name, diskBytes, ...(await measure(name)) });
}

if (asked.json) console.log(JSON.stringify({ node: process.version, results }, null, 2));
else console.log(table().join("\n"));
if (asked.misses && !asked.json) {
  for (const { engine, misses } of results) {
    console.log([`\nWrong in ${engine}:`, ...misses.map((line) => `  ${line}`)].join("\n"));
  }
}

function table() {
  const [first] = results;
  const line = /** @param {string} name @param {readonly string[]} cells */ (name, cells) =>
    name.padEnd(26) + cells.map((cell) => cell.padStart(16)).join("");
  const names = results.map(({ engine }) => engine);
  return [
    line("", names),
    ...(first?.rows ?? []).map(({ language, kind, count }) =>
      line(
        `${language} ${kind}`,
        results.map(({ rows }) => {
          const right = rows.find((row) => row.language === language && row.kind === kind)?.right;
          return typeof right === "number" ? `${right} / ${count}` : "–";
        }),
      ),
    ),
    "",
    line(
      "to load, ms",
      show(({ loadMs }) => loadMs, 0),
    ),
    line(
      "memory for it, MB",
      show(({ loadBytes }) => loadBytes / 1e6, 1),
    ),
    line(
      "on disk, MB",
      show(({ diskBytes }) => diskBytes / 1e6, 2),
    ),
    line(
      "a text, median ms",
      show(({ textMs }) => textMs.p50, 3),
    ),
    line(
      "a text, p99 ms",
      show(({ textMs }) => textMs.p99, 3),
    ),
    line(
      "1,000 signs, worst ms",
      show(({ longestMs }) => longestMs, 1),
    ),
    "",
    "Right: the expression and its value. nothing: texts without an entity, and none found. –: no such kind.",
  ];
}

/** @param {(result: typeof results[number]) => number} figure @param {number} digits */
function show(figure, digits) {
  return results.map((result) => figure(result).toFixed(digits));
}

/** @param {string} engine @returns {Promise<Figures>} */
function measure(engine) {
  return inProcess(path.join(import.meta.dirname, "measure.js"), [engine], { timeoutSeconds: 300 });
}

/** @param {string} folder @returns {number} */
function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
